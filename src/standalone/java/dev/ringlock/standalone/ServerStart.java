package dev.ringlock.standalone;

import dev.ringlock.keys.KeysUnavailableException;
import dev.ringlock.policy.Policy;
import dev.ringlock.steps.DeclaredPurposes;
import dev.ringlock.steps.NoticeChangedException;
import dev.ringlock.steps.Notices;
import dev.ringlock.store.StoreUnavailableException;
import dev.ringlock.store.sqlite.SqliteStore;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import org.jboss.logging.Logger;

/**
 * Prepares all that the first request needs: a policy without mistakes, and its notices and purposes on the ledger.
 * {@link PurgeSchedule} and {@link ExportRuns} start after it: a purge runs, and interrupted exports continue.
 */
@Singleton
class ServerStart {

    private static final Logger LOG = Logger.getLogger("ringlock");

    /** After the start of everything else. */
    static final int BACKGROUND_WORK = Interceptor.Priority.PLATFORM_AFTER;

    private final ServerSettings settings;
    private final DatabaseKeys keys;
    private final GenerationFile generation;
    private final Policy policy;
    private final Notices notices;
    private final DeclaredPurposes purposes;
    private final SqliteStore store;

    ServerStart(
            ServerSettings settings,
            DatabaseKeys keys,
            GenerationFile generation,
            Policy policy,
            Notices notices,
            DeclaredPurposes purposes,
            SqliteStore store) {
        this.settings = settings;
        this.keys = keys;
        this.generation = generation;
        this.policy = policy;
        this.notices = notices;
        this.purposes = purposes;
        this.store = store;
    }

    void start(@Observes StartupEvent event) {
        try {
            keys.refuseOthers();
            generation.refuseOlder(settings.database(), store);
            notices.register();
            purposes.register(store::purposes);
        } catch (NoticeChangedException e) {
            throw new ConfigurationException(e.getMessage()
                    + (settings.demo() ? "\n  To begin the demo anew, delete " + settings.database() : ""));
        } catch (KeysUnavailableException e) {
            throw otherKeys(settings, e);
        } catch (StoreUnavailableException e) {
            throw ServerEngines.refused(settings, e);
        }
        LOG.infof(
                "Ringlock in %s mode for %s, data in %s: http://%s:%d%s",
                settings.demo() ? "demo" : "lasting",
                policy.controller().name(),
                settings.data(),
                settings.host(),
                settings.port(),
                settings.demo() ? ", what is stored: /local/" : "");
        tellWhoSignsIn();
    }

    /** A key file of another database. */
    static ConfigurationException otherKeys(ServerSettings settings, KeysUnavailableException e) {
        return new ConfigurationException("The key file " + settings.keyFile() + " does not belong to the database "
                + settings.database() + ": " + e.getMessage()
                + ". Put the key file back that was there when the database was made.");
    }

    private void tellWhoSignsIn() {
        boolean anybody = !store.staff().people().isEmpty();
        if (StaffSignIn.isLocal(settings) && !anybody) {
            LOG.warn("Nobody can sign in yet: java -jar ringlock.jar staff add NAME --roles ROLES adds a person."
                    + " Or name an OpenID provider with RINGLOCK_ISSUER.");
        } else if (settings.issuer().isPresent() && anybody) {
            LOG.info("RINGLOCK_ISSUER is set: people and clients of this machine's own cannot sign in.");
        }
    }
}
