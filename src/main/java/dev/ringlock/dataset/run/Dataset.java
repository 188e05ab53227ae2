package dev.ringlock.dataset.run;

import org.jspecify.annotations.Nullable;

/**
 * A dataset as it is now.
 *
 * @param ending null while it is made
 * @param percent how far that is
 * @param linked whether its key is there: then its pseudonyms can be linked to people, and its rows be read
 */
public record Dataset(DatasetOrder order, @Nullable DatasetEnding ending, int percent, boolean linked) {

    /** running, done, refused or failed; ended, if somebody of staff ended it before its time. */
    public String state() {
        if (ending == null) {
            return linked ? "running" : "ended";
        }
        return ending.state().equals(DatasetEnding.DONE) && !linked ? "ended" : ending.state();
    }

    public boolean isDone() {
        return state().equals(DatasetEnding.DONE);
    }
}
