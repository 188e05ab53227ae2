package dev.ringlock.provider;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A text in a webhook of unknown shape. It never shows itself.
 *
 * @param path the names that lead to it, the outermost first; empty for plain text
 */
public record UnknownText(List<String> path, String value) {

    /** Names that providers give to who wrote, in lower case and without {@code _} and {@code -}. */
    private static final Set<String> SENDERS = Set.of(
            "address",
            "author",
            "channelidentity",
            "from",
            "msisdn",
            "originationnumber",
            "originator",
            "sender",
            "source",
            "waid");

    /** Whether it stands under a name that providers give to who wrote. */
    public boolean isSenders() {
        return path.stream()
                .map(name -> name.toLowerCase(Locale.ROOT).replaceAll("[_-]", ""))
                .anyMatch(SENDERS::contains);
    }

    @Override
    public String toString() {
        return "UnknownText" + path;
    }
}
