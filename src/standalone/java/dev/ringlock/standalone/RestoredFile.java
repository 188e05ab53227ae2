package dev.ringlock.standalone;

import dev.ringlock.http.Time;
import dev.ringlock.keys.Envelope;
import dev.ringlock.keys.KeysUnavailableException;
import dev.ringlock.keys.file.KeyFile;
import dev.ringlock.keys.file.OwnersFile;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.policy.Policy;
import dev.ringlock.standalone.backup.BackupKeys;
import dev.ringlock.standalone.backup.BackupRestore;
import dev.ringlock.standalone.backup.BackupRestore.LiveDatabase;
import dev.ringlock.standalone.backup.BackupRestore.RestoredBackup;
import dev.ringlock.standalone.backup.LocalBackups;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.KeyCheck;
import dev.ringlock.steps.Runs;
import dev.ringlock.store.StoreUnavailableException;
import dev.ringlock.store.sqlite.SqliteStore;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A database file that a backup is restored to, beside the one that counts. It is deleted at the end, unless it is switched
 * to.
 */
public final class RestoredFile implements AutoCloseable {

    private static final String[] PARTS = {"", "-journal", "-wal", "-shm"};

    private static final String FAILED = "drill.failed";

    private final ServerSettings settings;
    private final DataFolder lock;
    private final Clock clock;

    private RestoredFile(ServerSettings settings, DataFolder lock, Clock clock) {
        this.settings = settings;
        this.lock = lock;
        this.clock = clock;
    }

    /**
     * An empty one. What a killed try left is deleted.
     *
     * @throws ConfigurationException if a backup is being made or restored
     */
    public static RestoredFile make(ServerSettings settings) {
        if (settings.demo()) {
            throw new ConfigurationException("RINGLOCK_DEMO is set: a backup is of lasting mode.");
        }
        CommandData.refuseOthersFile(settings.data());
        RestoredFile made = new RestoredFile(settings, DataFolder.forBackups(settings.data()), Time.machine());
        made.delete();
        made.lock.prepare(settings.restored());
        return made;
    }

    /**
     * Restores a backup to it, and checks it. The database that counts is opened as it is; if it is lost, or an older copy, acts
     * of later are taken from beside the backup.
     *
     * @param drill whether the ledger is told, if it can be
     */
    public RestoredBackup restore(Policy policy, Path file, Path identity, boolean takesOld, boolean drill) {
        KeyFile keys = keys();
        if (drill && Files.exists(settings.database()) && !SqliteStore.isOfThisVersion(settings.database())) {
            throw new ConfigurationException("The database " + settings.database()
                    + " is of another version of Ringlock, which may be running. Start this version there first, or give"
                    + " --switch.");
        }
        GenerationFile generation = new GenerationFile(settings.generationFile());
        try (SqliteStore source = source(generation)) {
            boolean newest = source != null && isNewest(source, keys, generation);
            RestoredBackup restored = restore(
                    policy,
                    keys,
                    file,
                    identity,
                    // a start where the database was lost made an empty one
                    new LiveDatabase(settings.database(), source == null || source.isEmpty() ? null : source, newest),
                    takesOld);
            if (source != null && drill) {
                tell(source, Runs.OF_DRILL, Event.DRILLED, restored);
            }
            try (SqliteStore made = SqliteStore.open(settings.restored(), clock)) {
                new DatabaseKeys(made, keys, new Envelope(), new KeyCheck(made, clock)).refuseOthers();
                tell(made, Runs.OF_RESTORE, Event.RESTORED, restored);
                long known = Math.max(generation.known(), source == null ? 0 : source.generation());
                made.raiseGeneration(Math.max(known, made.generation()) + 1);
            }
            return restored;
        } catch (KeysUnavailableException e) {
            throw ServerStart.otherKeys(settings, e);
        } catch (StoreUnavailableException e) {
            throw new ConfigurationException(
                    "The database " + settings.database() + " cannot be read, or the restored one not"
                            + " be written (" + e.getMessage()
                            + "). If it is damaged, move it away. Then later acts are taken from"
                            + " beside the backup.");
        }
    }

    /** The same beside a server that has the database open. */
    RestoredBackup drill(Policy policy, KeyFile keys, SqliteStore source, Path file, Path identity) {
        RestoredBackup restored =
                restore(policy, keys, file, identity, new LiveDatabase(settings.database(), source, true), false);
        tell(source, Runs.OF_DRILL, Event.DRILLED, restored);
        return restored;
    }

    /**
     * From now on this one counts. No server may run: the caller has locked the folder.
     *
     * @param keeps whether the other one is kept, as {@code ringlock.db.replaced}
     */
    public void switchTo(boolean keeps) {
        Path database = settings.database();
        try {
            for (String part : PARTS) {
                Path old = part(database, part);
                Path kept = part(database.resolveSibling(database.getFileName() + ".replaced"), part);
                if (keeps && Files.exists(old)) {
                    Files.copy(old, kept, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
                }
                if (!part.isEmpty()) {
                    // SQLite would play it into the new one
                    Files.deleteIfExists(old);
                }
            }
            // the name is never without a database: a start would make an empty one
            Files.move(settings.restored(), database, StandardCopyOption.ATOMIC_MOVE);
            OwnersFile.flush(settings.data());
        } catch (IOException e) {
            throw new ConfigurationException(
                    "The database " + database + " cannot be replaced (" + DataFolder.reason(e) + ").");
        }
        settings.backup().ifPresent(LocalBackups::anotherDatabase);
        // the file beside the keys follows
        GenerationFile generation = new GenerationFile(settings.generationFile());
        try (SqliteStore store = SqliteStore.open(database, clock, generation)) {
            generation.refuseOlder(database, store);
        }
    }

    @Override
    public void close() {
        delete();
        try {
            lock.close();
        } catch (IOException e) {
            // it ends with this process
        }
    }

    private RestoredBackup restore(
            Policy policy, KeyFile keys, Path file, Path identity, LiveDatabase live, boolean takesOld) {
        return new BackupRestore(policy, keys, new BackupKeys(settings.backupKeys()), clock)
                .restore(file, identity, settings.restored(), live, takesOld);
    }

    private KeyFile keys() {
        try {
            return KeyFile.read(settings.keyFile());
        } catch (KeysUnavailableException e) {
            throw new ConfigurationException("A backup has no keys, and those of this Ringlock cannot be used: "
                    + e.getMessage() + ". Put the key file back.");
        }
    }

    private @Nullable SqliteStore source(GenerationFile generation) {
        return Files.exists(settings.database()) ? SqliteStore.open(settings.database(), clock, generation) : null;
    }

    private boolean isNewest(SqliteStore source, KeyFile keys, GenerationFile generation) {
        new DatabaseKeys(source, keys, new Envelope(), new KeyCheck(source, clock)).refuseOthers();
        if (source.isEmpty()) {
            return false;
        }
        try {
            generation.refuseOlder(settings.database(), source);
            return true;
        } catch (ConfigurationException e) {
            return false;
        }
    }

    /** A drill did not come to its end. The log says why. */
    void tellFailedDrill(SqliteStore to) {
        Arrivals arrivals = new Arrivals(clock);
        Ulid run = arrivals.ulid(arrivals.now());
        TreeMap<String, String> fields = new TreeMap<>(Map.of("run", run.value(), "told_as", FAILED));
        Runs.OF_DRILL.write(to, run, Event.DRILLED, fields, arrivals.now());
    }

    /** Whether a drill's entry says that all went well. */
    static boolean isGood(Entry drill) {
        return !FAILED.equals(drill.fields().get("told_as"));
    }

    private void tell(SqliteStore to, Runs kind, Event event, RestoredBackup restored) {
        Arrivals arrivals = new Arrivals(clock);
        Ulid run = arrivals.ulid(arrivals.now());
        TreeMap<String, String> fields = new TreeMap<>(Map.of(
                "run", run.value(),
                "told_as", event == Event.DRILLED ? "drill.done" : "restore.done",
                "backup", restored.header().id().value(),
                "backup_at", restored.header().at().toString(),
                "contacts", String.valueOf(restored.counts().contacts()),
                "replayed_acts", String.valueOf(restored.replayed()),
                "opened", String.valueOf(restored.opened())));
        kind.write(to, run, event, fields, arrivals.now());
    }

    private void delete() {
        try {
            for (String part : PARTS) {
                Files.deleteIfExists(part(settings.restored(), part));
            }
        } catch (IOException e) {
            throw new ConfigurationException(
                    "The file " + settings.restored() + " cannot be deleted (" + DataFolder.reason(e) + ").");
        }
    }

    private static Path part(Path database, String part) {
        return database.resolveSibling(database.getFileName() + part);
    }
}
