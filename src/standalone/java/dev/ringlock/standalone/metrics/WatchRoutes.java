package dev.ringlock.standalone.metrics;

import dev.ringlock.http.Json;
import dev.ringlock.standalone.ServerSettings;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * {@code GET /health} and {@code GET /metrics}. They stand on the server's own port, or on another one if the owner
 * names it. Then they are not on the server's own. There, {@code /metrics} is for callers on
 * this machine alone: it tells how many people sign up.
 */
@Singleton
final class WatchRoutes {

    private static final List<String> FORWARDED =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via");
    private static final Logger LOG = Logger.getLogger("ringlock");

    private final ServerSettings settings;
    private final ServerMetrics metrics;
    private final Health health;

    WatchRoutes(ServerSettings settings, ServerMetrics metrics, Health health) {
        this.settings = settings;
        this.metrics = metrics;
        this.health = health;
    }

    void route(@Observes Router router) {
        if (settings.metricsPort().isEmpty()) {
            addHealth(router);
            addMetrics(router, WatchRoutes::isOwners);
        }
    }

    /** Through a proxy on this machine a stranger comes from this machine too. */
    private static boolean isOwners(HttpServerRequest request) {
        SocketAddress peer = request.connection().remoteAddress(true);
        return peer != null
                && peer.host() != null
                && isLoopback(peer.host())
                && FORWARDED.stream().allMatch(name -> request.getHeader(name) == null);
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    void start(@Observes StartupEvent event, Vertx vertx) {
        settings.metricsPort().ifPresent(port -> {
            Router router = Router.router(vertx);
            addHealth(router);
            addMetrics(router, request -> true);
            try {
                HttpServer server = vertx.createHttpServer(
                                new HttpServerOptions().setHost(settings.host()).setHttp2ClearTextEnabled(false))
                        .requestHandler(router)
                        .listen(port)
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join();
                LOG.infof("Health and metrics: http://%s:%d/health, /metrics", settings.host(), server.actualPort());
            } catch (CompletionException e) {
                throw new ConfigurationException(
                        "RINGLOCK_METRICS_PORT " + port + " cannot be listened on: another process may have it");
            }
        });
    }

    private void addHealth(Router router) {
        add(router, "/health", "application/json", request -> true, context -> {
            Health.HealthReport report = health.report();
            context.response().setStatusCode(report.isUp() ? 200 : 503);
            return Json.write(report);
        });
    }

    private void addMetrics(Router router, Predicate<HttpServerRequest> mayRead) {
        add(router, "/metrics", ServerMetrics.MEDIA_TYPE, mayRead, context -> metrics.text());
    }

    /** Another method is not for this route. The server's own port answers it as any path that is not there. */
    private static void add(
            Router router,
            String path,
            String mediaType,
            Predicate<HttpServerRequest> mayRead,
            Function<RoutingContext, String> body) {
        router.get(path).blockingHandler(context -> {
            if (!mayRead.test(context.request())) {
                context.next();
                return;
            }
            String text = body.apply(context);
            context.response()
                    .putHeader("Content-Type", mediaType)
                    .putHeader("Cache-Control", "no-store")
                    .end(text);
        });
    }
}
