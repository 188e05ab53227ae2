package dev.ringlock.store;

import dev.ringlock.consent.Contact;
import dev.ringlock.store.CommitResult.Settled;
import java.util.List;
import java.util.function.Function;

/**
 * A rule's decision: an answer, or a commit that comes first.
 *
 * @param <T> the answer's type
 */
public sealed interface ChangePlan<T> {

    /** Nothing is left to write. */
    record Answer<T>(T answer) implements ChangePlan<T> {}

    /**
     * This is to be written.
     *
     * @param then what comes after it. It is not asked after a lost race: the rule starts again from a fresh read
     */
    record Write<T>(Commit commit, Function<Settled, ChangePlan<T>> then) implements ChangePlan<T> {}

    /** The same, if these contacts are as they were read at each of its commits, but for those that it writes itself. */
    default ChangePlan<T> ifUnchanged(List<Contact> others) {
        return others.isEmpty() || !(this instanceof Write<T> write)
                ? this
                : new Write<>(
                        write.commit().ifUnchanged(others),
                        settled -> write.then().apply(settled).ifUnchanged(others));
    }

    static <T> ChangePlan<T> answer(T answer) {
        return new Answer<>(answer);
    }

    /** Writes it, and answers the same if it had been written before. */
    static <T> ChangePlan<T> write(Commit commit, T answer) {
        return write(commit, settled -> answer);
    }

    /** Writes it, and answers by what came of it. */
    static <T> ChangePlan<T> write(Commit commit, Function<Settled, T> answer) {
        return new Write<>(commit, settled -> new Answer<>(answer.apply(settled)));
    }

    /** Writes it in a transaction of its own, and goes on with the other plan. */
    static <T> ChangePlan<T> first(Commit commit, ChangePlan<T> then) {
        return new Write<>(commit, settled -> then);
    }
}
