package dev.ringlock.provider;

import java.nio.charset.StandardCharsets;

/** What a provider and we know. It prints as nothing; {@link #bytes()} is its only way out. */
final class Secret {

    private final byte[] bytes;

    Secret(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    static Secret of(String text) {
        return new Secret(text.getBytes(StandardCharsets.UTF_8));
    }

    byte[] bytes() {
        return bytes.clone();
    }
}
