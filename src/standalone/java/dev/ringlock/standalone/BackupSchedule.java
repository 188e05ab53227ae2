package dev.ringlock.standalone;

import dev.ringlock.http.Endpoint;
import dev.ringlock.http.WatchedCount;
import dev.ringlock.keys.file.KeyFile;
import dev.ringlock.ledger.Entry;
import dev.ringlock.policy.Policy;
import dev.ringlock.standalone.archive.ArchiveRefusedException;
import dev.ringlock.standalone.backup.BackupKeys;
import dev.ringlock.standalone.backup.BackupRestore.RestoredBackup;
import dev.ringlock.standalone.backup.BackupSettings;
import dev.ringlock.standalone.backup.BackupWatch;
import dev.ringlock.standalone.backup.LocalBackups;
import dev.ringlock.standalone.backup.LocalBackups.MadeBackup;
import dev.ringlock.steps.Runs;
import dev.ringlock.store.sqlite.SqliteStore;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes backups by themselves, destroys their keys on their day, writes later acts down beside them, and restores the newest
 * one for a drill each month.
 */
@Singleton
class BackupSchedule {

    private static final Logger LOG = Logger.getLogger("ringlock");

    private static final Duration LOOK = Duration.ofMinutes(1);
    private static final Duration WRITE_ACTS = Duration.ofSeconds(15);
    private static final Duration AFTER_A_FAILURE = Duration.ofHours(1);
    private static final Duration DRILLS = Duration.ofDays(30);

    private final ServerSettings settings;
    private final SqliteStore store;
    private final KeyFile keys;
    private final Policy policy;
    private final Clock clock;
    private final BackupWatch watch;
    private final BackgroundThread thread = new BackgroundThread("backup");
    private final BackgroundThread acts = new BackgroundThread("later-acts");

    private Instant notBefore = Instant.EPOCH;
    private Instant drillAt = Instant.MAX;
    private @Nullable LocalBackups written;

    BackupSchedule(
            ServerSettings settings, SqliteStore store, KeyFile keys, Policy policy, Clock clock, BackupWatch watch) {
        this.settings = settings;
        this.store = store;
        this.keys = keys;
        this.policy = policy;
        this.clock = clock;
        this.watch = watch;
    }

    void start(@Observes @Priority(ServerStart.BACKGROUND_WORK) StartupEvent event) {
        if (settings.demo()) {
            acts.repeat(() -> safely("later acts", store::forgetLaterActs), Duration.ZERO, LOOK);
            return;
        }
        thread.submit(() -> {
            safely("backup", this::sweep);
            return true;
        });
        Optional<BackupSettings> wanted = ServerBackups.of(settings, policy);
        if (wanted.isEmpty()) {
            LOG.info("No backups are made by themselves: RINGLOCK_BACKUP names no folder.");
            acts.repeat(() -> safely("later acts", store::forgetLaterActs), Duration.ZERO, LOOK);
            thread.repeat(() -> safely("backup", () -> locked(this::destroyKeys)), Duration.ZERO, LOOK);
            return;
        }
        LocalBackups backups = new LocalBackups(
                wanted.get(), settings.database(), new BackupKeys(settings.backupKeys()), store, policy, clock);
        Instant drilled = lastDrill();
        watch.begin(drilled);
        safely("backup", () -> backups.newest().ifPresent(watch::made));
        if (settings.drillIdentity().isPresent()) {
            drillAt = drilled == null ? Instant.EPOCH : drilled.plus(DRILLS);
        } else {
            LOG.info("No backup is restored for a drill: RINGLOCK_DRILL_IDENTITY names no file.");
        }
        LOG.infof("The newest backup in %s is of: %s", wanted.get().folder(), watch.words());
        thread.repeat(() -> safely("backup", () -> look(backups)), Duration.ZERO, LOOK);
        acts.repeat(() -> safely("later acts", backups::writeLaterActs), Duration.ZERO, WRITE_ACTS);
        written = backups;
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        LocalBackups backups = written;
        if (backups != null) {
            // the last acts too: the database may be lost before the next start
            acts.submit(() -> {
                safely("later acts", backups::writeLaterActs);
                return true;
            });
        }
        thread.stop();
        acts.stop();
    }

    /** What a killed restore left is no backup, and nobody deletes it but us. */
    private void sweep() {
        RestoredFile.make(settings).close();
    }

    /** Unless another process is at it. Then it is done the next time. */
    private void locked(Runnable work) {
        DataFolder lock;
        try {
            lock = DataFolder.forBackups(settings.data());
        } catch (ConfigurationException e) {
            return;
        }
        try (lock) {
            work.run();
        } catch (IOException e) {
            // the lock ends with this process
        }
    }

    private void destroyKeys() {
        told(new BackupKeys(settings.backupKeys()).destroy(clock.instant()));
    }

    private static void told(int destroyed) {
        if (destroyed > 0) {
            LOG.infof("The keys of %d backups are destroyed: their numbers cannot be opened any more.", destroyed);
        }
    }

    private void look(LocalBackups backups) {
        locked(() -> {
            told(backups.destroyKeys());
            if (backups.isDue() && !clock.instant().isBefore(notBefore)) {
                notBefore = clock.instant().plus(AFTER_A_FAILURE);
                MadeBackup made = backups.make(contacts -> {});
                notBefore = Instant.EPOCH;
                LOG.infof("A backup of %d contacts is in %s.", made.counts().contacts(), made.file());
            }
            backups.newest().ifPresent(watch::made);
        });
        if (!clock.instant().isBefore(drillAt)) {
            drillAt = clock.instant().plus(AFTER_A_FAILURE.multipliedBy(24));
            backups.newestFile().ifPresent(this::drill);
        }
    }

    private void drill(Path newest) {
        try (RestoredFile beside = RestoredFile.make(settings)) {
            drill(beside, newest);
        }
    }

    private void drill(RestoredFile beside, Path newest) {
        try {
            RestoredBackup restored = beside.drill(
                    policy, keys, store, newest, settings.drillIdentity().orElseThrow());
            drillAt = clock.instant().plus(DRILLS);
            watch.drilled(clock.instant());
            LOG.infof(
                    "A drill restored the backup of %s: %d contacts, %d acts done again, nobody came back.",
                    restored.header().at(), restored.counts().contacts(), restored.replayed());
        } catch (RuntimeException e) {
            LOG.errorf("The drill failed: the backup %s cannot be restored: %s", newest, reason(e));
            LOG.infof("%s", WatchedCount.once("drill", "failed"));
            beside.tellFailedDrill(store);
        }
    }

    private @Nullable Instant lastDrill() {
        return Runs.OF_DRILL
                .newestFirst(store, Runs.day(clock.instant().minus(DRILLS)), Runs.day(clock.instant()))
                .stream()
                .filter(RestoredFile::isGood)
                .map(Entry::at)
                .findFirst()
                .orElse(null);
    }

    /** No failure may end the schedule. */
    private static void safely(String what, Runnable work) {
        try {
            work.run();
        } catch (Throwable e) {
            LOG.errorf("The %s failed, and is tried again: %s", what, reason(e));
            LOG.infof("%s", WatchedCount.once("backup", "failed"));
        }
    }

    private static String reason(Throwable e) {
        boolean told = e instanceof ArchiveRefusedException || e instanceof ConfigurationException;
        return told ? String.valueOf(e.getMessage()) : Endpoint.place(e);
    }
}
