package dev.ringlock.standalone.archive;

import dev.ringlock.consent.Contact;
import dev.ringlock.contactability.Budget;
import dev.ringlock.keys.RowSeals;
import dev.ringlock.ledger.Entry;
import dev.ringlock.standalone.archive.ArchiveLine.BackupLine;
import dev.ringlock.standalone.archive.ArchiveLine.BudgetLine;
import dev.ringlock.standalone.archive.ArchiveLine.ClientLine;
import dev.ringlock.standalone.archive.ArchiveLine.EndLine;
import dev.ringlock.standalone.archive.ArchiveLine.EntryLine;
import dev.ringlock.standalone.archive.ArchiveLine.LaterActsLine;
import dev.ringlock.standalone.archive.ArchiveLine.OnceLine;
import dev.ringlock.standalone.archive.ArchiveLine.PersonLine;
import dev.ringlock.standalone.archive.ArchiveLine.SealedBytes;
import dev.ringlock.standalone.archive.ArchiveLine.SealedContact;
import dev.ringlock.standalone.archive.ArchiveLine.SealedContactLine;
import dev.ringlock.standalone.archive.ArchiveLine.SealedRow;
import dev.ringlock.standalone.archive.ArchiveLine.SealedTextLine;
import dev.ringlock.store.Compartment;
import dev.ringlock.store.GuardRow;
import dev.ringlock.store.SealedText;
import dev.ringlock.store.sqlite.ClientRow;
import dev.ringlock.store.sqlite.Snapshot;
import dev.ringlock.store.sqlite.StaffRow;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Writes rows as the lines of a backup. Nothing is opened: a number or a text stays sealed as it is, and is sealed once more
 * under the backup's own key, together with all that says whose it is.
 */
final class BackupWriter implements Snapshot.SnapshotSink {

    private static final int TOLD_EACH = 1_000;

    private final OutputStream to;
    private final RowSeals seals;
    private final LongConsumer progress;
    private final ArchiveJson json = new ArchiveJson();
    private final ArchiveTally tally;
    private final Sha256Sum sum = new Sha256Sum();
    private long contacts;

    /** @param progress is told now and then how many contacts are written */
    BackupWriter(OutputStream to, RowSeals seals, LongConsumer progress) {
        this(to, seals, progress, new ArchiveTally());
    }

    BackupWriter(OutputStream to, RowSeals seals, LongConsumer progress, ArchiveTally tally) {
        this.to = to;
        this.seals = seals;
        this.progress = progress;
        this.tally = tally;
    }

    void begin(BackupLine header) {
        add(header);
    }

    void begin(LaterActsLine header) {
        add(header);
    }

    @Override
    public void contact(Contact contact, List<Compartment> compartments) {
        SealedContact rows = new SealedContact(
                contact.masked(),
                compartments.stream()
                        .map(each -> new SealedRow(each.purpose(), each.sealed(), each.wrappedKey(), each.evidence()))
                        .toList());
        boolean hasNumber = contact.masked() != null || !compartments.isEmpty();
        add(new SealedContactLine(
                contact.withMasked(null),
                hasNumber ? seals.seal(name(contact), json.write(rows, SealedContact.class)) : null));
        contacts++;
        if (contacts % TOLD_EACH == 0) {
            progress.accept(contacts);
        }
    }

    @Override
    public void entry(Entry entry) {
        add(new EntryLine(entry));
    }

    @Override
    public void text(SealedText text) {
        SealedBytes bytes = new SealedBytes(text.sealed(), text.wrappedKey());
        add(new SealedTextLine(
                text.contact(),
                text.id(),
                seals.seal(BackupLoad.name(text.contact(), text.id()), json.write(bytes, SealedBytes.class))));
    }

    @Override
    public void budget(Budget budget, Instant expiresAt) {
        add(new BudgetLine(budget, expiresAt));
    }

    @Override
    public void row(GuardRow row) {
        add(new OnceLine(row));
    }

    @Override
    public void person(StaffRow person) {
        add(new PersonLine(person));
    }

    @Override
    public void client(ClientRow client) {
        add(new ClientLine(client));
    }

    /** Writes the last line. */
    ArchiveCounts end() {
        ArchiveCounts counts = tally.counts();
        write(new EndLine(counts, sum.hex()));
        return counts;
    }

    private static String name(Contact contact) {
        return contact.id().value();
    }

    private void add(ArchiveLine line) {
        tally.add(line);
        write(line);
    }

    private void write(ArchiveLine line) {
        byte[] bytes = json.write(line);
        try {
            sum.add(bytes);
            sum.add(ArchiveReader.LINE_END);
            to.write(bytes);
            to.write(ArchiveReader.LINE_END);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
