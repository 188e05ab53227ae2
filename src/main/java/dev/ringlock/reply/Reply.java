package dev.ringlock.reply;

import org.jspecify.annotations.Nullable;

/**
 * A reply, read.
 *
 * @param scope id of the one purpose that an opt-out names; null if it names none
 * @param everything an opt-out is meant for all purposes, whatever the sender that it was sent to stands for: it says so, it
 *     names several purposes, or it says that the wrong person is reached. Never true beside a scope. A plain STOP has neither
 * @param yes it is a plain agreement, which counts only while a question is open and is otherwise nothing
 */
public record Reply(Reading reading, @Nullable String scope, boolean everything, boolean yes) {

    static final Reply NOTHING = of(Reading.NONE);

    public Reply {
        if (scope != null && everything) {
            throw new IllegalArgumentException("one purpose is not everything");
        }
    }

    public static Reply of(Reading reading) {
        return new Reply(reading, null, false, false);
    }
}
