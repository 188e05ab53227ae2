package dev.ringlock.store.sqlite;

import dev.ringlock.consent.Contact;
import dev.ringlock.consent.Contact.Hold;
import dev.ringlock.consent.HeldMessage;
import dev.ringlock.consent.MaskedNumber;
import dev.ringlock.consent.OptOut;
import dev.ringlock.consent.PersonalEvidence;
import dev.ringlock.contactability.Budget;
import dev.ringlock.contactability.Eligibility;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Head;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.store.Commit;
import dev.ringlock.store.CommitResult;
import dev.ringlock.store.Compartment;
import dev.ringlock.store.Counter;
import dev.ringlock.store.GuardRow;
import dev.ringlock.store.SealedText;
import dev.ringlock.terms.Purpose;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All writing statements. Only the {@link Writer}'s thread uses them. */
final class Writes {

    private static final String INSERT =
            "INSERT INTO contacts VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)"
                    + " ON CONFLICT DO NOTHING";

    private static final String UPDATE = """
            UPDATE contacts SET version = ?2, masked = ?3, head_ulid = ?4, head_hash = ?5, consents = ?6,
              hold_at = ?7, hold_entry = ?8, pending = ?9, quality = ?10, due_at = ?11, country = ?12,
              no_at = ?13, no_entry = ?14, hold_texts = ?15, traits = ?16
            WHERE contact_id = ?1 AND version = ?2 - 1""";

    private final Statements statements;
    private final Clock clock;

    Writes(Statements statements, Clock clock) {
        this.statements = statements;
        this.clock = clock;
    }

    void setCount(Counter counter, long count) throws SQLException {
        statements.update("""
                INSERT INTO guard (id, count, expires_at) VALUES (?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET count = excluded.count""", counter.name(), count, counter.expiresAt().toEpochMilli());
    }

    /** Deletes at most that many guard rows that have expired. */
    void sweep(int most) throws SQLException {
        statements.update(
                "DELETE FROM guard WHERE id IN (SELECT id FROM guard WHERE expires_at <= ? LIMIT ?)",
                clock.millis(),
                most);
    }

    /** Returns how many rows it changed. */
    int update(String sql, Object... values) throws SQLException {
        return statements.update(sql, values);
    }

    /** SQLite's value of a setting on this connection. */
    String pragma(String name) throws SQLException {
        try (ResultSet row = statements.query("PRAGMA " + name)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    /**
     * See {@link dev.ringlock.store.Store#commit}. Unless the result is {@code Done}, the caller undoes the written
     * rows.
     */
    CommitResult commit(Commit commit) throws SQLException {
        for (GuardRow row : commit.once()) {
            Optional<GuardRow> earlier = putOnce(row);
            if (earlier.isPresent()) {
                return new CommitResult.Repeated(earlier.get());
            }
        }
        for (Contact other : commit.unchanged()) {
            if (!isUnchanged(other)) {
                return new CommitResult.Stale();
            }
        }
        Commit also = commit.also();
        return part(commit) && (also == null || part(also)) ? new CommitResult.Done() : new CommitResult.Stale();
    }

    private boolean isUnchanged(Contact read) throws SQLException {
        return isVersion("SELECT version FROM contacts WHERE contact_id = ?", read.id(), read.version());
    }

    /** Whether these budgets are as they were read. */
    boolean areUnchanged(List<Budget> read) throws SQLException {
        for (Budget budget : read) {
            String sql = "SELECT version FROM budgets WHERE contact_id = ?";
            if (!isVersion(sql, budget.contact(), budget.version())) {
                return false;
            }
        }
        return true;
    }

    private boolean isVersion(String sql, ContactId id, long version) throws SQLException {
        try (ResultSet row = statements.query(sql, id.value())) {
            return (row.next() ? row.getLong(1) : 0) == version;
        }
    }

    /** Each in a savepoint of its own, so that one that is refused leaves nothing behind. */
    List<CommitResult> commitAll(List<Commit> commits) throws SQLException {
        List<CommitResult> results = new ArrayList<>();
        for (Commit commit : commits) {
            statements.update("SAVEPOINT one");
            CommitResult result = commit(commit);
            if (!(result instanceof CommitResult.Done)) {
                statements.update("ROLLBACK TO one");
            }
            statements.update("RELEASE one");
            results.add(result);
        }
        return results;
    }

    /** One contact's part of a commit. False if another commit has changed the contact or taken an entry's place. */
    private boolean part(Commit commit) throws SQLException {
        Contact contact = commit.contact();
        if (contact != null && !(commit.leaves() ? deleteContact(contact) : putContact(contact))) {
            return false;
        }
        if (contact != null && !changeRest(contact, commit)) {
            return false;
        }
        for (Compartment compartment : commit.puts()) {
            putCompartment(compartment, Eligibility.of(contact, compartment.purpose()));
        }
        for (SealedText text : commit.texts()) {
            putText(text);
        }
        for (Entry entry : commit.entries()) {
            if (!putEntry(entry)) {
                return false;
            }
        }
        return true;
    }

    /** As it was stored elsewhere, version and all, with its compartments. False if there is one of that id. */
    boolean putAsIs(Contact contact, List<Compartment> compartments) throws SQLException {
        for (Compartment compartment : compartments) {
            putCompartment(compartment, Eligibility.of(contact, compartment.purpose()));
        }
        return putContact(INSERT, contact);
    }

    private boolean putContact(Contact contact) throws SQLException {
        return putContact(contact.version() == 1 ? INSERT : UPDATE, contact);
    }

    private boolean putContact(String sql, Contact contact) throws SQLException {
        Head head = contact.head();
        Hold hold = contact.hold();
        OptOut no = contact.optOutOfEverything();
        Instant due = contact.dueAt();
        MaskedNumber masked = contact.masked();
        int stored = statements.update(
                sql,
                contact.id().value(),
                contact.version(),
                masked == null ? null : masked.digits(),
                head == null ? null : head.ulid().value(),
                head == null ? null : head.hash(),
                Rows.consents(contact),
                hold == null ? null : hold.at().toEpochMilli(),
                hold == null ? null : hold.entry().value(),
                StoredPending.write(contact.pending()),
                StoredQuality.write(contact.quality()),
                due == null ? null : due.toEpochMilli(),
                contact.country(),
                no == null ? null : no.at().toEpochMilli(),
                no == null ? null : no.entry().value(),
                StoredHold.messages(hold),
                StoredTraits.write(masked));
        return stored == 1;
    }

    private boolean deleteContact(Contact contact) throws SQLException {
        return statements.update(
                        "DELETE FROM contacts WHERE contact_id = ? AND version = ? - 1",
                        contact.id().value(),
                        contact.version())
                == 1;
    }

    /** Its compartments, and its forgotten entries. False if one of those entries is missing. */
    private boolean changeRest(Contact contact, Commit commit) throws SQLException {
        for (Purpose purpose : commit.deletes()) {
            statements.update(
                    "DELETE FROM compartments WHERE purpose = ? AND contact_id = ?",
                    purpose.id(),
                    contact.id().value());
        }
        for (Purpose purpose : commit.marks()) {
            Eligibility mark = Eligibility.of(contact, purpose);
            statements.update(
                    "UPDATE compartments SET held = ?, ends_at = ? WHERE purpose = ? AND contact_id = ?",
                    mark.held() ? 1 : 0,
                    Rows.millis(mark.endsAt()),
                    purpose.id(),
                    contact.id().value());
        }
        for (HeldMessage message : commit.erases()) {
            statements.update(
                    "DELETE FROM held_texts WHERE contact_id = ? AND id = ?",
                    message.contact().value(),
                    message.id().value());
        }
        for (Ulid entry : commit.forgets()) {
            int gone = statements.update(
                    "DELETE FROM ledger WHERE subject = ? AND ulid = ?",
                    contact.id().value(),
                    entry.value());
            if (gone == 0) {
                return false;
            }
        }
        return true;
    }

    void putText(SealedText text) throws SQLException {
        statements.update(
                "INSERT OR REPLACE INTO held_texts VALUES (?, ?, ?, ?)",
                text.contact().value(),
                text.id().value(),
                text.sealed(),
                text.wrappedKey());
    }

    /** False if there is an entry at its place. */
    boolean putEntry(Entry entry) throws SQLException {
        return statements.update(
                        "INSERT INTO ledger VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                        entry.subject(),
                        entry.ulid().value(),
                        entry.event().id(),
                        entry.at().toEpochMilli(),
                        entry.previous(),
                        Rows.fields(entry))
                == 1;
    }

    private void putCompartment(Compartment compartment, Eligibility mark) throws SQLException {
        PersonalEvidence evidence = compartment.evidence();
        statements.update(
                "INSERT OR REPLACE INTO compartments VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                compartment.purpose().id(),
                compartment.contact().value(),
                compartment.sealed(),
                compartment.wrappedKey(),
                evidence == null ? null : evidence.address(),
                evidence == null ? null : evidence.browser(),
                evidence == null ? null : evidence.salt(),
                mark.held() ? 1 : 0,
                Rows.millis(mark.endsAt()));
    }

    /** Puts the row. If a row that has not expired is there already, that row is returned. */
    Optional<GuardRow> putOnce(GuardRow row) throws SQLException {
        int put = statements.update(
                """
                INSERT INTO guard (id, fingerprint, answer, count, expires_at) VALUES (?, ?, ?, 0, ?)
                ON CONFLICT (id) DO UPDATE
                SET fingerprint = excluded.fingerprint, answer = excluded.answer, expires_at = excluded.expires_at
                WHERE guard.expires_at <= ?""",
                row.name(),
                row.fingerprint(),
                row.answer(),
                row.expiresAt().toEpochMilli(),
                clock.millis());
        if (put == 1) {
            return Optional.empty();
        }
        try (ResultSet found = statements.query("SELECT * FROM guard WHERE id = ?", row.name())) {
            found.next();
            return Optional.of(Rows.guardRow(found));
        }
    }
}
