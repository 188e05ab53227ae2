package dev.ringlock.standalone.connection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What a caller may ask of the server. Each is an environment variable: {@code RINGLOCK_CONNECTIONS_} and its name. */
@ConfigMapping(prefix = "ringlock.connections")
public interface ConnectionSettings {

    /** The most connections at the same time. */
    @WithDefault("512")
    int most();

    /** The most of them from one address, and from one /64 of IPv6. This machine's own addresses may have all. */
    @WithDefault("64")
    int perAddress();

    /** The time from a request's first byte to its last. */
    @WithDefault("PT10S")
    Duration arrival();
}
