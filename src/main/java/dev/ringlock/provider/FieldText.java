package dev.ringlock.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How providers write texts and times. */
public final class FieldText {

    /** ISO 8601 with an offset such as {@code +0000} or {@code +00:00}. */
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss[.SSS][XXX][XX]");

    /** Channels whose senders are phones' numbers. */
    private static final Set<String> PHONES = Set.of("sms", "mms");

    private FieldText() {}

    /** Whether there is a text, or a number, which may be empty. */
    public static boolean has(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isTextual() || value.isIntegralNumber();
    }

    /** A text, or a number as its digits; empty if it is neither. */
    public static String text(JsonNode node, String name) {
        return has(node, name) ? node.path(name).asText() : "";
    }

    /** The first of these fields that has a text; empty if none has. */
    public static String first(JsonNode node, String... names) {
        return Stream.of(names)
                .map(name -> text(node, name))
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("");
    }

    /** A sender with its channel before it, unless that has phones' numbers alone: others have ids that look like them. */
    public static String onChannel(String channel, String from) {
        String name = channel.toLowerCase(Locale.ROOT);
        return name.isEmpty() || PHONES.contains(name) ? from : name + ":" + from;
    }

    /** An instant; null if it is not written as one: a message is not lost for its time. */
    public static @Nullable Instant instant(String text) {
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
