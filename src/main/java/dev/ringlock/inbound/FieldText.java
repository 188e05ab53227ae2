package dev.ringlock.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** How providers write texts and times. */
final class FieldText {

    /** ISO 8601 with an offset such as {@code +0000} or {@code +00:00}. */
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss[.SSS][XXX][XX]");

    private FieldText() {}

    /** A text, or a number as its digits; empty if it is neither. */
    static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isTextual() || value.isIntegralNumber() ? value.asText() : "";
    }

    /** An instant; null if it is not written as one: a message is not lost for its time. */
    static @Nullable Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            try {
                return OffsetDateTime.parse(text, OFFSET).toInstant();
            } catch (DateTimeException again) {
                return null;
            }
        }
    }
}
