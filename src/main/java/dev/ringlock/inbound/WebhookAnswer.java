package dev.ringlock.inbound;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.http.Answers;
import org.jspecify.annotations.Nullable;

/** What a provider expects to hear when its webhook was taken. */
final class WebhookAnswer {

    private static final String TWILIO = "twilio";
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

    private WebhookAnswer() {}

    /** Whether a reply can go with the answer; otherwise it has to be sent as a message of its own. */
    static boolean carriesReply(String provider) {
        return provider.equals(TWILIO);
    }

    /** @param reply to the person who wrote, if there is one and the provider takes it with the answer */
    static APIGatewayV2HTTPResponse to(String provider, @Nullable String reply) {
        return switch (provider) {
            case TWILIO -> Answers.webhook(200, "text/xml; charset=utf-8", HEAD + twiml(reply));
            case "generic" -> Answers.webhook(204, "text/plain; charset=utf-8", "");
            default -> Answers.webhook(200, "text/plain; charset=utf-8", "");
        };
    }

    private static String twiml(@Nullable String reply) {
        return reply == null ? "<Response/>" : "<Response><Message>" + escaped(reply) + "</Message></Response>";
    }

    /** As XML 1.0 has it: what it cannot hold is left out. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().filter(WebhookAnswer::isXml).forEach(c -> {
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
