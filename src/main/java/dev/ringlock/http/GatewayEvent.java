package dev.ringlock.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An HTTP event of API Gateway, with an empty value for each part that it leaves out. */
final class GatewayEvent {

    private final APIGatewayV2HTTPEvent event;
    private final RequestContext.Http http;

    private GatewayEvent(APIGatewayV2HTTPEvent event) {
        this.event = event;
        this.http = event.getRequestContext().getHttp();
    }

    /** @throws ProblemException if the event is not an HTTP request */
    static GatewayEvent of(@Nullable APIGatewayV2HTTPEvent event) {
        if (event == null
                || event.getRequestContext() == null
                || event.getRequestContext().getHttp() == null
                || event.getRequestContext().getHttp().getMethod() == null) {
            throw new ProblemException(new Problem.Malformed("not_http", "This is not an HTTP API event."));
        }
        return new GatewayEvent(event);
    }

    String method() {
        return http.getMethod();
    }

    String path() {
        return Objects.requireNonNullElse(event.getRawPath(), "/");
    }

    String rawQuery() {
        return Objects.requireNonNullElse(event.getRawQueryString(), "");
    }

    Map<String, String> query() {
        return orEmpty(event.getQueryStringParameters());
    }

    Map<String, String> headers() {
        Map<String, String> headers = new TreeMap<>();
        orEmpty(event.getHeaders()).forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        if (event.getCookies() != null && !event.getCookies().isEmpty()) {
            // API Gateway removes them from the headers.
            headers.put("cookie", String.join("; ", event.getCookies()));
        }
        return headers;
    }

    byte[] body() {
        String body = Objects.requireNonNullElse(event.getBody(), "");
        if (!event.getIsBase64Encoded()) {
            return body.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(new Problem.Malformed("not_base64", "The event's body is not base64."));
        }
    }

    String caller() {
        return Objects.requireNonNullElse(http.getSourceIp(), "");
    }

    Map<String, String> claims() {
        var authorizer = event.getRequestContext().getAuthorizer();
        return authorizer == null || authorizer.getJwt() == null
                ? Map.of()
                : orEmpty(authorizer.getJwt().getClaims());
    }

    /** A route's key is a method, a space and the template. */
    String route() {
        String key = Objects.requireNonNullElse(event.getRouteKey(), "");
        return key.substring(key.indexOf(' ') + 1);
    }

    Map<String, String> parameters() {
        return orEmpty(event.getPathParameters());
    }

    private static Map<String, String> orEmpty(@Nullable Map<String, String> map) {
        return map == null ? Map.of() : map;
    }
}
