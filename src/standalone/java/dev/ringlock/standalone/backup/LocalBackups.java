package dev.ringlock.standalone.backup;

import dev.ringlock.keys.RowSeals;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.policy.Policy;
import dev.ringlock.standalone.archive.AgeFile;
import dev.ringlock.standalone.archive.ArchiveCounts;
import dev.ringlock.standalone.archive.ArchiveRefusedException;
import dev.ringlock.standalone.archive.BackupFile;
import dev.ringlock.standalone.archive.BackupFile.BackupHeader;
import dev.ringlock.standalone.archive.BackupFile.WrittenFile;
import dev.ringlock.standalone.backup.BackupFolder.KnownActs;
import dev.ringlock.standalone.backup.BackupKeys.BackupKey;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.Runs;
import dev.ringlock.store.sqlite.LaterAct;
import dev.ringlock.store.sqlite.SqliteStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/** Makes backups, and keeps their folder: keys that are destroyed on their day, old files, and acts that came later. */
public final class LocalBackups {

    /** In one file. */
    private static final int MOST_ACTS = 5_000;

    /** A command and the schedule may both write later acts in a server. */
    private static final Object ONE_AT_A_TIME = new Object();

    private final BackupSettings settings;
    private final BackupFolder folder;
    private final AgeFile age;
    private final Path database;
    private final BackupKeys keys;
    private final KeyCopies copies;
    private final SqliteStore store;
    private final Policy policy;
    private final Arrivals arrivals;

    /** @throws ArchiveRefusedException if a key is none */
    public LocalBackups(
            BackupSettings settings, Path database, BackupKeys keys, SqliteStore store, Policy policy, Clock clock) {
        this.settings = settings;
        this.folder = new BackupFolder(settings.folder());
        this.age = AgeFile.of(settings.recipients());
        this.database = database;
        this.keys = keys;
        this.copies = new KeyCopies(keys);
        this.store = store;
        this.policy = policy;
        this.arrivals = new Arrivals(clock);
    }

    /**
     * A backup that was made.
     *
     * @param opensUntil when the key of its numbers is destroyed
     */
    public record MadeBackup(Path file, Instant at, Instant opensUntil, String sha256, ArchiveCounts counts) {}

    /**
     * Makes one, whole or not at all, while the server runs.
     *
     * @param progress is told now and then how many contacts are written
     * @throws ArchiveRefusedException if the folder cannot be written
     */
    public MadeBackup make(LongConsumer progress) {
        try {
            Files.createDirectories(settings.folder());
            folder.sweep();
            if (settings.keep() != null) {
                // in the folder of the server's own backups all acts of after this one are known
                writeLaterActs();
            }
            Instant now = arrivals.now();
            Ulid id = arrivals.ulid(now);
            Path file = folder.backup(now);
            if (Files.exists(file)) {
                throw new ArchiveRefusedException("There is a backup of this second already: " + file + ".");
            }
            BackupKey key = keys.make(id, now.plus(Duration.ofDays(policy.erasureReaches())));
            copies.write(settings.folder(), settings.recipients(), now);
            BackupHeader header = new BackupHeader(id, now, key.until(), policy.version());
            WrittenFile written;
            try (RowSeals seals = new RowSeals(id.value(), key.key())) {
                written = BackupFile.write(file, header, policy, database, seals, age, progress);
            }
            // a copy of the database from before is older than this backup
            store.raiseGeneration(store.generation() + 1);
            tell(id, key, written);
            if (settings.keep() != null) {
                folder.prune(now.minus(settings.keep()));
            }
            return new MadeBackup(file, now, key.until(), written.sha256(), written.counts());
        } catch (IOException | UncheckedIOException e) {
            throw new ArchiveRefusedException(
                    "The backup cannot be written to " + settings.folder()
                            + ": this user may not, or the disk is full or not there.",
                    e);
        }
    }

    /** When the newest was begun. */
    public Optional<Instant> newest() {
        return Files.isDirectory(settings.folder()) ? folder.newest() : Optional.empty();
    }

    /** The file of that one. */
    public Optional<Path> newestFile() {
        return newest().map(folder::backup);
    }

    /** Whether it is time for one. */
    public boolean isDue() {
        Instant now = arrivals.now();
        return newest().map(at -> !at.plus(settings.every()).isAfter(now)).orElse(true);
    }

    /** Destroys the keys whose day has come, wherever they are. Tells how many. */
    public int destroyKeys() {
        return copies.destroy(arrivals.now());
    }

    /**
     * Writes down opt-outs and the like that came since, for the case that the database is lost. Tells how many.
     *
     * @throws UncheckedIOException if the folder cannot be written. They are written down the next time then
     */
    public int writeLaterActs() {
        synchronized (ONE_AT_A_TIME) {
            return writeActs();
        }
    }

    private int writeActs() {
        int written = 0;
        try {
            Files.createDirectories(settings.folder());
            Instant now = arrivals.now();
            Optional<KnownActs> before = folder.known();
            long newest = store.laterActsPlace();
            long reached = before.map(KnownActs::place).orElse(newest);
            List<LaterAct> acts = store.laterActs(MOST_ACTS);
            // another database may be behind the one of before
            boolean isWhole = before.isPresent() && reached <= newest && (!acts.isEmpty() || reached == newest);
            while (!acts.isEmpty()) {
                isWhole &= acts.get(0).place() <= reached + 1;
                reached = Math.max(reached, acts.get(acts.size() - 1).place());
                List<Entry> entries =
                        acts.stream().flatMap(act -> act.entry().stream()).toList();
                BackupFile.writeActs(free(), now, entries, age);
                if (before.isPresent()) {
                    // before they leave the database: a crash between the two is no gap
                    KnownActs known = before.get();
                    folder.known(new KnownActs(isWhole ? known.since() : now, known.until(), reached));
                }
                store.writtenDown(acts.get(acts.size() - 1));
                written += entries.size();
                acts = store.laterActs(MOST_ACTS);
            }
            // else some were forgotten while nobody wrote them down
            isWhole &= reached >= newest;
            Instant since = isWhole ? before.orElseThrow().since() : now;
            folder.known(new KnownActs(since, now, Math.max(reached, newest)));
            return written;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A restored database is used from now on. Later acts that were lost with the one before are in neither, so backups that
     * were made before this are not followed by all of them.
     */
    public static void anotherDatabase(Path folder) {
        try {
            new BackupFolder(folder).forgetKnown();
        } catch (IOException e) {
            // it is noticed by the places of the next acts
        }
    }

    /** Files of the same instant do not replace each other. */
    private Path free() {
        Instant at = arrivals.now();
        while (Files.exists(folder.acts(at))) {
            at = at.plusMillis(1);
        }
        return folder.acts(at);
    }

    private void tell(Ulid id, BackupKey key, WrittenFile written) {
        TreeMap<String, String> fields = new TreeMap<>(Map.of(
                "run", id.value(),
                "told_as", "backup.done",
                "keys", String.join(" ", settings.recipients()),
                "opens_until", key.until().toString(),
                "contacts", String.valueOf(written.counts().contacts()),
                "entries", String.valueOf(written.counts().entries()),
                "sha256", written.sha256()));
        Runs.OF_BACKUP.write(store, id, Event.BACKED_UP, fields, arrivals.now());
    }
}
