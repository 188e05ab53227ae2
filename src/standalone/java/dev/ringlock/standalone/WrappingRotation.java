package dev.ringlock.standalone;

import dev.ringlock.http.Endpoint;
import dev.ringlock.keys.file.KeyFile;
import dev.ringlock.policy.Policy;
import dev.ringlock.steps.KeyCheck;
import dev.ringlock.store.sqlite.SqliteStore;
import dev.ringlock.store.sqlite.WrappedRows;
import dev.ringlock.store.sqlite.WrappedRows.WrappedKind;
import dev.ringlock.terms.Purpose;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Goes on with a rotation of the wrapping key that the command began: wraps everything in the database by the new key, and takes
 * the old one out of the key file when nothing needs it any more. A killed walk loses nothing: the next one does the rest.
 */
@Singleton
class WrappingRotation {

    /**
     * Files of exports, imports and datasets have data keys of their own, which are not wrapped anew. Those of exports and
     * imports are deleted after 7 days, and the policy says how long datasets are kept. So long the old key opens at least.
     */
    private static final Duration NEEDED = Duration.ofDays(8);

    private static final Logger LOG = Logger.getLogger("ringlock");
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration EVERY = Duration.ofHours(1);
    /** One data key has thousands of rows. Those that are wrapped alike stay so, so that a walk unwraps it once. */
    private static final int KNOWN = 10_000;

    private final SqliteStore store;
    private final KeyFile keys;
    private final KeyCheck check;
    private final Path file;
    private final Duration needed;
    private final Clock clock;
    private final BackgroundThread thread = new BackgroundThread("wrapping");

    @Inject
    WrappingRotation(
            SqliteStore store, KeyFile keys, KeyCheck check, ServerSettings settings, Policy policy, Clock clock) {
        this(store, keys, check, settings.keyFile(), opens(policy), clock);
    }

    /** @param reaches so many days backups and datasets open, with the data keys as they were wrapped then */
    WrappingRotation(SqliteStore store, KeyFile keys, KeyCheck check, Path file, int reaches, Clock clock) {
        this.store = store;
        this.keys = keys;
        this.check = check;
        this.file = file;
        Duration backups = Duration.ofDays(reaches + 1L);
        this.needed = backups.compareTo(NEEDED) > 0 ? backups : NEEDED;
        this.clock = clock;
    }

    private static int opens(Policy policy) {
        return Math.max(policy.erasureReaches(), policy.datasets().keptDays());
    }

    void start(@Observes @Priority(ServerStart.BACKGROUND_WORK) StartupEvent event) {
        thread.repeat(this::run, FIRST, EVERY);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        thread.stop();
    }

    private void run() {
        try {
            goOn();
        } catch (Throwable e) {
            // no failure may end the schedule
            LOG.warnf("The rotation of the wrapping key goes on at the next time: %s", Endpoint.place(e));
        }
    }

    /** Does what there is to do now. */
    void goOn() {
        Optional<Instant> since = keys.wrappingBeforeNeededAt();
        if (since.isEmpty()) {
            return;
        }
        long again = store.wrappedRows().wrapAgain(wrapping(), thread::isStopping);
        if (again > 0) {
            LOG.infof("%d data keys and seeds were wrapped by the new wrapping key", again);
            // a backup of a moment ago has them as they were
            KeyFile.keepWrapping(file, clock.instant());
        } else if (!clock.instant().isBefore(since.get().plus(needed))) {
            check.recordWrapping(keys);
            KeyFile.endWrapping(file);
            LOG.info("The old wrapping key is out of the key file. Keep a copy of the file.");
        }
    }

    private WrappedRows.Wrapping wrapping() {
        Map<ByteBuffer, Optional<byte[]>> known = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Optional<byte[]>> eldest) {
                return size() > KNOWN;
            }
        };
        return (kind, whose, wrapped) -> kind == WrappedKind.SEED
                ? keys.seedAgain(whose, wrapped)
                : known.computeIfAbsent(
                        ByteBuffer.wrap(wrapped), fresh -> keys.wrappedAgain(purpose(kind, whose), wrapped));
    }

    private static Purpose purpose(WrappedKind kind, String whose) {
        return kind == WrappedKind.TEXT_KEY ? Purpose.HELD : new Purpose(whose);
    }
}
