package dev.ringlock.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever runs the server sees whether it is well: in both modes, on its own port or on another. */
class WatchedServerIT {

    private static final String UP = "{\"status\":\"UP\",\"database\":\"UP\",\"disk\":\"UP\",\"backup\":\"OFF\"}";

    @TempDir
    private Path folder;

    @Test
    void theDemoTellsHealthAndMetricsOnItsOwnPort() throws Exception {
        try (RunningServer server = RunningServer.demo(folder)) {
            assertEquals(UP, server.get("/health").body());
            server.post("/v1/consents", Example.JSON, Example.json("+12025550123", "service"));
            HttpResponse<String> metrics = server.get("/metrics");
            assertEquals(
                    "text/plain; version=0.0.4; charset=utf-8",
                    metrics.headers().firstValue("Content-Type").orElse(""));
            assertTrue(
                    metrics.body().contains("ringlock_invocations_total{function=\"capture\",outcome=\"done\"} 1.0"),
                    metrics::body);
            assertFalse(metrics.body().contains("2025550123"));
            assertEquals(404, server.post("/metrics", Example.JSON, "{}").statusCode());
        }
    }

    /** Behind a proxy on this machine, every caller seems to be here. */
    @Test
    void whoComesThroughAProxySeesNoMetrics() throws Exception {
        Map<String, String> settings =
                Map.of("RINGLOCK_POLICY", Example.policy(folder).toString());
        try (RunningServer server = RunningServer.start(folder, settings)) {
            assertEquals(200, server.get("/metrics").statusCode());
            for (String name : List.of("X-Forwarded-For", "Forwarded", "Via", "X-Real-IP")) {
                assertEquals(404, server.get("/metrics", name, "203.0.113.7").statusCode(), name);
                assertEquals(200, server.get("/health", name, "203.0.113.7").statusCode(), name);
            }
        }
    }

    @Test
    void lastingModeTellsThemOnAnotherPortAloneIfAsked() throws Exception {
        Map<String, String> settings =
                Map.of("RINGLOCK_POLICY", Example.policy(folder).toString(), "RINGLOCK_METRICS_PORT", "0");
        try (RunningServer server = RunningServer.start(folder, settings)) {
            assertEquals(404, server.get("/health").statusCode());
            assertEquals(404, server.get("/metrics").statusCode());
            Matcher other = Pattern.compile("Health and metrics: http://127.0.0.1:([0-9]+)/")
                    .matcher(server.log());
            assertTrue(other.find(), server::log);
            String there = "http://127.0.0.1:" + other.group(1);
            assertEquals(UP, get(there + "/health"));
            assertTrue(get(there + "/metrics").contains("# TYPE ringlock_invocations_total counter"));
            Map<String, String> taken = Map.of(
                    "RINGLOCK_POLICY", settings.get("RINGLOCK_POLICY"),
                    "RINGLOCK_DATA", folder.resolve("other").toString(),
                    "RINGLOCK_METRICS_PORT", other.group(1));
            RunningServer.Ended refused = RunningServer.runToEnd(folder, taken);
            assertEquals(1, refused.exit());
            assertTrue(refused.printed().contains("RINGLOCK_METRICS_PORT " + other.group(1)), refused::printed);
        }
    }

    private static String get(String address) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
