package dev.ringlock.provider;

import dev.ringlock.http.Request;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Requests as the edge hands them on, put together piece by piece. */
public final class Requests {

    public static final String FORM = "application/x-www-form-urlencoded";
    public static final String JSON = "application/json";

    private Requests() {}

    public static Request post(String url, String mediaType, String body, Map<String, String> headers) {
        return of("POST", url, mediaType, body, headers);
    }

    public static Request get(String url, Map<String, String> headers) {
        return of("GET", url, "", "", headers);
    }

    /** Whether the request is proved. */
    public static boolean proves(Scheme scheme, WebhookRequest call) {
        return scheme.proof(call).isPresent();
    }

    private static Request of(String method, String url, String mediaType, String body, Map<String, String> headers) {
        URI uri = URI.create(url);
        Map<String, String> all = new TreeMap<>(headers);
        if (!mediaType.isEmpty()) {
            all.put("content-type", mediaType);
        }
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        return new Request(
                method, uri.getRawPath(), query, Map.of(), all, body.getBytes(StandardCharsets.UTF_8), "192.0.2.1");
    }
}
