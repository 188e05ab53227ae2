package dev.ringlock.provider;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/** The address that providers call, without path and query of the single webhook. */
final class WebhookAddress {

    static final String RULE = "has to be an https:// address without user, query and fragment"
            + " (http:// on this machine only), such as https://ringlock.example.com";

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private WebhookAddress() {}

    /** As it is to stand before a path: without a slash at its end. */
    static Optional<String> read(String text) {
        try {
            URI uri = new URI(text);
            boolean safe = "https".equals(uri.getScheme())
                    || ("http".equals(uri.getScheme()) && THIS_MACHINE.contains(String.valueOf(uri.getHost())));
            boolean plain = uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
            return safe && plain
                    ? Optional.of(text.endsWith("/") ? text.substring(0, text.length() - 1) : text)
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
