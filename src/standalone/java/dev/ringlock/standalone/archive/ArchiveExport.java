package dev.ringlock.standalone.archive;

import dev.ringlock.keys.file.KeyFile;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.policy.Policy;
import dev.ringlock.standalone.archive.ArchiveLine.HeaderLine;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.store.StoreUnavailableException;
import dev.ringlock.store.sqlite.Snapshot;
import dev.ringlock.store.sqlite.SqliteStore;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes everything to one encrypted file. It is on the ledger first who wants it, and at its end what it holds. */
public final class ArchiveExport {

    private final Path database;
    private final SqliteStore store;
    private final KeyFile keys;
    private final Policy policy;
    private final Clock clock;
    private final Arrivals arrivals;

    public ArchiveExport(Path database, SqliteStore store, KeyFile keys, Policy policy, Clock clock) {
        this.database = database;
        this.store = store;
        this.keys = keys;
        this.policy = policy;
        this.clock = clock;
        this.arrivals = new Arrivals(clock);
    }

    /**
     * A file that was written.
     *
     * @param sha256 of the encrypted file
     * @param late opt-outs that came meanwhile, and are not in it
     */
    public record WrittenArchive(Ulid id, String sha256, ArchiveCounts counts, long late) {}

    /**
     * Refuses a file that is there.
     *
     * @throws ArchiveRefusedException if it is
     */
    public static void refuseExisting(Path file) {
        if (Files.exists(file)) {
            throw new ArchiveRefusedException("There is a file " + file + " already.");
        }
        if (Files.exists(unfinished(file), LinkOption.NOFOLLOW_LINKS)) {
            throw new ArchiveRefusedException("There is a file " + unfinished(file) + ": an export to " + file
                    + " runs, or was killed. If none runs, delete it.");
        }
    }

    private static Path unfinished(Path file) {
        return file.resolveSibling(file.getFileName() + ".unfinished");
    }

    /**
     * Writes it, whole or not at all.
     *
     * @param recipients the public keys that it is encrypted for
     * @param served whether a server is running: what comes to it meanwhile is not in the file
     * @throws ArchiveRefusedException if the file cannot be written
     */
    public WrittenArchive write(ArchiveSigners signers, List<String> recipients, boolean served, Path file) {
        AgeFile age = AgeFile.of(recipients);
        Instant now = arrivals.now();
        Ulid id = arrivals.ulid(now);
        Map<String, String> asked = Map.of("archive", id.value(), "keys", String.join(" ", recipients));
        store.append(() -> signers.entries(arrivals, Event.ARCHIVE_ASKED, asked));
        Path part = unfinished(file);
        boolean whole = false;
        boolean ours = true;
        try {
            WrittenArchive written = write(id, age, served, part);
            Map<String, String> done = new TreeMap<>(written.counts().fields());
            done.putAll(asked);
            done.put("sha256", written.sha256());
            done.put("late", String.valueOf(written.late()));
            Files.move(part, file);
            tell(signers, done, file);
            whole = true;
            return written;
        } catch (FileAlreadyExistsException e) {
            // another export began at the same moment
            ours = !part.toString().equals(e.getFile());
            throw new ArchiveRefusedException("There is a file " + file + " already.");
        } catch (IOException | UncheckedIOException e) {
            throw new ArchiveRefusedException(
                    "The file " + file + " cannot be written: the folder is missing, this user may"
                            + " not, or the disk is full.",
                    e);
        } finally {
            if (ours) {
                delete(part);
            }
            if (!whole) {
                tellFailure(signers, asked);
            }
        }
    }

    /** A file that the ledger does not know is no archive of ours. */
    private void tell(ArchiveSigners signers, Map<String, String> done, Path file) {
        try {
            store.append(() -> signers.entries(arrivals, Event.ARCHIVE_DONE, done));
        } catch (StoreUnavailableException e) {
            delete(file);
            throw e;
        }
    }

    private void tellFailure(ArchiveSigners signers, Map<String, String> asked) {
        try {
            store.append(() -> signers.entries(arrivals, Event.ARCHIVE_FAILED, asked));
        } catch (StoreUnavailableException e) {
            // the first failure is the one to tell
        }
    }

    private WrittenArchive write(Ulid id, AgeFile age, boolean served, Path part) throws IOException {
        Instant begun = arrivals.now();
        LateNoes noes = new LateNoes(begun);
        Sha256Sum sum = new Sha256Sum();
        ArchiveCounts counts;
        try (FileChannel channel = WholeFile.made(part);
                OutputStream file = new BufferedOutputStream(sum.of(Channels.newOutputStream(channel)))) {
            try (OutputStream clear = age.encrypted(file);
                    Snapshot snapshot = Snapshot.open(database);
                    ArchiveWriter writer = new ArchiveWriter(clear, noes, keys, clock)) {
                writer.add(new HeaderLine(
                        HeaderLine.FORMAT,
                        id,
                        begun,
                        served,
                        policy.controller().name(),
                        policy.version(),
                        snapshot.livingPurposes(),
                        keys.indexSecrets().text()));
                snapshot.read(writer);
                counts = writer.end();
            }
            file.flush();
            channel.force(true);
        }
        return new WrittenArchive(id, sum.hex(), counts, noes.count(store, arrivals.now()));
    }

    private static void delete(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            // it is encrypted, and the next try names it
        }
    }
}
