package dev.ringlock.steps;

import dev.ringlock.consent.Code;
import dev.ringlock.phone.PhoneNumber;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A code that somebody asked for in this browser. It says nothing of what is stored: not even whether a code went out.
 *
 * @param recordId of the signup, or of the request to see one's own page
 * @param begunAt when it was asked for first
 * @param asks how often it was asked for
 * @param askedAt when it was asked for last
 */
public record AskedCode(String recordId, PhoneNumber number, Instant begunAt, int asks, Instant askedAt) {

    private static final int FIELDS = 5;

    /** Asked for the first time. */
    public static AskedCode first(String recordId, PhoneNumber number, Instant now) {
        return new AskedCode(recordId, number, now, 1, now);
    }

    /** Asked for once more. */
    public AskedCode again(Instant now) {
        return new AskedCode(recordId, number, begunAt, asks + 1, now);
    }

    /** How long to wait before the next request: the pause that a number has between codes, by this browser's requests alone. */
    public Duration pause(Instant now) {
        Duration left = Duration.between(now, askedAt.plus(Code.pause(asks)));
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** The number in clear, for a form that goes back to who typed it. */
    public String inClear() {
        return number.e164();
    }

    String text() {
        return String.join(
                "\n",
                recordId,
                inClear(),
                String.valueOf(begunAt.toEpochMilli()),
                String.valueOf(asks),
                String.valueOf(askedAt.toEpochMilli()));
    }

    /** Reads {@link #text()} back. Empty if an earlier version of ours wrote it. */
    static Optional<AskedCode> of(String text) {
        String[] fields = text.split("\n", -1);
        if (fields.length != FIELDS) {
            return Optional.empty();
        }
        try {
            return Optional.of(new AskedCode(
                    fields[0],
                    PhoneNumber.ofCanonical(fields[1]),
                    Instant.ofEpochMilli(Long.parseLong(fields[2])),
                    Integer.parseInt(fields[3]),
                    Instant.ofEpochMilli(Long.parseLong(fields[4]))));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
