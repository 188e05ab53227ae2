package dev.ringlock.store.sqlite;

import dev.ringlock.consent.Contact;
import dev.ringlock.contactability.Budget;
import dev.ringlock.ledger.Entry;
import dev.ringlock.store.Compartment;
import dev.ringlock.store.GuardRow;
import dev.ringlock.store.SealedText;
import dev.ringlock.store.StoreUnavailableException;
import dev.ringlock.terms.Purpose;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Everything as it is at one instant, read in one transaction: what is written meanwhile is not in it. As long as it is open,
 * deleted rows stay in the database's log.
 */
public final class Snapshot implements AutoCloseable {

    /**
     * Not those of exports, imports, previews and datasets, whose files are not in the database; and no counters. A
     * dataset's key is never in a backup: it could be opened there after its dataset has expired.
     */
    private static final String KEPT_ROWS = """
            SELECT * FROM guard WHERE answer IS NOT NULL
              AND id NOT LIKE 'export%' AND id NOT LIKE 'import%' AND id NOT LIKE 'preview%'
              AND id NOT LIKE 'dataset%'
            ORDER BY id""";

    private final Statements statements;

    private Snapshot(Statements statements) {
        this.statements = statements;
    }

    /** Where the rows go, one by one. */
    public interface SnapshotSink {

        /** A contact's entries come right behind it. */
        void contact(Contact contact, List<Compartment> compartments);

        void entry(Entry entry);

        void text(SealedText text);

        void budget(Budget budget, Instant expiresAt);

        void row(GuardRow row);

        /** People who sign in on this machine. Not everybody wants them. */
        default void person(StaffRow person) {}

        default void client(ClientRow client) {}
    }

    /** @throws StoreUnavailableException if the file cannot be read */
    public static Snapshot open(Path file) {
        try {
            Snapshot snapshot = new Snapshot(new Statements(Schema.reader(file)));
            snapshot.statements.update("BEGIN");
            snapshot.livingPurposes();
            return snapshot;
        } catch (SQLException e) {
            throw SqliteFailure.unavailable("cannot read the database", e);
        }
    }

    /** The purposes with at least one consent that is granted or requested. */
    public Set<Purpose> livingPurposes() {
        try (ResultSet rows =
                statements.query("SELECT DISTINCT purpose FROM states WHERE state IN ('granted', 'requested')")) {
            Set<Purpose> found = new TreeSet<>();
            while (rows.next()) {
                found.add(new Purpose(rows.getString(1)));
            }
            return found;
        } catch (SQLException e) {
            throw SqliteFailure.unavailable("cannot read the database", e);
        }
    }

    /**
     * Contacts with their entries, and between them the entries of other subjects, by subject and then by place; then what is
     * left. What has expired is there too, as long as nobody has deleted it.
     */
    public void read(SnapshotSink sink) {
        try {
            contactsAndEntries(sink);
            try (ResultSet rows = statements.query("SELECT * FROM held_texts ORDER BY contact_id, id")) {
                while (rows.next()) {
                    sink.text(StoredHold.text(rows));
                }
            }
            counted(sink);
            try (ResultSet rows = statements.query(StaffTables.ALL)) {
                while (rows.next()) {
                    sink.person(StaffTables.person(rows));
                }
            }
            try (ResultSet rows = statements.query(StaffTables.ALL_CLIENTS)) {
                while (rows.next()) {
                    sink.client(StaffTables.client(rows));
                }
            }
        } catch (SQLException e) {
            throw SqliteFailure.unavailable("cannot read the database", e);
        }
    }

    /** Budgets and things that count once alone. */
    public void readCounted(SnapshotSink sink) {
        try {
            counted(sink);
        } catch (SQLException e) {
            throw SqliteFailure.unavailable("cannot read the database", e);
        }
    }

    private void counted(SnapshotSink sink) throws SQLException {
        try (ResultSet rows = statements.query("SELECT * FROM budgets ORDER BY contact_id")) {
            while (rows.next()) {
                sink.budget(StoredBudget.read(rows, Instant.EPOCH), Instant.ofEpochMilli(rows.getLong("expires_at")));
            }
        }
        try (ResultSet rows = statements.query(KEPT_ROWS)) {
            while (rows.next()) {
                sink.row(Rows.guardRow(rows));
            }
        }
    }

    private void contactsAndEntries(SnapshotSink sink) throws SQLException {
        try (ResultSet contacts = statements.query("SELECT * FROM contacts ORDER BY contact_id");
                ResultSet entries = statements.query("SELECT * FROM ledger ORDER BY subject, ulid")) {
            boolean more = entries.next();
            while (contacts.next()) {
                Contact contact = Rows.contact(contacts);
                String id = contact.id().value();
                while (more && entries.getString("subject").compareTo(id) < 0) {
                    sink.entry(Rows.entry(entries));
                    more = entries.next();
                }
                sink.contact(contact, compartments(contact));
            }
            while (more) {
                sink.entry(Rows.entry(entries));
                more = entries.next();
            }
        }
    }

    private List<Compartment> compartments(Contact contact) throws SQLException {
        List<Compartment> found = new ArrayList<>();
        for (Purpose purpose : contact.compartments()) {
            try (ResultSet row = statements.query(
                    "SELECT * FROM compartments WHERE purpose = ? AND contact_id = ?",
                    purpose.id(),
                    contact.id().value())) {
                if (row.next()) {
                    found.add(Rows.compartment(row));
                }
            }
        }
        return found;
    }

    @Override
    public void close() {
        try {
            statements.update("COMMIT");
            statements.close();
        } catch (SQLException e) {
            throw SqliteFailure.unavailable("cannot close the database", e);
        }
    }
}
