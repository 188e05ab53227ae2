package dev.ringlock.standalone.metrics;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;

/** Hands what the functions tell the log to {@link ServerMetrics}. On AWS the log's lines hold the same as metrics. */
@Singleton
final class CountedLog extends Handler {

    private static final Logger LOG = Logger.getLogger("ringlock");

    private final ServerMetrics metrics;

    CountedLog(ServerMetrics metrics) {
        this.metrics = metrics;
        // The log manager hands on a record's parameters to such a formatter alone. Others get a finished text.
        setFormatter(new PatternFormatter("%m"));
    }

    void start(@Observes StartupEvent event) {
        LOG.addHandler(this);
    }

    void stop(@Observes ShutdownEvent event) {
        LOG.removeHandler(this);
    }

    @Override
    public void publish(LogRecord entry) {
        Object[] parameters = entry.getParameters();
        if (parameters != null && parameters.length == 1) {
            metrics.count(parameters[0]);
        }
    }

    @Override
    public void flush() {
        // nothing is kept back
    }

    @Override
    public void close() {
        // it has nothing open
    }
}
