package dev.ringlock.reply;

import org.jspecify.annotations.Nullable;

/**
 * A reply, read.
 *
 * @param scope id of the one purpose that an opt-out names; null if it names none, or several, and so means everything
 * @param yes it is a plain agreement, which counts only while a question is open and is otherwise nothing
 */
public record Reply(Reading reading, @Nullable String scope, boolean yes) {

    static final Reply NOTHING = of(Reading.NONE);

    static Reply of(Reading reading) {
        return new Reply(reading, null, false);
    }
}
