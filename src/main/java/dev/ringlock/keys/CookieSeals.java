package dev.ringlock.keys;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Seals what a browser keeps for us between two pages. Nobody else can read or change it. The key is not one of the data
 * keys, so it opens nothing that is stored.
 */
@Singleton
public final class CookieSeals {

    private final Index index;
    private final Envelope envelope;

    public CookieSeals(Index index, Envelope envelope) {
        this.index = index;
        this.envelope = envelope;
    }

    /**
     * The value of the cookie of that name.
     *
     * @throws KeysUnavailableException if the engine did not answer
     */
    public String seal(String name, String text) {
        try (DataKey key = index.cookieKey()) {
            byte[] sealed = envelope.sealCookie(key, name, text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
        }
    }

    /**
     * The text that we sealed. Empty if the value is not ours, or another cookie's.
     *
     * @throws KeysUnavailableException if the engine did not answer
     */
    public Optional<String> open(String name, String value) {
        try (DataKey key = index.cookieKey()) {
            byte[] sealed = Base64.getUrlDecoder().decode(value);
            return Optional.of(new String(envelope.openCookie(key, name, sealed), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | CannotOpenException e) {
            return Optional.empty();
        }
    }
}
