package dev.ringlock.standalone.archive;

import dev.ringlock.consent.Contact;
import dev.ringlock.contactability.Budget;
import dev.ringlock.keys.RowSeals;
import dev.ringlock.ledger.Entry;
import dev.ringlock.standalone.archive.ArchiveLine.BackupLine;
import dev.ringlock.standalone.archive.ArchiveLine.BudgetLine;
import dev.ringlock.standalone.archive.ArchiveLine.ClientLine;
import dev.ringlock.standalone.archive.ArchiveLine.EntryLine;
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
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Writes rows as the lines of a backup. Nothing is opened: a number or a text stays sealed as it is, and is sealed once more
 * under the backup's own key, together with all that says whose it is.
 */
final class BackupWriter implements Snapshot.SnapshotSink {

    static final int TOLD_EACH = 1_000;

    private final LineWriter lines;
    private final RowSeals seals;
    private final LongConsumer progress;
    private final ArchiveJson json = new ArchiveJson();
    private long contacts;

    /** @param progress is told now and then how many contacts are written */
    BackupWriter(OutputStream to, RowSeals seals, LongConsumer progress) {
        this.lines = new LineWriter(to);
        this.seals = seals;
        this.progress = progress;
    }

    void begin(BackupLine header) {
        lines.add(header);
    }

    @Override
    public void contact(Contact contact, List<Compartment> compartments) {
        SealedContact rows = new SealedContact(
                contact.masked(),
                compartments.stream()
                        .map(each -> new SealedRow(each.purpose(), each.sealed(), each.wrappedKey(), each.evidence()))
                        .toList());
        lines.add(new SealedContactLine(
                contact.withMasked(null),
                hasNumber(contact, compartments)
                        ? seals.seal(name(contact), json.write(rows, SealedContact.class))
                        : null));
        contacts++;
        if (contacts % TOLD_EACH == 0) {
            progress.accept(contacts);
        }
    }

    @Override
    public void entry(Entry entry) {
        lines.add(new EntryLine(entry));
    }

    @Override
    public void text(SealedText text) {
        SealedBytes bytes = new SealedBytes(text.sealed(), text.wrappedKey());
        lines.add(new SealedTextLine(
                text.contact(),
                text.id(),
                seals.seal(BackupLoad.name(text.contact(), text.id()), json.write(bytes, SealedBytes.class))));
    }

    @Override
    public void budget(Budget budget, Instant expiresAt) {
        lines.add(new BudgetLine(budget, expiresAt));
    }

    @Override
    public void row(GuardRow row) {
        lines.add(new OnceLine(row));
    }

    @Override
    public void person(StaffRow person) {
        lines.add(new PersonLine(person));
    }

    @Override
    public void client(ClientRow client) {
        lines.add(new ClientLine(client));
    }

    /** Writes the last line. */
    ArchiveCounts end() {
        return lines.end();
    }

    /** Else there is nothing that says whose contact it is. */
    static boolean hasNumber(Contact contact, List<Compartment> compartments) {
        return contact.masked() != null || !compartments.isEmpty();
    }

    private static String name(Contact contact) {
        return contact.id().value();
    }
}
