package dev.ringlock.provider;

import java.util.Base64;
import java.util.Optional;

/** Base64 that could not have been written in another way: one signature is one text. */
public final class Base64Text {

    private Base64Text() {}

    public static Optional<byte[]> decoded(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return Base64.getEncoder().encodeToString(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether it is the URL-safe kind, without padding. */
    public static boolean isUrlSafe(String text) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(Base64.getUrlDecoder().decode(text))
                    .equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
