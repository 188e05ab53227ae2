package dev.ringlock.standalone.archive;

import dev.ringlock.consent.Contact;
import dev.ringlock.contactability.Budget;
import dev.ringlock.ledger.Entry;
import dev.ringlock.standalone.archive.ArchiveLine.BudgetLine;
import dev.ringlock.standalone.archive.ArchiveLine.EntryLine;
import dev.ringlock.standalone.archive.ArchiveLine.OnceLine;
import dev.ringlock.standalone.archive.ArchiveLine.SealedContactLine;
import dev.ringlock.standalone.archive.ArchiveLine.SealedTextLine;
import dev.ringlock.store.Compartment;
import dev.ringlock.store.GuardRow;
import dev.ringlock.store.SealedText;
import dev.ringlock.store.sqlite.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.function.LongConsumer;

/** Counts rows as a backup of them would, and writes none. */
final class CountedRows implements Snapshot.SnapshotSink {

    /** Nothing is sealed for it. */
    private static final byte[] SEALED = {};

    private final ArchiveTally tally;
    private final LongConsumer progress;
    private long contacts;

    /** @param progress is told now and then how many contacts are counted */
    CountedRows(ArchiveTally tally, LongConsumer progress) {
        this.tally = tally;
        this.progress = progress;
    }

    @Override
    public void contact(Contact contact, List<Compartment> compartments) {
        tally.add(new SealedContactLine(contact, BackupWriter.hasNumber(contact, compartments) ? SEALED : null));
        contacts++;
        if (contacts % BackupWriter.TOLD_EACH == 0) {
            progress.accept(contacts);
        }
    }

    @Override
    public void entry(Entry entry) {
        tally.add(new EntryLine(entry));
    }

    @Override
    public void text(SealedText text) {
        tally.add(new SealedTextLine(text.contact(), text.id(), SEALED));
    }

    @Override
    public void budget(Budget budget, Instant expiresAt) {
        tally.add(new BudgetLine(budget, expiresAt));
    }

    @Override
    public void row(GuardRow row) {
        tally.add(new OnceLine(row));
    }

    ArchiveCounts counts() {
        return tally.counts();
    }
}
