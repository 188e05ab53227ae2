package dev.ringlock.steps;

import dev.ringlock.ledger.Entry;
import dev.ringlock.store.Commit;
import dev.ringlock.store.CommitResult;
import dev.ringlock.store.Store;
import dev.ringlock.store.StoreUnavailableException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** A change that met another one is decided again from a fresh read, after a short pause of chance. */
public final class Retry {

    private static final int MOST = 12;
    private static final int LONGEST_PAUSE_MILLIS = 40;

    private Retry() {}

    /**
     * Tries until there is an answer.
     *
     * @param attempt one reading and writing; empty if it met another change
     * @throws StoreUnavailableException if every attempt did; nothing was stored
     */
    public static <T> T untilDone(Supplier<Optional<T>> attempt) {
        for (int tried = 1; tried <= MOST; tried++) {
            Optional<T> answer = attempt.get();
            if (answer.isPresent()) {
                return answer.get();
            }
            pause(tried);
        }
        throw new StoreUnavailableException("met another change each time");
    }

    /**
     * Writes entries, and nothing else.
     *
     * @param entries made anew for each try
     * @throws StoreUnavailableException if they could not be written
     */
    public static void untilWritten(Store store, Supplier<List<Entry>> entries) {
        untilDone(() -> Optional.of(store.commit(Commit.of(entries.get())))
                .filter(outcome -> outcome instanceof CommitResult.Done));
    }

    private static void pause(int tried) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(1, 2 + Math.min(LONGEST_PAUSE_MILLIS, 1 << tried)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted between two attempts", e);
        }
    }
}
