package dev.ringlock.standalone.connection;

import dev.ringlock.http.Problem;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.net.HostAndPort;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What every request has to be before it is routed. Vert.x and Quarkus would route some of the others, log the path of
 * some, and answer some without a word.
 */
final class RequestLimits {

    private static final int MOST_HEADERS = 100;

    private static final Set<HttpVersion> VERSIONS = Set.of(HttpVersion.HTTP_1_0, HttpVersion.HTTP_1_1);
    private static final Set<HttpMethod> NEVER = Set.of(HttpMethod.CONNECT, HttpMethod.TRACE);
    private static final String METHODS = "GET, HEAD, POST";
    /** A path and perhaps a query. Vert.x also takes letters beyond ASCII in a query that is not escaped. */
    private static final Pattern TARGET = Pattern.compile(
            "/[A-Za-z0-9\\-._~!$&'()*+,;=:@/%]*+(\\?[A-Za-z0-9\\-._~!$&'()*+,;=:@/?%\\[\\]\\x{A1}-\\x{FF}]*+)?");

    private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private RequestLimits() {}

    /** Why this part of a request, which may be its head, is refused. */
    static Optional<Problem> refusal(HttpObject part) {
        if (part.decoderResult().isFailure()) {
            return Optional.of(unreadable(part.decoderResult().cause()));
        }
        return part instanceof HttpRequest head ? refusal(head) : Optional.empty();
    }

    private static Problem unreadable(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return new Problem.TargetTooLong();
        } else if (cause instanceof TooLongHttpHeaderException) {
            return new Problem.HeadersTooLarge();
        }
        return malformed("The request is not HTTP/1.1.");
    }

    private static Optional<Problem> refusal(HttpRequest head) {
        HttpHeaders headers = head.headers();
        if (!VERSIONS.contains(head.protocolVersion())) {
            return Optional.of(malformed("The version has to be HTTP/1.1."));
        } else if (NEVER.contains(head.method())) {
            return Optional.of(new Problem.MethodNotAllowed(METHODS));
        } else if (!TARGET.matcher(head.uri()).matches()
                || BAD_ESCAPE.matcher(head.uri()).find()) {
            return Optional.of(
                    malformed("The request line needs a path that begins with a slash and is well escaped."));
        } else if (!isHost(headers.getAll(HttpHeaderNames.HOST))) {
            return Optional.of(malformed("The request needs one Host header, with a name and perhaps a port."));
        } else if (!isChunkedOrNothing(headers.getAll(HttpHeaderNames.TRANSFER_ENCODING))) {
            return Optional.of(malformed("The only Transfer-Encoding that is read is chunked."));
        } else if (headers.entries().size() > MOST_HEADERS) {
            return Optional.of(new Problem.HeadersTooLarge());
        }
        return Optional.empty();
    }

    private static boolean isHost(List<String> hosts) {
        HostAndPort host = hosts.size() == 1 ? HostAndPort.parseAuthority(hosts.get(0), -1) : null;
        return host != null && !host.host().isEmpty();
    }

    private static boolean isChunkedOrNothing(List<String> encodings) {
        return encodings.isEmpty()
                || encodings.size() == 1 && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(encodings.get(0));
    }

    private static Problem malformed(String detail) {
        return new Problem.Malformed("bad_request", detail);
    }
}
