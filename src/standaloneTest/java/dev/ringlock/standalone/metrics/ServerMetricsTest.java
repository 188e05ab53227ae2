package dev.ringlock.standalone.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.TestClock;
import dev.ringlock.http.Answers;
import dev.ringlock.http.Endpoint;
import dev.ringlock.http.WatchedCount;
import dev.ringlock.standalone.backup.BackupWatch;
import dev.ringlock.store.sqlite.SqliteForTests;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the operator of one machine is shown. */
class ServerMetricsTest {

    private static final Logger LOG = Logger.getLogger("ringlock");

    private final TestClock clock = new TestClock();

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    @TempDir
    private Path folder;

    @Test
    void whatTheLogIsToldIsCounted() {
        ServerMetrics metrics = new ServerMetrics(clock, new FreeSpace(folder), new BackupWatch());
        CountedLog log = new CountedLog(metrics);
        assertEquals("0.0", values(metrics).get("ringlock_invocations_total{function=\"capture\",outcome=\"failed\"}"));
        log.start(null);
        try {
            Endpoint.answer("capture", null, request -> Answers.json(200, Map.of()));
            Endpoint.handle("purge", () -> {});
            LOG.infof("%s", new WatchedCount("messages", "unsent", 3));
            LOG.infof("a line of %s and of %d", "text", 1);
        } finally {
            log.stop(null);
        }
        LOG.infof("%s", WatchedCount.once("messages", "unsent"));
        Map<String, String> values = values(metrics);
        assertEquals("1.0", values.get("ringlock_invocations_total{function=\"capture\",outcome=\"refused\"}"));
        assertEquals("3.0", values.get("ringlock_watched_total{about=\"messages\",name=\"unsent\"}"));
        assertEquals(clock.instant().getEpochSecond(), (long)
                Double.parseDouble(values.get("ringlock_purge_last_timestamp_seconds")));
        assertTrue(values.containsKey("jvm_threads_current"), values::toString);
    }

    @Test
    void freeSpaceIsToldInStepsOf16Mebibytes() {
        long free = new FreeSpace(folder).rounded();
        assertTrue(free > 0 && free % (16 * 1024 * 1024) == 0, String.valueOf(free));
        assertEquals(0, new FreeSpace(folder.resolve("nothing")).rounded());
    }

    @Test
    void aServerWhoseDatabaseDoesNotAnswerOrWhoseDiskIsFullIsDown() {
        FreeSpace space = new FreeSpace(folder);
        assertTrue(new Health(sqlite.store(), space, new BackupWatch()).report().isUp());
        Health full = new Health(sqlite.store(), new FreeSpace(folder.resolve("nothing")), new BackupWatch());
        assertEquals(new Health.HealthReport("DOWN", "UP", "DOWN", "OFF"), full.report());
        sqlite.store().close();
        assertEquals(
                new Health.HealthReport("DOWN", "DOWN", "UP", "OFF"),
                new Health(sqlite.store(), space, new BackupWatch()).report());
    }

    private static Map<String, String> values(ServerMetrics metrics) {
        return metrics.text()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.lastIndexOf(' ')),
                        line -> line.substring(line.lastIndexOf(' ') + 1)));
    }
}
