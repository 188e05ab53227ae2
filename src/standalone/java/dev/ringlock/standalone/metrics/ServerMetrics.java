package dev.ringlock.standalone.metrics;

import dev.ringlock.functions.BuiltFunction;
import dev.ringlock.http.Invocation;
import dev.ringlock.http.Invocation.InvocationOutcome;
import dev.ringlock.http.WatchedCount;
import dev.ringlock.standalone.backup.BackupWatch;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/**
 * The counts of this server since its start, for Prometheus. They are the ones that CloudWatch has on AWS.
 *
 * <p>There are no times of requests and no exact sizes of files. Either could show a stranger what a request changed.
 */
@Singleton
public final class ServerMetrics {

    /** The media type of {@link #text}. */
    static final String MEDIA_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Counter invocations = Counter.builder()
            .name("ringlock_invocations_total")
            .help("Events that a function handled, by their outcome.")
            .labelNames("function", "outcome")
            .register(registry);
    private final Counter watched = Counter.builder()
            .name("ringlock_watched_total")
            .help("Things that need a look, such as messages that were not sent.")
            .labelNames("about", "name")
            .register(registry);
    private final Gauge purged = Gauge.builder()
            .name("ringlock_purge_last_timestamp_seconds")
            .help("When a purge last did a step, in Unix seconds. 0 if none did since the start.")
            .register(registry);
    private final Clock clock;

    ServerMetrics(Clock clock, FreeSpace space, BackupWatch backups) {
        this.clock = clock;
        JvmMetrics.builder().register(registry);
        for (BuiltFunction function : BuiltFunction.values()) {
            for (InvocationOutcome outcome : InvocationOutcome.values()) {
                invocations.initLabelValues(function.id(), outcome.id());
            }
        }
        watched.initLabelValues("messages", "unsent");
        watched.initLabelValues("purge", "left");
        watched.initLabelValues("purge", "refused");
        watched.initLabelValues("backup", "failed");
        watched.initLabelValues("drill", "failed");
        watched.initLabelValues("anchor", "failed");
        GaugeWithCallback.builder()
                .name("ringlock_backup_last_timestamp_seconds")
                .help("When the newest backup was begun, in Unix seconds. 0 if there is none.")
                .callback(callback -> callback.call(backups.newestSeconds()))
                .register(registry);
        GaugeWithCallback.builder()
                .name("ringlock_drill_last_timestamp_seconds")
                .help("When a backup was last restored for a drill, and all went well, in Unix seconds. 0 if none was.")
                .callback(callback -> callback.call(backups.drilledSeconds()))
                .register(registry);
        GaugeWithCallback.builder()
                .name("ringlock_disk_free_bytes")
                .help("Free space on the disk of the database, rounded down to 16 MiB.")
                .callback(callback -> callback.call(space.rounded()))
                .register(registry);
    }

    /** Counts what the log is told. */
    void count(Object told) {
        if (told instanceof Invocation invocation) {
            String outcome = invocation.outcome().id();
            invocations.labelValues(invocation.function(), outcome).inc();
            if (invocation.function().equals(BuiltFunction.PURGE.id())
                    && invocation.outcome() == InvocationOutcome.DONE) {
                purged.set(clock.instant().getEpochSecond());
            }
        } else if (told instanceof WatchedCount count) {
            watched.labelValues(count.about(), count.name()).inc(count.count());
        }
    }

    /** All of them, in Prometheus' text format. */
    String text() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.create().write(text, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString(StandardCharsets.UTF_8);
    }
}
