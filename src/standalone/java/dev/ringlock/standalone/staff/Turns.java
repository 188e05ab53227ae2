package dev.ringlock.standalone.staff;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets one caller at a time do costly work, and a few wait. Two kinds of callers have turns of their own, so that a flood
 * of strangers holds up no known device.
 */
final class Turns {

    /** One works, the others wait. */
    private static final int MOST = 9;

    private static final int LONGEST_WAIT_SECONDS = 10;

    private final Turn known = new Turn(new Semaphore(MOST), new Semaphore(1, true));
    private final Turn strangers = new Turn(new Semaphore(MOST), new Semaphore(1, true));

    private record Turn(Semaphore places, Semaphore work) {}

    /** @throws NoTurnException if too many wait already, or it takes too long */
    <T> T take(boolean isKnown, Supplier<T> work) {
        Turn turn = isKnown ? known : strangers;
        if (!turn.places.tryAcquire()) {
            throw new NoTurnException();
        }
        try {
            await(turn.work);
            try {
                return work.get();
            } finally {
                turn.work.release();
            }
        } finally {
            turn.places.release();
        }
    }

    private static void await(Semaphore work) {
        try {
            if (work.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new NoTurnException();
    }
}
