package dev.ringlock.standalone.inbox;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * A provider's POST.
 *
 * @param headers by lower-case name, with the content type
 */
public record SignedWebhook(Map<String, String> headers, byte[] body) {

    static SignedWebhook of(String mediaType, String body, Map<String, String> headers) {
        Map<String, String> all = new TreeMap<>(headers);
        all.put("content-type", mediaType);
        return new SignedWebhook(all, body.getBytes(StandardCharsets.UTF_8));
    }

    static SignedWebhook json(String body, Map<String, String> headers) {
        return of("application/json", body, headers);
    }

    static SignedWebhook form(String body, Map<String, String> headers) {
        return of("application/x-www-form-urlencoded", body, headers);
    }

    /** Without the message, which a record would print. */
    @Override
    public String toString() {
        return "SignedWebhook";
    }
}
