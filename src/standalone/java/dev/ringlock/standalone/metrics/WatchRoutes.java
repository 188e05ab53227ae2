package dev.ringlock.standalone.metrics;

import dev.ringlock.http.Json;
import dev.ringlock.standalone.ServerSettings;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * {@code GET /health} and {@code GET /metrics}. They stand on the server's own port, or on another one if the owner
 * names it. Then they are not on the server's own.
 */
@Singleton
final class WatchRoutes {

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
            add(router);
        }
    }

    void start(@Observes StartupEvent event, Vertx vertx) {
        settings.metricsPort().ifPresent(port -> {
            Router router = Router.router(vertx);
            add(router);
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

    private void add(Router router) {
        add(router, "/health", "application/json", context -> {
            Health.HealthReport report = health.report();
            context.response().setStatusCode(report.isUp() ? 200 : 503);
            return Json.write(report);
        });
        add(router, "/metrics", ServerMetrics.MEDIA_TYPE, context -> metrics.text());
    }

    /** Another method is not for this route. The server's own port answers it as any path that is not there. */
    private static void add(Router router, String path, String mediaType, Function<RoutingContext, String> body) {
        router.get(path).blockingHandler(context -> {
            String text = body.apply(context);
            context.response()
                    .putHeader("Content-Type", mediaType)
                    .putHeader("Cache-Control", "no-store")
                    .end(text);
        });
    }
}
