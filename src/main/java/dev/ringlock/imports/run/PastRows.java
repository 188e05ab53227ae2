package dev.ringlock.imports.run;

import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.phone.ContactId;
import dev.ringlock.store.Page;
import dev.ringlock.store.Store;
import java.util.List;
import java.util.function.Predicate;

/** Finds what was imported before, in what the ledger has of a number's contacts. */
final class PastRows {

    static final String IMPORT = "import";
    static final String LINE = "line";
    static final String ROW = "row";

    private static final int AT_ONCE = 100;

    private final Store store;

    PastRows(Store store) {
        this.store = store;
    }

    /** Whether that row was imported before, by this or another import, with the same answer. */
    boolean hasRow(List<ContactId> contacts, String row, boolean granted) {
        return any(
                contacts,
                entry -> row.equals(entry.fields().get(ROW)) && granted == (entry.event() != Event.WITHDRAWN));
    }

    /** Whether that import has stored that decision of that line. */
    boolean hasLine(List<ContactId> contacts, String importId, long line, String row) {
        return any(
                contacts,
                entry -> importId.equals(entry.fields().get(IMPORT))
                        && String.valueOf(line).equals(entry.fields().get(LINE))
                        && row.equals(entry.fields().get(ROW)));
    }

    private boolean any(List<ContactId> contacts, Predicate<Entry> wanted) {
        return contacts.stream().anyMatch(contact -> any(contact, wanted));
    }

    private boolean any(ContactId contact, Predicate<Entry> wanted) {
        String cursor = null;
        do {
            Page<Entry> page = store.recent(contact.value(), cursor, AT_ONCE);
            if (page.items().stream().anyMatch(wanted)) {
                return true;
            }
            cursor = page.next();
        } while (cursor != null);
        return false;
    }
}
