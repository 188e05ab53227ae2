package dev.ringlock.standalone.inbox;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a provider posts.
 *
 * @param headers by lower-case name, the content type among them
 */
public record Sent(Map<String, String> headers, byte[] body) {

    static Sent of(String mediaType, String body, Map<String, String> headers) {
        Map<String, String> all = new TreeMap<>(headers);
        all.put("content-type", mediaType);
        return new Sent(all, body.getBytes(StandardCharsets.UTF_8));
    }

    static Sent json(String body, Map<String, String> headers) {
        return of("application/json", body, headers);
    }

    static Sent form(String body, Map<String, String> headers) {
        return of("application/x-www-form-urlencoded", body, headers);
    }

    /** A record would print the message. */
    @Override
    public String toString() {
        return "Sent";
    }
}
