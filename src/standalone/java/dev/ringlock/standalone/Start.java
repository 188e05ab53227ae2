package dev.ringlock.standalone;

import dev.ringlock.capture.NoticeChangedException;
import dev.ringlock.capture.Notices;
import dev.ringlock.policy.Policy;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** What has to hold before the first request: a policy without mistakes, and its notices on the ledger. Then it is purged. */
@Singleton
class Start {

    private static final Logger LOG = Logger.getLogger("ringlock");

    void start(@Observes StartupEvent event, Settings settings, Policy policy, Notices notices, PurgeSchedule purge) {
        try {
            notices.register();
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
                settings.demo() ? ", what is stored: /local/" : "");
        purge.start();
    }
}
