package dev.ringlock.provider.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.ringlock.http.OutgoingAddress;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.provider.BlockListCall;
import dev.ringlock.provider.FieldText;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Twilio's Consent Management API, which takes opt-outs. It is a pilot, so it is used only if the settings name its address. Source:
 * "Bulk Upsert Consents".
 */
final class TwilioConsents {

    /** The setting with its address: {@code https://accounts.twilio.com}. */
    static final String CONSENTS_URL = "consentsUrl";

    private final URI bulk;
    private final Map<String, String> headers;

    private TwilioConsents(URI api, TwilioAccount account) {
        this.bulk = api.resolve("/v1/Consents/Bulk");
        this.headers = account.formHeaders();
    }

    /** Empty if the settings do not name it. */
    static Optional<TwilioConsents> of(TwilioAccount account, JsonNode settings) {
        if (!settings.has(CONSENTS_URL)) {
            return Optional.empty();
        }
        try {
            URI api = URI.create(settings.path(CONSENTS_URL).asText());
            if (OutgoingAddress.isSafe(api) && api.getPath().isEmpty()) {
                return Optional.of(new TwilioConsents(api, account));
            }
        } catch (IllegalArgumentException e) {
            // told below, without what it says
        }
        throw new IllegalArgumentException("/twilio/" + CONSENTS_URL + " has to be https:// and a host");
    }

    /** The numbers that it did not take as opted out. */
    Set<PhoneNumber> add(List<PhoneNumber> numbers, String sender) {
        Map<String, PhoneNumber> asked = new LinkedHashMap<>();
        numbers.forEach(number -> asked.put(correlation(asked.size()), number));
        String form = asked.entrySet().stream()
                .map(each -> item(each.getKey(), each.getValue(), sender))
                .map(item -> "Items=" + URLEncoder.encode(item, StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        JsonNode answer = BlockListCall.answer(bulk, () -> headers, form.getBytes(StandardCharsets.US_ASCII));
        if (!answer.path("items").isArray()) {
            throw BlockListCall.unreadable(bulk);
        }
        for (JsonNode item : answer.path("items")) {
            if (item.path("error_code").asInt(-1) == 0) {
                asked.remove(FieldText.text(item, "correlation_id"));
            }
        }
        return Set.copyOf(asked.values());
    }

    /** One in its request, of the shape that Twilio asks for. */
    private static String correlation(int item) {
        return new UUID(0, item).toString().replace("-", "");
    }

    private static String item(String correlation, PhoneNumber number, String sender) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("contact_id", number.e164())
                .put("correlation_id", correlation)
                .put("sender_id", sender)
                .put("status", "opt-out")
                .put("source", "others")
                .toString();
    }
}
