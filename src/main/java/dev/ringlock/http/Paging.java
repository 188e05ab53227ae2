package dev.ringlock.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list a query asks for.
 *
 * @param cursor where the page before ended, in the list's own words; null for the first
 */
public record Paging(@Nullable String cursor, int limit) {

    /** As many as a page may have. */
    public static final int MOST = 100;

    /**
     * Reads {@code cursor} and {@code limit}.
     *
     * @param shape the list's own cursor in what was told as one; throws {@link IllegalArgumentException} for what is none of
     *     that list
     * @throws ProblemException if either is none
     */
    public static Paging of(Request request, UnaryOperator<String> shape) {
        String limit = request.query().getOrDefault("limit", String.valueOf(MOST));
        if (!limit.matches("[1-9][0-9]?|100")) {
            throw invalid("/limit", "size", "Give at least one and at most " + MOST + ".");
        }
        String cursor = request.query().get("cursor");
        return new Paging(cursor == null ? null : read(cursor, shape), Integer.parseInt(limit));
    }

    /** A list's cursor as it is told: its text is ours alone to know. */
    public static @Nullable String told(@Nullable String cursor) {
        return cursor == null
                ? null
                : Base64.getUrlEncoder().withoutPadding().encodeToString(cursor.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * What was told as a cursor.
     *
     * @throws IllegalArgumentException if it was told by nobody here
     */
    public static String text(String told) {
        return new String(Base64.getUrlDecoder().decode(told), StandardCharsets.US_ASCII);
    }

    private static String read(String cursor, UnaryOperator<String> shape) {
        try {
            return shape.apply(text(cursor));
        } catch (IllegalArgumentException e) {
            throw invalid("/cursor", "wrong_type", "This has to be a cursor that this list gave.");
        }
    }

    private static ProblemException invalid(String pointer, String code, String detail) {
        return new ProblemException(new Problem.Invalid(List.of(new FieldError(pointer, code, detail))));
    }
}
