package dev.ringlock.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ringlock.http.OutgoingAddress;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The owner's credentials for sending through providers, read from JSON:
 *
 * <pre>
 * {"twilio": {"accountSid": "AC…", "authToken": "…"}}
 * {"twilio": {"accountSid": "AC…", "apiKeySid": "SK…", "apiKeySecret": "…",
 *     "baseUrl": "https://api.dublin.ie1.twilio.com"}}
 * </pre>
 *
 * <p>Other members are ignored: the webhooks' settings are in the same JSON.
 */
public record SenderSettings(Optional<Twilio> twilio) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final Pattern ACCOUNT = Pattern.compile("AC[0-9a-fA-F]{32}");
    private static final Pattern API_KEY = Pattern.compile("SK[0-9a-fA-F]{32}");
    private static final Pattern SECRET = Pattern.compile("[!-~]{16,256}");
    private static final String TWILIOS = "https://api.twilio.com";

    /**
     * An account at Twilio and its credentials. It never shows itself.
     *
     * @param user the account, or one of its API keys
     */
    public record Twilio(String accountSid, String user, String secret, URI baseUrl) {

        @Override
        public String toString() {
            return "Twilio[accountSid=" + accountSid + "]";
        }
    }

    /** No provider is set up. */
    public static SenderSettings none() {
        return new SenderSettings(Optional.empty());
    }

    /** @throws IllegalArgumentException if it has a mistake; the message says where, and repeats no value */
    public static SenderSettings parse(String json) {
        JsonNode all;
        try {
            all = JSON.readTree(json);
        } catch (JsonProcessingException e) {
            // its message and its cause would show the value
            throw new IllegalArgumentException("the senders' settings are not JSON"
                    + (e.getLocation() == null
                            ? ""
                            : ", line " + e.getLocation().getLineNr()));
        }
        if (!all.isObject()) {
            throw new IllegalArgumentException("the senders' settings are not a JSON object");
        }
        JsonNode twilio = all.path("twilio");
        boolean sends = twilio.has("accountSid") || twilio.has("authToken") || twilio.has("apiKeySid");
        return new SenderSettings(sends ? Optional.of(twilio(twilio)) : Optional.empty());
    }

    /** An API key is preferred to the account's token, which may be there only for the webhooks. */
    private static Twilio twilio(JsonNode twilio) {
        String account = text(twilio, "accountSid", ACCOUNT, "AC and 32 hexadecimal digits");
        boolean byKey = twilio.has("apiKeySid");
        return new Twilio(
                account,
                byKey ? text(twilio, "apiKeySid", API_KEY, "SK and 32 hexadecimal digits") : account,
                text(twilio, byKey ? "apiKeySecret" : "authToken", SECRET, "16 to 256 characters without blanks"),
                baseUrl(twilio.path("baseUrl").asText(TWILIOS)));
    }

    private static String text(JsonNode twilio, String name, Pattern shape, String shapeInWords) {
        JsonNode value = twilio.path(name);
        if (!value.isTextual() || !shape.matcher(value.textValue()).matches()) {
            throw new IllegalArgumentException("/twilio/" + name + " has to be a text of " + shapeInWords);
        }
        return value.textValue();
    }

    private static URI baseUrl(String text) {
        try {
            URI uri = URI.create(text);
            if (OutgoingAddress.isSafe(uri) && uri.getPath().isEmpty()) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // reported below without the value
        }
        throw new IllegalArgumentException("/twilio/baseUrl has to be https:// and a host");
    }
}
