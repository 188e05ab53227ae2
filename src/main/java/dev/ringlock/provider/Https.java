package dev.ringlock.provider;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** What a proof needs from elsewhere: SNS's certificates, and the address that confirms a subscription. */
@FunctionalInterface
public interface Https {

    /**
     * What is there; empty if the answer is that there is nothing, or that it is somewhere else.
     *
     * @throws IOException if there is no such answer, and asking again may help
     */
    Optional<byte[]> get(URI address) throws IOException;
}
