package dev.ringlock.standalone.backup;

import dev.ringlock.ledger.Entry;
import dev.ringlock.phone.ContactId;
import dev.ringlock.restore.LostActs;
import dev.ringlock.restore.Revived;
import dev.ringlock.standalone.archive.ArchiveRefusedException;
import dev.ringlock.standalone.archive.BackupFile;
import dev.ringlock.standalone.archive.BackupFile.BackupHeader;
import dev.ringlock.standalone.backup.BackupRestore.LiveDatabase;
import dev.ringlock.steps.IndexRotation;
import dev.ringlock.steps.KeyCheck;
import dev.ringlock.store.LedgerSpan;
import dev.ringlock.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What is known of the time since a backup: the ledger of the database that is there, and the acts beside the backup. If the
 * database is an older copy, it does not know everybody, so it is asked for its acts alone.
 *
 * @param restored the database that is made of the backup
 * @param lost does acts again there
 * @param rotation of the index key there
 */
record LiveActs(
        BackupHeader header,
        BackupFolder folder,
        Path identity,
        LiveDatabase live,
        SqliteStore restored,
        LostActs lost,
        IndexRotation rotation) {

    /** Before a backup was begun: clocks are set back now and then. */
    private static final Duration OVERLAP = Duration.ofDays(1);

    private static final Duration FAR = Duration.ofDays(36_500);

    /**
     * Does all of them again, those of one contact in their order. Staff who left leave the restored database at once. It tells
     * how many were done again, this time and before.
     */
    long replay() {
        SqliteStore source = live.source();
        if (source != null) {
            source.newest(KeyCheck.INDEX).ifPresent(rotation::follow);
            source.readLedger(since(), entry -> {
                lost.add(entry);
                if (!live.newest()) {
                    SignIns.replay(entry, header.at(), restored);
                }
            });
        }
        eachBeside(entry -> {
            if (entry.subject().equals(KeyCheck.INDEX)) {
                rotation.follow(entry);
            }
            lost.add(entry);
            SignIns.replay(entry, header.at(), restored);
        });
        return lost.finish();
    }

    /** People whom the restored database would use, and the Ringlock that was lost would not. */
    List<ContactId> revived() {
        SqliteStore source = live.source();
        return live.newest() && source != null ? with(Revived.all(restored, source)) : with(List.of());
    }

    /** Those of them that are so after acts were done again. Others said no since: they are not waited for. */
    List<ContactId> stillRevived(List<ContactId> before) {
        SqliteStore source = live.source();
        List<ContactId> found = live.newest() && source != null ? Revived.still(before, restored, source) : List.of();
        Set<ContactId> asked = Set.copyOf(before);
        return with(found).stream().filter(asked::contains).toList();
    }

    /** And those of whom an act does not count. */
    private List<ContactId> with(List<ContactId> found) {
        Set<ContactId> all = new LinkedHashSet<>(found);
        Consumer<Entry> look = entry -> {
            if (LostActs.isAct(entry) && Revived.isForgotten(restored, lost.of(entry), entry)) {
                all.add(lost.of(entry));
            }
        };
        SqliteStore source = live.source();
        if (!live.newest() && source != null) {
            source.readLedger(since(), look);
        }
        eachBeside(look);
        return new ArrayList<>(all);
    }

    private LedgerSpan since() {
        return LedgerSpan.oldestFirst(header.at().minus(OVERLAP), header.at().plus(FAR));
    }

    private void eachBeside(Consumer<Entry> act) {
        for (Path file : folder.actsAfter(header.at())) {
            try {
                BackupFile.readActs(file, identity, act);
            } catch (ArchiveRefusedException e) {
                throw new ArchiveRefusedException(
                        "The later acts in " + file + " cannot be read: " + e.getMessage()
                                + " If they are for an earlier key of yours, put both secret keys into the identity file,"
                                + " a line each.",
                        e);
            }
        }
    }
}
