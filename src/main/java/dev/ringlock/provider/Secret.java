package dev.ringlock.provider;

import java.nio.charset.StandardCharsets;

/** A secret that a provider and we share. It prints as nothing; {@link #bytes()} is its only way out. */
public final class Secret {

    private final byte[] bytes;

    public Secret(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    public static Secret of(String text) {
        return new Secret(text.getBytes(StandardCharsets.UTF_8));
    }

    public byte[] bytes() {
        return bytes.clone();
    }
}
