package dev.ringlock.http;

import java.util.function.Supplier;

/**
 * The public address of this deployment: scheme and host, no slash at the end. It comes from configuration, never from
 * a request.
 */
public final class PublicUrl {

    private final Supplier<String> value;

    private PublicUrl(Supplier<String> value) {
        this.value = value;
    }

    /** @throws IllegalArgumentException if it is not such an address */
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

    /** Whether cookies can be limited to encrypted connections. */
    public boolean isSecure() {
        return value().startsWith("https://");
    }
}
