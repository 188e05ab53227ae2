package dev.ringlock.store.sqlite;

import dev.ringlock.consent.Contact;
import dev.ringlock.consent.HeldMessage;
import dev.ringlock.contactability.Budget;
import dev.ringlock.ledger.Entry;
import dev.ringlock.phone.ContactId;
import dev.ringlock.store.Commit;
import dev.ringlock.store.CommitResult;
import dev.ringlock.store.Compartment;
import dev.ringlock.store.ContactFilter;
import dev.ringlock.store.Counter;
import dev.ringlock.store.DecisionRows;
import dev.ringlock.store.DueRow;
import dev.ringlock.store.GuardRow;
import dev.ringlock.store.LedgerSpan;
import dev.ringlock.store.Page;
import dev.ringlock.store.SealedRows;
import dev.ringlock.store.SealedText;
import dev.ringlock.store.Store;
import dev.ringlock.store.StoreUnavailableException;
import dev.ringlock.terms.Purpose;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * {@link Store} in one SQLite file: WAL, one writer that commits in groups, a few readers. Its promise about
 * destruction is for this file only. A copy that was made earlier still holds the destroyed rows.
 */
public final class SqliteStore implements Store, AutoCloseable {

    /** Sorts after every ULID. */
    private static final String BEHIND = "~";

    /** How many compartments may be scanned for each row of an audience's page. */
    private static final int SCANNED_FOR_EACH = 10;

    /** How many commits of one call are flushed together. */
    private static final int MOST_TOGETHER = 250;

    private final Writer writer;
    private final Readers readers;
    private final Counters counters;
    private final Clock clock;

    private SqliteStore(Writer writer, Readers readers, Counters counters, Clock clock) {
        this.clock = clock;
        this.counters = counters;
        this.writer = writer;
        this.readers = readers;
    }

    /**
     * Opens the file, and makes it if it does not exist.
     *
     * @throws StoreUnavailableException if it cannot be opened
     */
    public static SqliteStore open(Path file, Clock clock) {
        return open(file, clock, generation -> true);
    }

    /**
     * The same.
     *
     * @param risen is told the {@link #generation} soon after it has risen, once a second at most, and at the end. If it answers false, it
     *     is told again
     */
    public static SqliteStore open(Path file, Clock clock, LongPredicate risen) {
        try {
            Connection connection = Schema.writer(file);
            try {
                // fair, so that a checkpoint gets its turn between two groups, however many wait
                Lock groups = new ReentrantLock(true);
                Readers readers = Readers.open(file);
                Checkpoint checkpoint = Checkpoint.start(file, groups, risen);
                Counters counters = new Counters(readers);
                Writer writer = Writer.start(connection, clock, counters, groups, checkpoint);
                return new SqliteStore(writer, readers, counters, clock);
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw SqliteFailure.unavailable("cannot open the database", e);
        }
    }

    /**
     * Whether a file has the tables of this version. It is not changed.
     *
     * @throws StoreUnavailableException if it cannot be read
     */
    public static boolean isOfThisVersion(Path file) {
        try (Connection connection = Schema.reader(file);
                Statement statement = connection.createStatement()) {
            return SchemaUpgrades.isUpToDate(statement);
        } catch (SQLException e) {
            throw SqliteFailure.unavailable("cannot read the database", e);
        }
    }

    /**
     * Looks through the whole file, which takes seconds for a million contacts.
     *
     * @throws StoreUnavailableException if its pages do not fit together
     */
    public void refuseDamaged() {
        String found = readers.read(statements -> {
            try (ResultSet row = statements.query("PRAGMA quick_check(1)")) {
                return row.next() ? row.getString(1) : "nothing";
            }
        });
        if (!found.equals("ok")) {
            throw new StoreUnavailableException("the file is damaged: take the newest backup");
        }
    }

    @Override
    public List<Contact> load(List<ContactId> ids) {
        return readers.read(statements -> {
            List<Contact> contacts = new ArrayList<>();
            for (ContactId id : ids) {
                try (ResultSet row = statements.query("SELECT * FROM contacts WHERE contact_id = ?", id.value())) {
                    contacts.add(row.next() ? Rows.contact(row) : Contact.unknown(id));
                }
            }
            return contacts;
        });
    }

    @Override
    public DecisionRows decisionRows(List<ContactId> contacts, List<ContactId> budgets) {
        Instant now = clock.instant();
        return readers.readAtOnce(statements -> DecisionReads.read(statements, contacts, budgets, now));
    }

    @Override
    public boolean spend(Budget after, List<Budget> unchanged, Instant expiresAt) {
        Instant now = clock.instant();
        return writer.write(
                false,
                stored -> true,
                writes -> writes.areUnchanged(unchanged) && StoredBudget.write(writes, after, expiresAt, now));
    }

    /** All that the key file's wrapping key has wrapped. */
    public WrappedRows wrappedRows() {
        return new WrappedRows(readers, writer);
    }

    /** Stores a budget as it is elsewhere, over what is there. */
    public void put(Budget budget, Instant expiresAt) {
        writer.write(false, done -> true, writes -> StoredBudget.put(writes, budget, expiresAt));
    }

    @Override
    public CommitResult commit(Commit commit) {
        return writer.write(
                destroys(commit), outcome -> outcome instanceof CommitResult.Done, writes -> writes.commit(commit));
    }

    /** Some at a time: what comes in meanwhile, such as a STOP, waits for no more than those. */
    @Override
    public List<CommitResult> commitAll(List<Commit> commits) {
        List<CommitResult> results = new ArrayList<>();
        for (int from = 0; from < commits.size(); from += MOST_TOGETHER) {
            List<Commit> some = commits.subList(from, Math.min(commits.size(), from + MOST_TOGETHER));
            results.addAll(writer.write(
                    some.stream().anyMatch(SqliteStore::destroys), all -> true, writes -> writes.commitAll(some)));
        }
        return results;
    }

    private static boolean destroys(Commit commit) {
        Commit also = commit.also();
        return !commit.deletes().isEmpty()
                || !commit.erases().isEmpty()
                || !commit.forgets().isEmpty()
                || commit.leaves()
                || (also != null && destroys(also));
    }

    @Override
    public List<Long> count(List<Counter> tried) {
        return counters.count(tried);
    }

    @Override
    public Optional<GuardRow> recall(String name) {
        return readers.read(statements -> {
            try (ResultSet row = statements.query(
                    "SELECT * FROM guard WHERE id = ? AND expires_at > ? AND answer IS NOT NULL",
                    name,
                    clock.millis())) {
                return row.next() ? Optional.of(Rows.guardRow(row)) : Optional.empty();
            }
        });
    }

    @Override
    public void forget(String name, String answer) {
        writer.write(
                true, done -> true, writes -> writes.update("DELETE FROM guard WHERE id = ? AND answer = ?", name, answer));
    }

    @Override
    public Page<Contact> list(ContactFilter filter, @Nullable String cursor, int limit) {
        return readers.read(statements -> new SqliteLists(statements, filter, limit).page(cursor));
    }

    @Override
    public int held(int most) {
        return readers.read(statements -> {
            try (ResultSet row = statements.query(
                    "SELECT count(*) FROM (SELECT 1 FROM contacts WHERE hold_entry IS NOT NULL LIMIT ?)", most)) {
                return row.next() ? row.getInt(1) : 0;
            }
        });
    }

    /** The cursor is the last row's place in the index, {@code dueAt/contactId}. */
    @Override
    public Page<DueRow> due(Instant now, @Nullable String cursor, int limit) {
        String[] after =
                Objects.requireNonNullElse(cursor, Long.MIN_VALUE + "/").split("/", 2);
        return page(
                """
                SELECT contact_id, due_at FROM contacts
                WHERE (due_at, contact_id) > (?, ?) AND due_at <= ? ORDER BY due_at, contact_id LIMIT ?""",
                List.of(Long.valueOf(after[0]), after[1], now.toEpochMilli()),
                limit,
                Rows::due,
                due -> due.at().toEpochMilli() + "/" + due.contact().value());
    }

    @Override
    public List<Compartment> compartments(Purpose purpose, List<ContactId> contacts) {
        return readers.read(statements -> {
            List<Compartment> found = new ArrayList<>();
            for (ContactId contact : contacts) {
                try (ResultSet row = statements.query(
                        "SELECT * FROM compartments WHERE purpose = ? AND contact_id = ?",
                        purpose.id(),
                        contact.value())) {
                    if (row.next()) {
                        found.add(Rows.compartment(row));
                    }
                }
            }
            return found;
        });
    }

    @Override
    public List<SealedText> texts(List<HeldMessage> messages) {
        return readers.read(statements -> {
            List<SealedText> found = new ArrayList<>();
            for (HeldMessage message : messages) {
                try (ResultSet row = statements.query(
                        "SELECT * FROM held_texts WHERE contact_id = ? AND id = ?",
                        message.contact().value(),
                        message.id().value())) {
                    if (row.next()) {
                        found.add(StoredHold.text(row));
                    }
                }
            }
            return found;
        });
    }

    @Override
    public SealedRows sealedRows(ContactId contact, Set<Purpose> purposes) {
        return readers.read(statements -> {
            Set<Purpose> compartments = new HashSet<>();
            for (Purpose purpose : purposes) {
                try (ResultSet row = statements.query(
                        "SELECT 1 FROM compartments WHERE purpose = ? AND contact_id = ?",
                        purpose.id(),
                        contact.value())) {
                    if (row.next()) {
                        compartments.add(purpose);
                    }
                }
            }
            try (ResultSet row =
                    statements.query("SELECT count(*) FROM held_texts WHERE contact_id = ?", contact.value())) {
                return new SealedRows(compartments, row.next() ? row.getInt(1) : 0);
            }
        });
    }

    /** The cursor is the last scanned contact. The order is the table's key, and unusable rows are skipped. */
    @Override
    public Page<Compartment> audience(Purpose purpose, Instant now, @Nullable String cursor, int limit) {
        int most = limit * SCANNED_FOR_EACH;
        return readers.read(statements -> {
            List<Compartment> found = new ArrayList<>();
            String last = null;
            int scanned = 0;
            try (ResultSet row = statements.query(
                    "SELECT * FROM compartments WHERE purpose = ? AND contact_id > ? ORDER BY contact_id",
                    purpose.id(),
                    Objects.requireNonNullElse(cursor, ""))) {
                while (found.size() < limit && scanned < most && row.next()) {
                    scanned++;
                    last = row.getString("contact_id");
                    if (Rows.mark(row).allows(now)) {
                        found.add(Rows.compartment(row));
                    }
                }
            }
            return new Page<>(found, found.size() < limit && scanned < most ? null : last);
        });
    }

    @Override
    public Page<Entry> history(String subject, @Nullable String cursor, int limit) {
        return page(
                "SELECT * FROM ledger WHERE subject = ? AND ulid > ? ORDER BY ulid LIMIT ?",
                List.of(subject, Objects.requireNonNullElse(cursor, "")),
                limit,
                Rows::entry,
                entry -> entry.ulid().value());
    }

    @Override
    public Page<Entry> recent(String subject, @Nullable String cursor, int limit) {
        return page(
                "SELECT * FROM ledger WHERE subject = ? AND ulid < ? ORDER BY ulid DESC LIMIT ?",
                List.of(subject, Objects.requireNonNullElse(cursor, BEHIND)),
                limit,
                Rows::entry,
                entry -> entry.ulid().value());
    }

    @Override
    public Page<Entry> ledgerOf(String actor, LedgerSpan span, @Nullable String cursor, int limit) {
        return page(LedgerSelect.of(actor, span, cursor), limit);
    }

    @Override
    public Page<Entry> ledger(LedgerSpan span, @Nullable String cursor, int limit) {
        return page(LedgerSelect.of(span, cursor), limit);
    }

    @Override
    public Optional<ContactId> recorded(String recordId) {
        return page(LedgerSelect.ofRecord(recordId), 1).items().stream()
                .map(entry -> new ContactId(entry.subject()))
                .findFirst();
    }

    @Override
    public void close() {
        try {
            counters.close();
            readers.close();
            writer.close();
        } catch (SQLException e) {
            throw SqliteFailure.unavailable("cannot close the database", e);
        }
    }

    /** The purposes with at least one consent that is granted or requested. */
    public Set<Purpose> purposes() {
        return Set.copyOf(page(
                        "SELECT DISTINCT purpose FROM states WHERE state IN ('granted', 'requested') LIMIT ?",
                        List.of(),
                        Integer.MAX_VALUE,
                        row -> new Purpose(row.getString("purpose")),
                        Purpose::id)
                .items());
    }

    /** One of the stored compartments, whichever. */
    public Optional<Compartment> anyCompartment() {
        return page("SELECT * FROM compartments LIMIT ?", List.of(), 1, Rows::compartment, row -> "").items().stream()
                .findFirst();
    }

    /**
     * A number that rises with every opt-out, hold and erasure, with every end of a consent, and with everything else that a
     * copy from before would bring back. It is on the disk with them.
     */
    public long generation() {
        return page("SELECT number FROM generation LIMIT ?", List.of(), 1, row -> row.getLong("number"), row -> "")
                .items()
                .get(0);
    }

    /** The first acts that nobody has written down outside the database yet, in the order in which they were stored. */
    public List<LaterAct> laterActs(int limit) {
        return page(
                        "SELECT place, ledger.* FROM later_acts LEFT JOIN ledger USING (subject, ulid)"
                                + " ORDER BY place LIMIT ?",
                        List.of(),
                        limit,
                        row -> new LaterAct(
                                row.getLong("place"),
                                row.getString("event") == null ? Optional.empty() : Optional.of(Rows.entry(row))),
                        act -> "")
                .items();
    }

    /** The place of the newest act that ever was, whether it is written down or not. Of none it is 0. */
    public long laterActsPlace() {
        return page(
                        "SELECT coalesce(max(seq), 0) AS place FROM sqlite_sequence WHERE name = 'later_acts' LIMIT ?",
                        List.of(),
                        1,
                        row -> row.getLong("place"),
                        row -> "")
                .items()
                .get(0);
    }

    /** That one and those before it are written down. */
    public void writtenDown(LaterAct last) {
        writer.write(
                false, done -> true, writes -> writes.update("DELETE FROM later_acts WHERE place <= ?", last.place()));
    }

    /** Nobody writes them down. */
    public void forgetLaterActs() {
        writer.write(false, done -> true, writes -> writes.update("DELETE FROM later_acts"));
    }

    /** It is that number from now on, or more. */
    public void raiseGeneration(long least) {
        writer.write(
                false, done -> true, writes -> writes.update("UPDATE generation SET number = max(number, ?)", least));
    }

    /** Whether nothing is stored of anybody. */
    public boolean isEmpty() {
        return page(
                        "SELECT 1 AS one FROM (SELECT contact_id FROM contacts UNION ALL SELECT name FROM staff) LIMIT ?",
                        List.of(),
                        1,
                        row -> 1,
                        row -> "")
                .items()
                .isEmpty();
    }

    /** The people and clients that sign in here. */
    public StaffTables staff() {
        return new StaffTables(writer, readers);
    }

    /** SQLite's value of a setting on the writing connection. */
    String writersPragma(String name) {
        return writer.write(false, done -> true, writes -> writes.pragma(name));
    }

    private Page<Entry> page(LedgerSelect select, int limit) {
        return page(select.sql(), select.keys(), limit, Rows::entry, LedgerSelect::place);
    }

    private <T> Page<T> page(
            String sql, List<?> keys, int limit, Readers.RowReader<T> reader, Function<T, String> cursor) {
        Object[] values = Arrays.copyOf(keys.toArray(), keys.size() + 1);
        values[keys.size()] = limit;
        return readers.read(statements -> {
            List<T> items = new ArrayList<>();
            try (ResultSet rows = statements.query(sql, values)) {
                while (rows.next()) {
                    items.add(reader.read(rows));
                }
            }
            return new Page<>(items, items.size() < limit ? null : cursor.apply(items.get(limit - 1)));
        });
    }
}
