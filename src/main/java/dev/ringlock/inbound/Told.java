package dev.ringlock.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How providers write numbers, texts and times. */
final class Told {

    private static final Pattern PREFIX = Pattern.compile("(?i)([a-z]+):(.*)");

    /** Kinds of message whose addresses are phone numbers; others, such as {@code messenger:}, are left as they are. */
    private static final Set<String> PHONES = Set.of("whatsapp", "sms", "mms", "rcs", "tel");

    /** Long enough to be a number with its country code; short codes are not, and stay as they are. */
    private static final Pattern BARE_NUMBER = Pattern.compile("(?:00)?([1-9][0-9]{6,14})");

    /** ISO 8601 with an offset such as {@code +0000} or {@code +00:00}. */
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss[.SSS][XXX][XX]");

    private Told() {}

    static String number(String text) {
        String number = text.strip();
        Matcher prefix = PREFIX.matcher(number);
        if (prefix.matches() && PHONES.contains(prefix.group(1).toLowerCase(Locale.ROOT))) {
            // a + that was not encoded in a form has become a space
            number = prefix.group(2).strip();
        }
        Matcher bare = BARE_NUMBER.matcher(number);
        return bare.matches() ? "+" + bare.group(1) : number;
    }

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
