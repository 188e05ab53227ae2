package dev.ringlock.provider.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.http.OutgoingAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An account of Twilio's, and who asks in its name. It never shows itself. Read from JSON:
 *
 * <pre>
 * {"accountSid": "AC…", "authToken": "…"}
 * {"accountSid": "AC…", "apiKeySid": "SK…", "apiKeySecret": "…", "baseUrl": "https://api.dublin.ie1.twilio.com"}
 * </pre>
 *
 * <p>Members that are none of these are others' and not looked at.
 *
 * @param user the account, or an API key of it
 */
record TwilioAccount(String accountSid, String user, String secret, URI baseUrl) {

    /** The fields that are its own. */
    static final List<String> FIELDS = List.of("accountSid", "authToken", "apiKeySid", "apiKeySecret", "baseUrl");

    private static final Pattern ACCOUNT = Pattern.compile("AC[0-9a-fA-F]{32}");
    private static final Pattern API_KEY = Pattern.compile("SK[0-9a-fA-F]{32}");
    private static final Pattern SECRET = Pattern.compile("[!-~]{16,256}");
    private static final String TWILIOS = "https://api.twilio.com";

    /**
     * The account in Twilio's part of the settings.
     *
     * @return empty if it says nothing of sending: its tokens may be there for the webhooks alone
     * @throws IllegalArgumentException if there is a mistake in it; it tells where, and repeats nothing of it
     */
    static Optional<TwilioAccount> read(JsonNode twilio) {
        boolean sends = twilio.has("accountSid") || twilio.has("authToken") || twilio.has("apiKeySid");
        return sends ? Optional.of(account(twilio)) : Optional.empty();
    }

    /** An API key goes before the account's token. */
    private static TwilioAccount account(JsonNode twilio) {
        String account = text(twilio, "accountSid", ACCOUNT, "AC and 32 hexadecimal digits");
        boolean byKey = twilio.has("apiKeySid");
        return new TwilioAccount(
                account,
                byKey ? text(twilio, "apiKeySid", API_KEY, "SK and 32 hexadecimal digits") : account,
                text(twilio, byKey ? "apiKeySecret" : "authToken", SECRET, "16 to 256 characters without blanks"),
                baseUrl(twilio.path("baseUrl").asText(TWILIOS)));
    }

    private static String text(JsonNode twilio, String name, Pattern shape, String what) {
        JsonNode value = twilio.path(name);
        if (!value.isTextual() || !shape.matcher(value.textValue()).matches()) {
            throw new IllegalArgumentException("/twilio/" + name + " has to be a text of " + what);
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
            // told below, without what it says
        }
        throw new IllegalArgumentException("/twilio/baseUrl has to be https:// and a host");
    }

    @Override
    public String toString() {
        return "TwilioAccount[accountSid=" + accountSid + "]";
    }
}
