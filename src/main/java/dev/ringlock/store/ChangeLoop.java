package dev.ringlock.store;

import dev.ringlock.store.ChangePlan.Answer;
import dev.ringlock.store.ChangePlan.Write;
import dev.ringlock.store.CommitResult.Settled;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** The one loop: read, rule, commit. After a lost race it starts again from the read, after a short pause of chance. */
final class ChangeLoop {

    private static final int MOST = 12;
    private static final int LONGEST_PAUSE_MILLIS = 40;

    private ChangeLoop() {}

    /**
     * @param rule reads, and says what to write
     * @throws StoreUnavailableException if every try met another change
     */
    static <T> T change(Store store, Supplier<ChangePlan<T>> rule) {
        for (int tried = 1; tried <= MOST; tried++) {
            Optional<T> answer = tryOnce(store, rule.get());
            if (answer.isPresent()) {
                return answer.get();
            }
            pause(tried);
        }
        throw new StoreUnavailableException("met another change each time");
    }

    /** Empty after a lost race. */
    static <T> Optional<T> tryOnce(Store store, ChangePlan<T> plan) {
        ChangePlan<T> rest = plan;
        while (rest instanceof Write<T> write) {
            if (!(store.commit(write.commit()) instanceof Settled settled)) {
                return Optional.empty();
            }
            rest = write.then().apply(settled);
        }
        return Optional.of(((Answer<T>) rest).answer());
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
