package dev.ringlock.standalone.archive;

import dev.ringlock.keys.RowSeals;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.policy.Policy;
import dev.ringlock.standalone.archive.ArchiveLine.BackupLine;
import dev.ringlock.standalone.archive.ArchiveLine.EntryLine;
import dev.ringlock.standalone.archive.ArchiveLine.LaterActsLine;
import dev.ringlock.store.sqlite.NewDatabase;
import dev.ringlock.store.sqlite.Snapshot;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;

/** The encrypted files of backups: everything at one instant, and acts that came later. Both stream, in constant memory. */
public final class BackupFile {

    private BackupFile() {}

    /**
     * The first line of a backup.
     *
     * @param opensUntil when the key of its numbers is destroyed
     */
    public record BackupHeader(Ulid id, Instant at, Instant opensUntil, String policy) {}

    /** A backup that was written: its contents, and the hash of the encrypted file. */
    public record WrittenFile(ArchiveCounts counts, String sha256) {}

    /**
     * Writes everything that the database has now, whole or not at all. Nothing of it is on the disk in clear at any time.
     *
     * @param progress is told now and then how many contacts are written
     */
    public static WrittenFile write(
            Path file,
            BackupHeader header,
            Policy policy,
            Path database,
            RowSeals seals,
            AgeFile age,
            LongConsumer progress)
            throws IOException {
        Sha256Sum sum = new Sha256Sum();
        ArchiveCounts[] counts = new ArchiveCounts[1];
        WholeFile.write(file, to -> {
            try (OutputStream clear = age.encrypted(sum.of(to));
                    Snapshot snapshot = Snapshot.open(database)) {
                BackupWriter writer = new BackupWriter(clear, seals, progress);
                writer.begin(new BackupLine(
                        BackupLine.FORMAT,
                        header.id(),
                        header.at(),
                        header.opensUntil(),
                        policy.controller().name(),
                        header.policy()));
                snapshot.read(writer);
                counts[0] = writer.end();
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        });
        return new WrittenFile(counts[0], sum.hex());
    }

    /** Whether the file is a backup; else it is an archive, or something else. */
    public static boolean isBackup(Path file, Path identity) {
        return opened(file, identity, ArchiveReader::isBackup);
    }

    /** The first line. */
    public static BackupHeader header(Path file, Path identity) {
        return opened(file, identity, reader -> header(reader.backup()));
    }

    /**
     * Fills a new database with it.
     *
     * @return the contents
     * @throws ArchiveRefusedException if it is damaged, cut off, or sealed under another key
     */
    public static ArchiveCounts load(Path file, Path identity, RowSeals seals, Path database, Clock clock) {
        return opened(file, identity, reader -> {
            reader.backup();
            try (NewDatabase made = NewDatabase.make(database, clock)) {
                ArchiveCounts counts = reader.rest(new BackupLoad(made, seals)::add);
                made.complete();
                return counts;
            }
        });
    }

    /** Counts what a database has now, and follows the chains of its contacts' entries, as for a backup. */
    public static ArchiveCounts count(Path database) {
        return count(database, contacts -> {}, subject -> {});
    }

    /**
     * The same on the way.
     *
     * @param progress is told now and then how many contacts are counted
     * @param toBroken is told the contacts whose entries are not one chain
     */
    public static ArchiveCounts count(Path database, LongConsumer progress, Consumer<String> toBroken) {
        CountedRows rows = new CountedRows(new ArchiveTally(toBroken), progress);
        try (Snapshot snapshot = Snapshot.open(database)) {
            snapshot.read(rows);
        }
        return rows.counts();
    }

    /** Writes acts that came after a backup. */
    public static void writeActs(Path file, Instant at, List<Entry> acts, AgeFile age) throws IOException {
        WholeFile.write(file, to -> {
            try (OutputStream clear = age.encrypted(to)) {
                LineWriter lines = new LineWriter(clear);
                lines.add(new LaterActsLine(LaterActsLine.FORMAT, at));
                acts.forEach(act -> lines.add(new EntryLine(act)));
                lines.end();
            }
        });
    }

    /** Reads them again. */
    public static void readActs(Path file, Path identity, Consumer<Entry> each) {
        opened(file, identity, reader -> {
            reader.laterActs();
            return reader.rest(line -> {
                if (line instanceof EntryLine entry) {
                    each.accept(entry.entry());
                }
            });
        });
    }

    /** Writes a small text for the same keys. */
    public static void writeText(Path file, byte[] text, AgeFile age) throws IOException {
        WholeFile.write(file, to -> {
            try (OutputStream clear = age.encrypted(to)) {
                clear.write(text);
            }
        });
    }

    /** Reads it again. */
    public static byte[] readText(Path file, Path identity, int most) throws IOException {
        try (InputStream sealed = new BufferedInputStream(Files.newInputStream(file));
                InputStream clear = AgeFile.opened(sealed, identity)) {
            return clear.readNBytes(most);
        }
    }

    private static BackupHeader header(BackupLine line) {
        return new BackupHeader(line.backup(), line.at(), line.opensUntil(), line.policy());
    }

    private static <T> T opened(Path file, Path identity, Function<ArchiveReader, T> work) {
        try (InputStream sealed = new BufferedInputStream(Files.newInputStream(file));
                InputStream clear = AgeFile.opened(sealed, identity)) {
            return work.apply(new ArchiveReader(clear));
        } catch (NoSuchFileException e) {
            throw new ArchiveRefusedException("There is no file " + e.getFile() + ".");
        } catch (IOException e) {
            throw new ArchiveRefusedException("The backup or the key's file cannot be read.");
        }
    }
}
