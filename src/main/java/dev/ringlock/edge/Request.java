package dev.ringlock.edge;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request as API Gateway (payload format 2.0) hands it over.
 *
 * @param headers by lower-case name
 * @param body the raw bytes, whether they came as text or as base64
 * @param caller the address that API Gateway saw; empty if it saw none
 */
public record Request(
        String method,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        byte[] body,
        String caller) {

    /** As many bytes as a body may have. */
    public static final int MOST_BYTES = 16 * 1024;

    /**
     * The request that an event carries.
     *
     * @throws RefusedException if the event is not an HTTP request
     */
    public static Request of(@Nullable APIGatewayV2HTTPEvent event) {
        if (event == null
                || event.getRequestContext() == null
                || event.getRequestContext().getHttp() == null
                || event.getRequestContext().getHttp().getMethod() == null) {
            throw new RefusedException(new Refusal.Malformed("not_http", "This is not an HTTP API event."));
        }
        var http = event.getRequestContext().getHttp();
        Map<String, String> headers = new TreeMap<>();
        orEmpty(event.getHeaders()).forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        return new Request(
                http.getMethod(),
                Objects.requireNonNullElse(event.getRawPath(), "/"),
                orEmpty(event.getQueryStringParameters()),
                headers,
                body(event),
                Objects.requireNonNullElse(http.getSourceIp(), ""));
    }

    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** The body's media type in lower case, without parameters; empty if the request names none. */
    public String mediaType() {
        return header("content-type").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static byte[] body(APIGatewayV2HTTPEvent event) {
        String body = Objects.requireNonNullElse(event.getBody(), "");
        if (!event.getIsBase64Encoded()) {
            return body.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(new Refusal.Malformed("not_base64", "The event's body is not base64."));
        }
    }

    private static Map<String, String> orEmpty(@Nullable Map<String, String> map) {
        return map == null ? Map.of() : map;
    }
}
