package dev.ringlock.standalone.archive;

import dev.ringlock.consent.Contact;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Head;
import dev.ringlock.phone.ContactId;
import dev.ringlock.standalone.archive.ArchiveLine.BudgetLine;
import dev.ringlock.standalone.archive.ArchiveLine.ContactLine;
import dev.ringlock.standalone.archive.ArchiveLine.EntryLine;
import dev.ringlock.standalone.archive.ArchiveLine.OnceLine;
import dev.ringlock.standalone.archive.ArchiveLine.SealedContactLine;
import dev.ringlock.standalone.archive.ArchiveLine.SealedTextLine;
import dev.ringlock.standalone.archive.ArchiveLine.TextLine;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Counts the lines of an archive, and follows the chains of contacts' entries. Who writes and who reads count alike. */
final class ArchiveTally {

    private final Consumer<String> toBroken;

    private long contacts;
    private long numbers;
    private long entries;
    private long heldTexts;
    private long budgets;
    private long onces;
    private long unopened;
    private long broken;

    private String subject = "";
    private @Nullable Head newest;
    private @Nullable String last;
    private boolean whole = true;

    ArchiveTally() {
        this(subject -> {});
    }

    /** @param toBroken is told whose entries are not one chain */
    ArchiveTally(Consumer<String> toBroken) {
        this.toBroken = toBroken;
    }

    void add(ArchiveLine line) {
        if (line instanceof EntryLine entry) {
            entries++;
            follow(entry.entry());
            return;
        }
        finish();
        if (line instanceof ContactLine contact) {
            contacts++;
            numbers += contact.number() == null ? 0 : 1;
            unopened += contact.number() == null && !contact.compartments().isEmpty() ? 1 : 0;
            begin(contact.contact());
        } else if (line instanceof SealedContactLine contact) {
            contacts++;
            numbers += contact.sealed() == null ? 0 : 1;
            begin(contact.contact());
        } else if (line instanceof TextLine || line instanceof SealedTextLine) {
            heldTexts++;
        } else if (line instanceof BudgetLine) {
            budgets++;
        } else if (line instanceof OnceLine) {
            onces++;
        }
    }

    /** Of all lines so far. */
    ArchiveCounts counts() {
        finish();
        return new ArchiveCounts(contacts, numbers, entries, heldTexts, budgets, onces, unopened, broken);
    }

    private void begin(Contact contact) {
        subject = contact.id().value();
        newest = contact.head();
    }

    private void follow(Entry entry) {
        if (!entry.subject().equals(subject)) {
            finish();
            if (!ContactId.isId(entry.subject())) {
                return;
            }
            subject = entry.subject();
        }
        // the oldest entries may have been forgotten
        whole &= last == null || last.equals(entry.previous());
        last = entry.hash();
    }

    /** The entries of a contact are over. */
    private void finish() {
        if (!subject.isEmpty()) {
            boolean ends = newest == null || newest.hash().equals(last);
            if (!whole || !ends) {
                broken++;
                toBroken.accept(subject);
            }
        }
        subject = "";
        newest = null;
        last = null;
        whole = true;
    }
}
