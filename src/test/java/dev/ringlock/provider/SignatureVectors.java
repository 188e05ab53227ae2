package dev.ringlock.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ringlock.http.Request;
import java.io.IOException;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** The providers' own test vectors, and ours where they have none; the file names the source of each. */
public final class SignatureVectors {

    public static final Instant ANY = Instant.parse("2026-11-24T10:00:00Z");

    private static final JsonNode VECTORS = vectors();

    private SignatureVectors() {}

    public static JsonNode of(String name) {
        return VECTORS.path(name);
    }

    private static JsonNode vectors() {
        try {
            return new JsonMapper()
                    .readTree(SignatureVectors.class.getResourceAsStream("/facts/signature_vectors.json"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Holds as it is, and not with another body or another secret. */
    public static void assertHolds(Scheme scheme, Request request, String url, Instant now) {
        assertTrue(Requests.proves(scheme, new WebhookRequest(request, url, now)));
        boolean coversBody = request.header("x-plivo-signature-v2").isEmpty();
        byte[] flipped = request.body().clone();
        flipped[flipped.length / 2] ^= 1;
        Request changed = new Request(
                request.method(),
                request.path(),
                request.rawQuery(),
                request.query(),
                request.headers(),
                flipped,
                request.caller());
        assertEquals(!coversBody, Requests.proves(scheme, new WebhookRequest(changed, url, now)));
    }

    public static List<Secret> secrets(JsonNode text) {
        return List.of(Secret.of("another one"), Secret.of(text.asText()));
    }

    public static String form(JsonNode params) {
        return params.properties().stream()
                .map(p -> p.getKey() + "=" + URLEncoder.encode(p.getValue().asText(), UTF_8))
                .collect(Collectors.joining("&"));
    }
}
