package dev.ringlock.standalone.backup;

import dev.ringlock.keys.Keys;
import dev.ringlock.keys.RowSeals;
import dev.ringlock.phone.ContactId;
import dev.ringlock.policy.Policy;
import dev.ringlock.restore.LostActs;
import dev.ringlock.standalone.archive.ArchiveCounts;
import dev.ringlock.standalone.archive.ArchiveRefusedException;
import dev.ringlock.standalone.archive.BackupFile;
import dev.ringlock.standalone.archive.BackupFile.BackupHeader;
import dev.ringlock.standalone.backup.BackupFolder.KnownActs;
import dev.ringlock.standalone.backup.BackupKeys.BackupKey;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.IndexRotation;
import dev.ringlock.store.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a database of a backup in which nobody comes back. It counts for nothing until it is switched to. */
public final class BackupRestore {

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
     * @param revived people who would come back: with any it is refused
     * @param opened numbers that were opened to see whether that works
     * @param knownUntil until when opt-outs are known; null if all are
     */
    public record RestoredBackup(
            BackupHeader header,
            ArchiveCounts counts,
            long replayed,
            int revived,
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
            LiveActs acts = new LiveActs(
                    header,
                    folder,
                    identity,
                    live,
                    restored,
                    new LostActs(restored, policy.rules(), new Arrivals(clock).now()),
                    new IndexRotation(restored, keys, clock));
            long replayed = acts.replay();
            List<ContactId> revived = acts.revived();
            for (int look = 1; look < LOOKS && !revived.isEmpty(); look++) {
                replayed = acts.replay();
                revived = acts.stillRevived(revived);
            }
            if (!revived.isEmpty()) {
                throw new ArchiveRefusedException(revived.size()
                        + " people would come back who are not used any more. Nothing has changed. This is a defect of"
                        + " Ringlock, or somebody changed the backup.");
            }
            if (live.source() != null) {
                if (live.newest()) {
                    SignIns.take(live.source(), restored);
                }
                CountedOnce.take(live.database(), restored);
            }
            int opened = openSome(restored);
            refuseBroken(before, BackupFile.count(to));
            return new RestoredBackup(header, before, replayed, revived.size(), opened, knownUntil);
        }
    }

    private static @Nullable Instant knownUntil(BackupHeader header, BackupFolder folder, boolean takesOld) {
        Optional<KnownActs> known = folder.known();
        boolean isWhole = known.filter(acts ->
                        !acts.since().isAfter(header.at()) && acts.until().isAfter(header.at()))
                .isPresent();
        if (!takesOld && !isWhole) {
            throw new ArchiveRefusedException("Nobody knows the opt-outs since the backup of " + header.at()
                    + ": the database is lost or an older copy, and not all later acts are beside the backup. Numbers of"
                    + " people who said no would be used again. If there is nothing newer, give --old, and bring the opt-outs of"
                    + " your message providers in before anything is sent.");
        }
        return known.map(KnownActs::until).orElse(header.at());
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
        return here.filter(key -> key.until().isAfter(clock.instant()))
                .orElseThrow(
                        () -> new ArchiveRefusedException(
                                "The key of the numbers in this backup is gone: it was"
                                        + " destroyed on " + header.opensUntil() + ", or " + BackupFolder.KEYS
                                        + " is not beside the backup. Nobody can open them. What else it has can be read with age -d."));
    }

    private int openSome(SqliteStore restored) {
        OpenedSample sample = OpenedSample.of(restored, policy.purposes().keySet(), keys, clock);
        if (sample.unopened() > 0) {
            throw new ArchiveRefusedException(
                    "A number of the backup cannot be opened: the key file is another one than when it was made.");
        } else if (sample.strange() > 0) {
            throw new ArchiveRefusedException("A number of the backup is not its contact's.");
        }
        return sample.opened();
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
