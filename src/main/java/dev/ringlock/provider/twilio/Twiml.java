package dev.ringlock.provider.twilio;

import org.jspecify.annotations.Nullable;

/** Twilio's markup for what is to be done about a message: nothing, or a reply. */
final class Twiml {

    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

    private Twiml() {}

    /** @param reply to the person who wrote; null if there is none */
    static String of(@Nullable String reply) {
        return HEAD
                + (reply == null ? "<Response/>" : "<Response><Message>" + escaped(reply) + "</Message></Response>");
    }

    /** As XML 1.0 has it: what it cannot hold is left out. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().filter(Twiml::isXml).forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&apos;");
                default -> escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }

    private static boolean isXml(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x10000;
    }
}
