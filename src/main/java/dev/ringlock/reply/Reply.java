package dev.ringlock.reply;

import org.jspecify.annotations.Nullable;

/**
 * The meaning of a reply.
 *
 * @param scope id of the one purpose that an opt-out names; null if it names none
 * @param everything whether an opt-out is for all purposes, whatever the sender that it was sent to stands for: it
 *     says so, names several purposes, or says that it reached the wrong person. Never true with a scope. A plain STOP
 *     has neither
 * @param yes whether it is a plain agreement. It counts only while a question is open
 */
public record Reply(Reading reading, @Nullable String scope, boolean everything, boolean yes) {

    static final Reply NOTHING = of(Reading.NONE);

    public Reply {
        if (scope != null && everything) {
            throw new IllegalArgumentException("a reply names one purpose or means everything, not both");
        }
    }

    public static Reply of(Reading reading) {
        return new Reply(reading, null, false, false);
    }
}
