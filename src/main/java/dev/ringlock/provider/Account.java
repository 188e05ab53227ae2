package dev.ringlock.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.http.OutgoingAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The owner's account at a provider, read from that provider's part of the settings. Every mistake is an
 * {@link IllegalArgumentException}. It tells where, and repeats nothing of it.
 */
public final class Account {

    /** Another of the provider's regions, or a stand-in on this machine. */
    public static final String BASE_URL = "baseUrl";

    private static final Pattern SECRET = Pattern.compile("[!-~]{16,256}");

    private final String provider;
    private final JsonNode settings;

    private Account(String provider, JsonNode settings) {
        this.provider = provider;
        this.settings = settings;
    }

    /**
     * The account in a provider's part of the settings.
     *
     * @param fields of sending
     * @return empty if none of them is there: the part may be for the webhooks alone
     */
    public static Optional<Account> read(String provider, JsonNode settings, List<String> fields) {
        return fields.stream().anyMatch(settings::has)
                ? Optional.of(new Account(provider, settings))
                : Optional.empty();
    }

    public boolean has(String field) {
        return settings.has(field);
    }

    /** @param what says the shape in words */
    public String text(String field, Pattern shape, String what) {
        JsonNode value = settings.path(field);
        if (!value.isTextual() || !shape.matcher(value.textValue()).matches()) {
            throw new IllegalArgumentException("/" + provider + "/" + field + " has to be a text of " + what);
        }
        return value.textValue();
    }

    public String secret(String field) {
        return text(field, SECRET, "16 to 256 characters without blanks");
    }

    /**
     * The address of the provider's API, without a path.
     *
     * @param usual where the settings name none; empty if each account has one of its own
     */
    public URI baseUrl(String usual) {
        try {
            URI uri = URI.create(settings.path(BASE_URL).asText(usual));
            if (OutgoingAddress.isSafe(uri) && uri.getPath().isEmpty()) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // told below, without what it says
        }
        throw new IllegalArgumentException("/" + provider + "/" + BASE_URL + " has to be https:// and a host");
    }

    /** The value of an {@code Authorization} header. */
    public static String basic(String user, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + secret).getBytes(StandardCharsets.US_ASCII));
    }
}
