package dev.ringlock.provider;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** The addresses that a proof needs: SNS's certificates, and the address that confirms a subscription. */
@FunctionalInterface
public interface Https {

    /**
     * The content of that address; empty if there is none, or it is somewhere else.
     *
     * @throws IOException if there is no such answer, and asking again may help
     */
    Optional<byte[]> get(URI address) throws IOException;
}
