package dev.ringlock.provider;

import dev.ringlock.http.OutgoingAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** The address that providers call, without path and query of the single webhook. */
final class WebhookAddress {

    static final String RULE = "has to be an https:// address without user, query and fragment"
            + " (http:// on this machine only), such as https://ringlock.example.com";

    private WebhookAddress() {}

    /** As it is to stand before a path: without a slash at its end. */
    static Optional<String> read(String text) {
        try {
            URI uri = new URI(text);
            boolean plain = uri.getRawQuery() == null && uri.getRawFragment() == null;
            return OutgoingAddress.isSafe(uri) && plain
                    ? Optional.of(text.endsWith("/") ? text.substring(0, text.length() - 1) : text)
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
