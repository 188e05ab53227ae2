package dev.ringlock.inbound;

import dev.ringlock.http.Json;
import dev.ringlock.provider.VerifiedWebhook;
import dev.ringlock.provider.VerifiedWebhooks;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** How each provider tells of a STOP, whatever it was given for numbers. */
public final class Stops {

    private static final AtomicInteger IDS = new AtomicInteger();

    private static final Map<String, BiFunction<String, String, VerifiedWebhook>> BY_PROVIDER = Map.of(
            "twilio",
            (from, to) ->
                    form("twilio", "MessageSid=SM" + id() + "&Body=STOP&From=" + coded(from) + "&To=" + coded(to)),
            "plivo",
            (from, to) -> form(
                    "plivo", "MessageUUID=" + id() + "&Type=sms&Text=STOP&From=" + coded(from) + "&To=" + coded(to)),
            "messagebird",
            (from, to) -> form(
                    "messagebird", "id=" + id() + "&body=STOP&originator=" + coded(from) + "&recipient=" + coded(to)),
            "aws",
            (from, to) -> VerifiedWebhooks.json(
                    "aws",
                    Json.write(Map.of(
                            "Type",
                            "Notification",
                            "Message",
                            Json.write(Map.of(
                                    "originationNumber",
                                    from,
                                    "destinationNumber",
                                    to,
                                    "messageBody",
                                    "STOP",
                                    "inboundMessageId",
                                    id()))))),
            "generic",
            (from, to) -> VerifiedWebhooks.generic(
                    id(),
                    Json.write(Map.of("type", "sms.received", "data", Map.of("from", from, "to", to, "text", "STOP")))),
            "vonage",
            (from, to) -> json(
                    "vonage",
                    Map.of("message_type", "text", "message_uuid", id(), "from", from, "to", to, "text", "STOP")),
            "telnyx",
            (from, to) -> json(
                    "telnyx",
                    Map.of(
                            "data",
                            Map.of(
                                    "event_type",
                                    "message.received",
                                    "payload",
                                    Map.of(
                                            "id",
                                            id(),
                                            "from",
                                            Map.of("phone_number", from),
                                            "to",
                                            List.of(Map.of("phone_number", to)),
                                            "text",
                                            "STOP")))),
            "sinch",
            (from, to) -> json("sinch", Map.of("type", "mo_text", "id", id(), "from", from, "to", to, "body", "STOP")),
            "infobip",
            (from, to) -> json(
                    "infobip",
                    Map.of("results", List.of(Map.of("messageId", id(), "from", from, "to", to, "text", "STOP")))));

    /** Each message has its own. */
    private static String id() {
        return "m" + IDS.incrementAndGet();
    }

    private Stops() {}

    public static Stream<String> providers() {
        return BY_PROVIDER.keySet().stream().sorted();
    }

    public static VerifiedWebhook of(String provider, String from, String to) {
        return Objects.requireNonNull(BY_PROVIDER.get(provider)).apply(from, to);
    }

    private static VerifiedWebhook form(String provider, String body) {
        return VerifiedWebhooks.form(provider, body);
    }

    private static VerifiedWebhook json(String provider, Map<String, Object> body) {
        return VerifiedWebhooks.json(provider, Json.write(body));
    }

    private static String coded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
