package dev.ringlock.standalone.backup;

import dev.ringlock.keys.CannotOpenException;
import dev.ringlock.keys.Envelope;
import dev.ringlock.keys.Index;
import dev.ringlock.keys.Keys;
import dev.ringlock.keys.Opener;
import dev.ringlock.keys.RowSeals;
import dev.ringlock.policy.Policy;
import dev.ringlock.restore.LostActs;
import dev.ringlock.restore.Revived;
import dev.ringlock.standalone.archive.ArchiveCounts;
import dev.ringlock.standalone.archive.ArchiveRefusedException;
import dev.ringlock.standalone.archive.BackupFile;
import dev.ringlock.standalone.archive.BackupFile.BackupHeader;
import dev.ringlock.standalone.backup.BackupKeys.BackupKey;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.IndexRotation;
import dev.ringlock.steps.KeyCheck;
import dev.ringlock.store.Compartment;
import dev.ringlock.store.LedgerSpan;
import dev.ringlock.store.sqlite.SqliteStore;
import dev.ringlock.terms.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a database of a backup in which nobody comes back. It counts for nothing until it is switched to. */
public final class BackupRestore {

    /** How many numbers of each purpose are opened to see whether that works. */
    private static final int SAMPLE = 25;

    /** Before a backup was begun: clocks are set back now and then. */
    private static final Duration OVERLAP = Duration.ofDays(1);

    /** While the server runs, an opt-out may come between the two looks. */
    private static final int LOOKS = 3;

    private final Policy policy;
    private final Keys keys;
    private final BackupKeys backupKeys;
    private final Clock clock;

    public BackupRestore(Policy policy, Keys keys, BackupKeys backupKeys, Clock clock) {
        this.policy = policy;
        this.keys = keys;
        this.backupKeys = backupKeys;
        this.clock = clock;
    }

    /**
     * The database that is restored beside, and what is known of the time since.
     *
     * @param database the file that is there, or is lost
     * @param source it; null if it is lost
     * @param newest whether that one knows everything that came since
     */
    public record LiveDatabase(Path database, @Nullable SqliteStore source, boolean newest) {}

    /**
     * The restored database.
     *
     * @param replayed acts that came after the backup, and were done again
     * @param revived people whom it would use, and the Ringlock that was lost would not: none
     * @param opened numbers that were opened to see whether that works
     * @param knownUntil until when opt-outs are known; null if all are
     */
    public record RestoredBackup(
            BackupHeader header,
            ArchiveCounts counts,
            long replayed,
            long revived,
            int opened,
            @Nullable Instant knownUntil) {}

    /**
     * Fills that file.
     *
     * @param takesOld whether it is done though opt-outs since the backup are not known
     * @throws ArchiveRefusedException if it cannot be done, or a check fails
     */
    public RestoredBackup restore(Path file, Path identity, Path to, LiveDatabase live, boolean takesOld) {
        BackupHeader header = BackupFile.header(file, identity);
        BackupFolder folder =
                new BackupFolder(Objects.requireNonNull(file.toAbsolutePath().getParent()));
        Instant knownUntil = live.newest() ? null : knownUntil(header, folder, takesOld);
        BackupKey key = key(header, folder, identity);
        ArchiveCounts before;
        try (RowSeals seals = new RowSeals(header.id().value(), key.key())) {
            before = BackupFile.load(file, identity, seals, to, clock);
        }
        try (SqliteStore restored = SqliteStore.open(to, clock)) {
            LostActs acts = new LostActs(restored, policy.rules(), new Arrivals(clock).now());
            long replayed = 0;
            long revived = 0;
            for (int look = 0; look == 0 || (look < LOOKS && revived > 0); look++) {
                replayed = replay(acts, header, folder, identity, live.source(), restored);
                revived = revived(acts, folder, identity, live, restored);
            }
            if (revived > 0) {
                throw new ArchiveRefusedException(revived
                        + " people would come back who are not used any more. Nothing has changed. This is a defect of"
                        + " Ringlock, or somebody changed the backup.");
            }
            if (live.source() != null) {
                SignIns.take(live.source(), restored, live.newest());
                CountedOnce.take(live.database(), restored);
            }
            int opened = openSome(restored);
            refuseBroken(before, BackupFile.count(to));
            return new RestoredBackup(header, before, replayed, revived, opened, knownUntil);
        }
    }

    private long replay(
            LostActs acts,
            BackupHeader header,
            BackupFolder folder,
            Path identity,
            @Nullable SqliteStore source,
            SqliteStore restored) {
        IndexRotation rotation = new IndexRotation(restored, keys, clock);
        if (source != null) {
            source.newest(KeyCheck.INDEX).ifPresent(rotation::follow);
            Instant far = clock.instant().plus(Duration.ofDays(36_500));
            acts.addAll(source, LedgerSpan.oldestFirst(header.at().minus(OVERLAP), far));
        }
        for (Path file : folder.acts()) {
            BackupFile.readActs(file, identity, entry -> {
                if (entry.subject().equals(KeyCheck.INDEX)) {
                    rotation.follow(entry);
                }
                acts.add(entry);
                SignIns.replay(entry, header.at(), restored);
            });
        }
        return acts.finish();
    }

    private long revived(LostActs acts, BackupFolder folder, Path identity, LiveDatabase live, SqliteStore restored) {
        long[] revived = {live.source() == null ? 0 : Revived.count(restored, live.source())};
        for (Path file : folder.acts()) {
            BackupFile.readActs(file, identity, entry -> {
                if (LostActs.isAct(entry) && Revived.isForgotten(restored, acts.of(entry), entry)) {
                    revived[0]++;
                }
            });
        }
        return revived[0];
    }

    private static @Nullable Instant knownUntil(BackupHeader header, BackupFolder folder, boolean takesOld) {
        Optional<Instant> until = folder.actsUntil();
        if (!takesOld && until.filter(at -> !at.isBefore(header.at())).isEmpty()) {
            throw new ArchiveRefusedException("Nobody knows the opt-outs since the backup of " + header.at()
                    + ": the database is lost or an older copy, and no later acts are beside the backup. Numbers of people"
                    + " who said no would be used again. If there is nothing newer, give --old, and bring the opt-outs of"
                    + " your message providers in before anything is sent.");
        }
        return until.orElse(header.at());
    }

    private BackupKey key(BackupHeader header, BackupFolder folder, Path identity) {
        Optional<BackupKey> here = BackupKeys.find(backupKeys.all(), header.id());
        if (here.isEmpty() && Files.exists(folder.keys())) {
            try {
                here = BackupKeys.find(
                        BackupFile.readText(folder.keys(), identity, BackupKeys.MOST_BYTES), header.id());
            } catch (IOException e) {
                throw new ArchiveRefusedException("The file " + folder.keys() + " cannot be read.");
            }
        }
        return here.orElseThrow(
                () -> new ArchiveRefusedException(
                        "The key of the numbers in this backup is gone: it was"
                                + " destroyed on " + header.opensUntil() + ", or " + BackupFolder.KEYS
                                + " is not beside the backup. Nobody can open them. What else it has can be read with age -d."));
    }

    /** At least one of each purpose that has any. */
    private int openSome(SqliteStore restored) {
        Index index = new Index(keys, new KeyCheck(restored, clock));
        int opened = 0;
        try (Opener opener = new Opener(keys, new Envelope())) {
            for (Purpose purpose : policy.purposes().keySet()) {
                for (Compartment each : restored.audience(purpose, clock.instant(), null, SAMPLE)
                        .items()) {
                    if (!index.contactIds(opener.open(each.contact(), purpose, each.sealed(), each.wrappedKey()))
                            .all()
                            .contains(each.contact())) {
                        throw new ArchiveRefusedException("A number of the backup is not its contact's.");
                    }
                    opened++;
                }
            }
            return opened;
        } catch (CannotOpenException e) {
            throw new ArchiveRefusedException(
                    "A number of the backup cannot be opened: the key file is another one than when it was made.");
        }
    }

    /** What was restored is there, and its histories hold. */
    private static void refuseBroken(ArchiveCounts before, ArchiveCounts after) {
        if (after.contacts() < before.contacts()
                || after.entries() < before.entries()
                || after.broken() > before.broken()) {
            throw new ArchiveRefusedException("The restored database is not what the backup has. Nothing has changed.");
        }
    }
}
