package dev.ringlock.store;

import dev.ringlock.store.ChangePlan.Answer;
import dev.ringlock.store.ChangePlan.Write;
import dev.ringlock.store.CommitResult.Settled;
import java.util.Optional;
import java.util.function.Supplier;

/** The one loop: read, rule, commit. After a lost race it starts again from the read. */
final class ChangeLoop {

    private ChangeLoop() {}

    /**
     * @param rule reads, and says what to write
     * @throws StoreUnavailableException if every try met another change
     */
    static <T> T change(Store store, Supplier<ChangePlan<T>> rule) {
        return WonRace.of(() -> tryOnce(store, rule.get()));
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
}
