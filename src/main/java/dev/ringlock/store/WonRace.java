package dev.ringlock.store;

import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** What reads, decides and writes on a condition is tried again after a lost race, after a short pause of chance. */
public final class WonRace {

    private static final int MOST = 12;
    private static final int LONGEST_PAUSE_MILLIS = 40;

    private WonRace() {}

    /**
     * The result of the first try that won.
     *
     * @param oneTry begins with a fresh read; empty after a lost race
     * @throws StoreUnavailableException if every try met another change
     */
    public static <T> T of(Supplier<Optional<T>> oneTry) {
        for (int tried = 1; tried <= MOST; tried++) {
            Optional<T> answer = oneTry.get();
            if (answer.isPresent()) {
                return answer.get();
            }
            pause(tried);
        }
        throw new StoreUnavailableException("met another change each time");
    }

    private static void pause(int tried) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(1, 2 + Math.min(LONGEST_PAUSE_MILLIS, 1 << tried)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted between two tries", e);
        }
    }
}
