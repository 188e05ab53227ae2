package dev.ringlock.standalone;

import dev.ringlock.http.Answers;
import dev.ringlock.http.Problem;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps other web sites away from demo mode, whose pages show every row. Without it, a page that is open in the same
 * browser could post to it, or read it under a host name of its own that resolves to this machine.
 */
final class DemoGuard {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
    private static final Set<String> OWN_PAGES = Set.of("same-origin", "none");

    private DemoGuard() {}

    static void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        // the authority is HTTP/1's Host header and HTTP/2's :authority
        HostAndPort authority = request.authority();
        if (authority == null || !THIS_MACHINE.contains(authority.host())) {
            refuse(context, "Demo mode answers to localhost only.");
        } else if (isFromElsewhere(request)) {
            refuse(context, "Demo mode answers to its own pages only.");
        } else {
            context.next();
        }
    }

    /** A link on another site may lead here: it shows a page to the person, and the other site learns nothing. */
    private static boolean isFromElsewhere(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            boolean followed = request.method().equals(HttpMethod.GET)
                    && "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
                    && "document".equals(request.getHeader("Sec-Fetch-Dest"));
            return !OWN_PAGES.contains(site) && !followed;
        }
        String origin = request.getHeader("Origin");
        return origin != null && !THIS_MACHINE.contains(hostOf(origin));
    }

    private static String hostOf(@Nullable String address) {
        try {
            String host = address == null ? null : URI.create(address).getHost();
            return host == null ? "" : host;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static void refuse(RoutingContext context, String why) {
        Gateway.send(context, Answers.problem(new Problem.Forbidden(why)));
    }
}
