package dev.ringlock.http;

import java.net.URI;
import java.util.Set;

/** The addresses that Ringlock sends requests to: {@code https}, and {@code http} on this machine only. */
public final class OutgoingAddress {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private OutgoingAddress() {}

    /** Whether nobody can read the request on its way. An address with a user in it is refused too. */
    public static boolean isSafe(URI address) {
        String host = address.getHost();
        boolean encrypted = "https".equalsIgnoreCase(address.getScheme());
        boolean local = "http".equalsIgnoreCase(address.getScheme()) && THIS_MACHINE.contains(String.valueOf(host));
        return host != null && (encrypted || local) && address.getRawUserInfo() == null;
    }
}
