package dev.ringlock.steps;

import dev.ringlock.consent.Code;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.terms.NoticeRef;
import dev.ringlock.terms.Purpose;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A code that somebody asked for in this browser. It says nothing of what is stored: not even whether a code went out.
 *
 * @param recordId of the signup, or of the request to see one's own page
 * @param begunAt when it was asked for first
 * @param asks how often it was asked for
 * @param askedAt when it was asked for last
 * @param shown the words of the signup; null of a request to see one's own page
 * @param ticked what was agreed to on them
 */
public record AskedCode(
        String recordId,
        PhoneNumber number,
        Instant begunAt,
        int asks,
        Instant askedAt,
        @Nullable NoticeRef shown,
        List<Purpose> ticked) {

    private static final int FIELDS = 5;
    private static final int FIELDS_OF_SIGNUP = 9;

    public AskedCode {
        ticked = List.copyOf(ticked);
    }

    /** Asked for the first time, to see one's own page. */
    public static AskedCode first(String recordId, PhoneNumber number, Instant now) {
        return new AskedCode(recordId, number, now, 1, now, null, List.of());
    }

    /** Asked for by a signup. */
    public static AskedCode signup(
            String recordId, PhoneNumber number, Instant now, NoticeRef shown, List<Purpose> ticked) {
        return new AskedCode(recordId, number, now, 1, now, shown, ticked);
    }

    /** Asked for once more. */
    public AskedCode again(Instant now) {
        return new AskedCode(recordId, number, begunAt, asks + 1, now, shown, ticked);
    }

    /** How long to wait before the next request: the pause that a number has between codes, by this browser's requests alone. */
    public Duration pause(Instant now) {
        Duration left = Duration.between(now, askedAt.plus(Code.pause(asks)));
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** The country whose numbering plan the number belongs to. */
    public String country() {
        return number.country();
    }

    /** The number in clear, for a form that goes back to who typed it. */
    public String inClear() {
        return number.e164();
    }

    String text() {
        String asked = String.join(
                "\n",
                recordId,
                inClear(),
                String.valueOf(begunAt.toEpochMilli()),
                String.valueOf(asks),
                String.valueOf(askedAt.toEpochMilli()));
        return shown == null
                ? asked
                : String.join(
                        "\n",
                        asked,
                        shown.id(),
                        String.valueOf(shown.version()),
                        shown.language(),
                        ticked.stream().map(Purpose::id).collect(Collectors.joining(",")));
    }

    /** Reads {@link #text()} back. Empty if an earlier version of ours wrote it. */
    static Optional<AskedCode> of(String text) {
        String[] fields = text.split("\n", -1);
        if (fields.length != FIELDS && fields.length != FIELDS_OF_SIGNUP) {
            return Optional.empty();
        }
        boolean signup = fields.length == FIELDS_OF_SIGNUP;
        try {
            return Optional.of(new AskedCode(
                    fields[0],
                    PhoneNumber.ofCanonical(fields[1]),
                    Instant.ofEpochMilli(Long.parseLong(fields[2])),
                    Integer.parseInt(fields[3]),
                    Instant.ofEpochMilli(Long.parseLong(fields[4])),
                    signup ? new NoticeRef(fields[5], Integer.parseInt(fields[6]), fields[7]) : null,
                    signup
                            ? Arrays.stream(fields[8].split(","))
                                    .map(Purpose::new)
                                    .toList()
                            : List.of()));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
