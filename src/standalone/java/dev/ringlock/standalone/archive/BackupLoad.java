package dev.ringlock.standalone.archive;

import dev.ringlock.consent.Contact;
import dev.ringlock.keys.CannotOpenException;
import dev.ringlock.keys.RowSeals;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.standalone.archive.ArchiveLine.BudgetLine;
import dev.ringlock.standalone.archive.ArchiveLine.ClientLine;
import dev.ringlock.standalone.archive.ArchiveLine.EntryLine;
import dev.ringlock.standalone.archive.ArchiveLine.OnceLine;
import dev.ringlock.standalone.archive.ArchiveLine.PersonLine;
import dev.ringlock.standalone.archive.ArchiveLine.SealedBytes;
import dev.ringlock.standalone.archive.ArchiveLine.SealedContact;
import dev.ringlock.standalone.archive.ArchiveLine.SealedContactLine;
import dev.ringlock.standalone.archive.ArchiveLine.SealedTextLine;
import dev.ringlock.store.Compartment;
import dev.ringlock.store.SealedText;
import dev.ringlock.store.sqlite.NewDatabase;
import java.util.List;

/** Puts the lines of a backup into a new database. */
final class BackupLoad {

    private final NewDatabase to;
    private final RowSeals seals;
    private final ArchiveJson json = new ArchiveJson();

    BackupLoad(NewDatabase to, RowSeals seals) {
        this.to = to;
        this.seals = seals;
    }

    /** The name under which a text is sealed. */
    static String name(ContactId contact, Ulid id) {
        return contact.value() + "#" + id.value();
    }

    /** @throws ArchiveRefusedException if it does not fit the lines before, or its key is another one */
    void add(ArchiveLine line) {
        if (line instanceof SealedContactLine contact) {
            refuseUnless(put(contact), "it has a contact twice");
        } else if (line instanceof EntryLine entry) {
            refuseUnless(to.add(entry.entry()), "it has an entry twice");
        } else if (line instanceof SealedTextLine text) {
            SealedBytes bytes = opened(name(text.contact(), text.id()), text.sealed(), SealedBytes.class);
            to.add(new SealedText(text.contact(), text.id(), bytes.sealed(), bytes.wrappedKey()));
        } else if (line instanceof BudgetLine budget) {
            to.add(budget.budget(), budget.expiresAt());
        } else if (line instanceof OnceLine once) {
            to.add(once.row());
        } else if (line instanceof PersonLine person) {
            to.add(person.person());
        } else if (line instanceof ClientLine client) {
            to.add(client.client());
        } else {
            refuseUnless(false, "it has a line that is none of a backup's");
        }
    }

    private boolean put(SealedContactLine line) {
        Contact contact = line.contact();
        byte[] sealed = line.sealed();
        if (sealed == null) {
            return to.add(contact, List.of());
        }
        SealedContact rows = opened(contact.id().value(), sealed, SealedContact.class);
        return to.add(
                contact.withMasked(rows.masked()),
                rows.compartments().stream()
                        .map(each -> new Compartment(
                                each.purpose(), contact.id(), each.sealed(), each.wrappedKey(), each.evidence()))
                        .toList());
    }

    private <T> T opened(String name, byte[] sealed, Class<T> type) {
        try {
            return json.read(seals.open(name, sealed), type);
        } catch (CannotOpenException e) {
            throw new ArchiveRefusedException("The backup is damaged: its key does not open it.");
        }
    }

    private static void refuseUnless(boolean fits, String why) {
        if (!fits) {
            throw new ArchiveRefusedException("The backup is damaged: " + why + ".");
        }
    }
}
