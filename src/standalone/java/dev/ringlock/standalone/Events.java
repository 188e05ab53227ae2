package dev.ringlock.standalone;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import dev.ringlock.functions.RouteMatch;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An HTTP request as an API Gateway event, payload format 2.0. */
final class Events {

    /** The types that API Gateway passes on as text. Everything else arrives as base64 of the raw bytes. */
    private static final Set<String> TEXT = Set.of("application/json", "application/xml", "application/javascript");

    private Events() {}

    /** @param claims of the request's token, as an authorizer passes them on */
    static APIGatewayV2HTTPEvent of(RoutingContext context, RouteMatch match, Map<String, String> claims) {
        HttpServerRequest request = context.request();
        Map<String, String> headers = new TreeMap<>();
        joined(request.headers()).forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        Buffer body = context.<Buffer>get(Gateway.BODY, Buffer.buffer());
        Optional<String> text = text(headers.getOrDefault("content-type", ""), body);
        String path = path(context);
        return APIGatewayV2HTTPEvent.builder()
                .withVersion("2.0")
                .withRouteKey(request.method().name() + " " + match.template())
                .withPathParameters(match.parameters())
                .withRawPath(path)
                .withRawQueryString(Objects.requireNonNullElse(request.query(), ""))
                .withQueryStringParameters(joined(context.queryParams()))
                .withHeaders(headers)
                .withRequestContext(RequestContext.builder()
                        .withStage("$default")
                        .withAuthorizer(authorizer(claims))
                        .withHttp(RequestContext.Http.builder()
                                .withMethod(request.method().name())
                                .withPath(path)
                                .withProtocol("HTTP/1.1")
                                .withSourceIp(request.remoteAddress().hostAddress())
                                .withUserAgent(headers.getOrDefault("user-agent", ""))
                                .build())
                        .build())
                .withBody(text.orElseGet(() -> Base64.getEncoder().encodeToString(body.getBytes())))
                .withIsBase64Encoded(text.isEmpty())
                .build();
    }

    /** The path as the caller sent it. */
    static String path(RoutingContext context) {
        return Objects.requireNonNullElse(context.request().path(), "/");
    }

    /** A POST from demo mode's own pages, which does not come over HTTP. */
    static APIGatewayV2HTTPEvent post(String path, Map<String, String> headers, byte[] body) {
        return post(path, headers, body, Map.of());
    }

    /** The same, with a token's claims. */
    static APIGatewayV2HTTPEvent post(
            String path, Map<String, String> headers, byte[] body, Map<String, String> claims) {
        RouteMatch match = RouteMatch.of(path).orElseThrow();
        return APIGatewayV2HTTPEvent.builder()
                .withVersion("2.0")
                .withRouteKey("POST " + match.template())
                .withPathParameters(match.parameters())
                .withRawPath(path)
                .withRawQueryString("")
                .withHeaders(headers)
                .withRequestContext(RequestContext.builder()
                        .withAuthorizer(authorizer(claims))
                        .withHttp(RequestContext.Http.builder()
                                .withMethod("POST")
                                .withPath(path)
                                .withSourceIp("127.0.0.1")
                                .build())
                        .build())
                .withBody(Base64.getEncoder().encodeToString(body))
                .withIsBase64Encoded(true)
                .build();
    }

    private static RequestContext.@Nullable Authorizer authorizer(Map<String, String> claims) {
        return claims.isEmpty()
                ? null
                : RequestContext.Authorizer.builder()
                        .withJwt(RequestContext.Authorizer.JWT
                                .builder()
                                .withClaims(claims)
                                .build())
                        .build();
    }

    /** Joins repeated names with commas, as API Gateway does. */
    private static Map<String, String> joined(MultiMap values) {
        Map<String, String> joined = new TreeMap<>();
        values.forEach((name, value) -> joined.merge(name, value, (a, b) -> a + "," + b));
        return joined;
    }

    private static Optional<String> text(String contentType, Buffer body) {
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!type.startsWith("text/") && !TEXT.contains(type)) {
            return Optional.empty();
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body.getBytes()))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
