package dev.ringlock.standalone;

import dev.ringlock.capture.NoticeChangedException;
import dev.ringlock.capture.Notices;
import dev.ringlock.policy.Policy;
import dev.ringlock.steps.DeclaredPurposes;
import dev.ringlock.store.sqlite.SqliteStore;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * Prepares all that the first request needs: a policy without mistakes, and its notices and purposes on the ledger.
 * Then it starts the purge, and interrupted exports continue.
 */
@Singleton
class ServerStart {

    private static final Logger LOG = Logger.getLogger("ringlock");

    /** The work without requests. */
    @Singleton
    record BackgroundWork(PurgeSchedule purge, ExportRuns exports) {}

    /** The policy's notices and purposes, for the ledger. */
    @Singleton
    record Declared(Notices notices, DeclaredPurposes purposes, SqliteStore store) {

        void register() {
            notices.register();
            purposes.register(store::purposes);
        }
    }

    void start(
            @Observes StartupEvent event,
            ServerSettings settings,
            Policy policy,
            Declared declared,
            BackgroundWork runs) {
        try {
            declared.register();
        } catch (NoticeChangedException e) {
            throw new ConfigurationException(e.getMessage()
                    + (settings.demo() ? "\n  To begin the demo anew, delete " + settings.database() : ""));
        }
        LOG.infof(
                "Ringlock in %s mode for %s, data in %s: http://%s:%d%s",
                settings.demo() ? "demo" : "lasting",
                policy.controller().name(),
                settings.data(),
                settings.host(),
                settings.port(),
                settings.demo() ? ", stored rows: /local/" : "");
        runs.purge().start();
        runs.exports().start();
    }
}
