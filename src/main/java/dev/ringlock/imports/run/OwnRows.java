package dev.ringlock.imports.run;

import dev.ringlock.imports.rows.ImportRow.DecidedRow;
import dev.ringlock.phone.ContactId;
import java.util.List;

/** Finds what an import itself has stored, in what the ledger has of a contact. */
final class OwnRows {

    private final PastRows past;
    private final RowConsents consents;
    private final String importId;

    OwnRows(PastRows past, RowConsents consents, String importId) {
        this.past = past;
        this.consents = consents;
        this.importId = importId;
    }

    /** Whether it has stored the decision of this row, of which a row has one here. */
    boolean has(List<ContactId> contacts, DecidedRow row) {
        return row.decisions().stream()
                .anyMatch(decision -> past.hasLine(contacts, importId, row.line(), consents.rowHash(row, decision)));
    }
}
