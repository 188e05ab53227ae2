package dev.ringlock.standalone.staff;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets one caller at a time do costly work, and a few wait. Two kinds of callers have turns of their own, so that a flood
 * of strangers holds up no known device.
 */
final class Turns {

    private static final int MOST_WAITING = 8;
    private static final int LONGEST_WAIT_SECONDS = 10;

    private final Semaphore known = new Semaphore(1, true);
    private final Semaphore strangers = new Semaphore(1, true);

    /** @throws NoTurnException if too many wait already */
    <T> T take(boolean isKnown, Supplier<T> work) {
        Semaphore turn = isKnown ? known : strangers;
        try {
            if (turn.getQueueLength() >= MOST_WAITING || !turn.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new NoTurnException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoTurnException();
        }
        try {
            return work.get();
        } finally {
            turn.release();
        }
    }
}
