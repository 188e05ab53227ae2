package dev.ringlock.standalone.archive;

import dev.ringlock.consent.Contact;
import dev.ringlock.contactability.Budget;
import dev.ringlock.keys.CannotOpenException;
import dev.ringlock.keys.DataKeys;
import dev.ringlock.keys.Envelope;
import dev.ringlock.keys.Keys;
import dev.ringlock.keys.Opener;
import dev.ringlock.keys.TextSeals;
import dev.ringlock.ledger.Entry;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.standalone.archive.ArchiveLine.ArchivedCompartment;
import dev.ringlock.standalone.archive.ArchiveLine.BudgetLine;
import dev.ringlock.standalone.archive.ArchiveLine.ContactLine;
import dev.ringlock.standalone.archive.ArchiveLine.EntryLine;
import dev.ringlock.standalone.archive.ArchiveLine.OnceLine;
import dev.ringlock.standalone.archive.ArchiveLine.TextLine;
import dev.ringlock.store.Compartment;
import dev.ringlock.store.GuardRow;
import dev.ringlock.store.SealedText;
import dev.ringlock.store.sqlite.Snapshot;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes rows as the lines of an archive, with numbers and texts in clear. */
final class ArchiveWriter implements Snapshot.SnapshotSink, AutoCloseable {

    private final LineWriter lines;
    private final LateNoes noes;
    private final Opener opener;
    private final TextSeals texts;

    ArchiveWriter(OutputStream to, LateNoes noes, Keys keys, Clock clock) {
        this.lines = new LineWriter(to);
        this.noes = noes;
        Envelope envelope = new Envelope();
        this.opener = new Opener(keys, envelope);
        this.texts = new TextSeals(keys, envelope, new DataKeys(keys, envelope, clock));
    }

    @Override
    public void contact(Contact contact, List<Compartment> compartments) {
        PhoneNumber number = compartments.isEmpty() ? null : number(compartments);
        add(new ContactLine(
                contact,
                number == null ? null : number.e164(),
                compartments.stream()
                        .map(each -> new ArchivedCompartment(each.purpose(), each.evidence()))
                        .toList()));
    }

    @Override
    public void entry(Entry entry) {
        noes.archived(entry);
        add(new EntryLine(entry));
    }

    /** One that cannot be opened is left out: nobody could read it here either. */
    @Override
    public void text(SealedText text) {
        try {
            DataKeys.Sealed sealed = new DataKeys.Sealed(text.sealed(), text.wrappedKey());
            add(new TextLine(text.contact(), text.id(), texts.open(text.contact(), text.id(), sealed)));
        } catch (CannotOpenException e) {
            // the hold itself, and its entry, are there
        }
    }

    @Override
    public void budget(Budget budget, Instant expiresAt) {
        add(new BudgetLine(budget, expiresAt));
    }

    @Override
    public void row(GuardRow row) {
        add(new OnceLine(row));
    }

    void add(ArchiveLine line) {
        lines.add(line);
    }

    /** Writes the last line. */
    ArchiveCounts end() {
        return lines.end();
    }

    @Override
    public void close() {
        opener.close();
    }

    /** Null if none of them can be opened. */
    private @Nullable PhoneNumber number(List<Compartment> compartments) {
        for (Compartment each : compartments) {
            try {
                return opener.open(each.contact(), each.purpose(), each.sealed(), each.wrappedKey());
            } catch (CannotOpenException e) {
                // perhaps another one can
            }
        }
        return null;
    }
}
