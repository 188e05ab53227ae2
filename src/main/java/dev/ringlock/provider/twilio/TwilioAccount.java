package dev.ringlock.provider.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.provider.Account;
import java.net.URI;
import java.util.List;
import java.util.Map;
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
    static final List<String> FIELDS =
            List.of("accountSid", "authToken", "apiKeySid", "apiKeySecret", Account.BASE_URL);

    private static final Pattern ACCOUNT = Pattern.compile("AC[0-9a-fA-F]{32}");
    private static final Pattern API_KEY = Pattern.compile("SK[0-9a-fA-F]{32}");

    /**
     * The account in Twilio's part of the settings.
     *
     * @return empty if it says nothing of sending: its tokens may be there for the webhooks alone
     * @throws IllegalArgumentException if there is a mistake in it; it tells where, and repeats nothing of it
     */
    static Optional<TwilioAccount> read(JsonNode twilio) {
        return Account.read("twilio", twilio, List.of("accountSid", "authToken", "apiKeySid"))
                .map(TwilioAccount::read);
    }

    /** An API key goes before the account's token. */
    private static TwilioAccount read(Account account) {
        String sid = account.text("accountSid", ACCOUNT, "AC and 32 hexadecimal digits");
        boolean byKey = account.has("apiKeySid");
        return new TwilioAccount(
                sid,
                byKey ? account.text("apiKeySid", API_KEY, "SK and 32 hexadecimal digits") : sid,
                account.secret(byKey ? "apiKeySecret" : "authToken"),
                account.baseUrl("https://api.twilio.com"));
    }

    /** The headers of a form in its name. */
    Map<String, String> formHeaders() {
        return Map.of(
                "Authorization",
                Account.basic(user, secret),
                "Content-Type",
                "application/x-www-form-urlencoded",
                "Accept",
                "application/json");
    }

    @Override
    public String toString() {
        return "TwilioAccount[accountSid=" + accountSid + "]";
    }
}
