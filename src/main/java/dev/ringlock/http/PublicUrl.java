package dev.ringlock.http;

import java.util.function.Supplier;

/** Where people reach this deployment, scheme and host without a slash at the end: configuration, never a request's word. */
public final class PublicUrl {

    private final Supplier<String> value;

    private PublicUrl(Supplier<String> value) {
        this.value = value;
    }

    /** @throws IllegalArgumentException if it is no such address */
    public static PublicUrl of(String address) {
        if (address.endsWith("/") || !(address.startsWith("https://") || address.startsWith("http://"))) {
            throw new IllegalArgumentException("not an http or https address without a slash at its end");
        }
        return new PublicUrl(() -> address);
    }

    /** An address that is known only once the server listens. */
    public static PublicUrl listening(Supplier<String> address) {
        return new PublicUrl(address);
    }

    public String value() {
        return value.get();
    }

    /** Whether cookies can be kept to encrypted connections. */
    public boolean isSecure() {
        return value().startsWith("https://");
    }
}
