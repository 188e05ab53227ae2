package dev.ringlock.standalone;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
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

/** An HTTP request as an API Gateway event, payload format 2.0. */
final class Events {

    /** What API Gateway hands over as text; everything else arrives as base64 of the raw bytes. */
    private static final Set<String> TEXT = Set.of("application/json", "application/xml", "application/javascript");

    private Events() {}

    static APIGatewayV2HTTPEvent of(RoutingContext context) {
        HttpServerRequest request = context.request();
        Map<String, String> headers = new TreeMap<>();
        joined(request.headers()).forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        Buffer body = context.<Buffer>get(Gateway.BODY, Buffer.buffer());
        Optional<String> text = text(headers.getOrDefault("content-type", ""), body);
        String path = Objects.requireNonNullElse(request.path(), "/");
        return APIGatewayV2HTTPEvent.builder()
                .withVersion("2.0")
                .withRouteKey(request.method().name() + " " + path)
                .withRawPath(path)
                .withRawQueryString(Objects.requireNonNullElse(request.query(), ""))
                .withQueryStringParameters(joined(context.queryParams()))
                .withHeaders(headers)
                .withRequestContext(RequestContext.builder()
                        .withStage("$default")
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

    /** Repeated names are joined with commas, as API Gateway does. */
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
