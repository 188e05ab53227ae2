package dev.ringlock.http;

import java.util.regex.Pattern;

/** A caller's own name for a request, so that a repetition is known. */
public final class IdempotencyKey {

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,128}");

    private IdempotencyKey() {}

    /** Whether that text can be one. */
    public static boolean isKey(String text) {
        return KEY.matcher(text).matches();
    }

    /** The key of one of several things that a request under that key asks for; empty without one. */
    public static String ofItem(String key, int place) {
        return key.isEmpty() ? "" : key + "/" + place;
    }

    /**
     * The request's header; empty if it has none.
     *
     * @throws ProblemException if it can be no key
     */
    public static String of(Request request) {
        String key = request.headers().get("idempotency-key");
        if (key != null && !isKey(key)) {
            throw new ProblemException(new Problem.Malformed(
                    "idempotency_key", "The Idempotency-Key has to be 1 to 128 visible ASCII characters."));
        }
        return key == null ? "" : key;
    }
}
