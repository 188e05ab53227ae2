package dev.ringlock.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The page of a list that a query requests.
 *
 * @param cursor the end of the page before, in the list's own format; null for the first page
 */
public record Paging(@Nullable String cursor, int limit) {

    /** The most entries of a page. */
    public static final int MOST = 100;

    /**
     * Reads {@code cursor} and {@code limit}.
     *
     * @param shape reads the list's own cursor from decoded text; throws {@link IllegalArgumentException} if it is
     *     not one
     * @throws ProblemException if either is wrong
     */
    public static Paging of(Request request, UnaryOperator<String> shape) {
        String limit = request.query().getOrDefault("limit", String.valueOf(MOST));
        if (!limit.matches("[1-9][0-9]?|100")) {
            throw invalid("/limit", "size", "Give at least one and at most " + MOST + ".");
        }
        String cursor = request.query().get("cursor");
        return new Paging(cursor == null ? null : read(cursor, shape), Integer.parseInt(limit));
    }

    /** A list's cursor as callers see it: opaque. */
    public static @Nullable String told(@Nullable String cursor) {
        return cursor == null
                ? null
                : Base64.getUrlEncoder().withoutPadding().encodeToString(cursor.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * The list's cursor in the opaque form.
     *
     * @throws IllegalArgumentException if it is not one of ours
     */
    public static String text(String opaque) {
        return new String(Base64.getUrlDecoder().decode(opaque), StandardCharsets.US_ASCII);
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
