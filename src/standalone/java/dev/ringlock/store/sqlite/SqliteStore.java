package dev.ringlock.store.sqlite;

import dev.ringlock.consent.Contact;
import dev.ringlock.consent.PersonalEvidence;
import dev.ringlock.consent.Purpose;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Head;
import dev.ringlock.phone.ContactId;
import dev.ringlock.store.Commit;
import dev.ringlock.store.Compartment;
import dev.ringlock.store.Counter;
import dev.ringlock.store.GuardRow;
import dev.ringlock.store.Outcome;
import dev.ringlock.store.Page;
import dev.ringlock.store.Store;
import dev.ringlock.store.StoreUnavailableException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@link Store} in one SQLite file: WAL, one writer that commits in groups, a few readers. What it promises of
 * destruction holds for the file itself; a plain copy made earlier still holds what was destroyed later.
 */
public final class SqliteStore implements Store, AutoCloseable {

    private final Clock clock;
    private final Writer writer;
    private final Readers readers;

    private SqliteStore(Clock clock, Writer writer, Readers readers) {
        this.clock = clock;
        this.writer = writer;
        this.readers = readers;
    }

    /**
     * Opens the file, and makes it if it is not there.
     *
     * @throws StoreUnavailableException if it cannot be opened
     */
    public static SqliteStore open(Path file, Clock clock) {
        try {
            Connection connection = Schema.writer(file);
            try {
                return new SqliteStore(clock, Writer.start(connection), Readers.open(file));
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new StoreUnavailableException("cannot open the database", e);
        }
    }

    @Override
    public List<Contact> load(List<ContactId> ids) {
        return readers.read(connection -> {
            List<Contact> contacts = new ArrayList<>();
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT * FROM contacts WHERE contact_id = ?")) {
                for (ContactId id : ids) {
                    select.setString(1, id.value());
                    try (ResultSet row = select.executeQuery()) {
                        contacts.add(row.next() ? Rows.contact(row) : Contact.unknown(id));
                    }
                }
            }
            return contacts;
        });
    }

    @Override
    public Outcome commit(Commit commit) {
        return writer.write(
                !commit.deletes().isEmpty(),
                outcome -> outcome instanceof Outcome.Done,
                connection -> commit(connection, commit));
    }

    @Override
    public List<Long> count(List<Counter> counters) {
        return writer.write(false, done -> true, connection -> {
            List<Long> counts = new ArrayList<>();
            sweep(connection);
            try (PreparedStatement add = connection.prepareStatement("""
                    INSERT INTO guard (id, count, expires_at) VALUES (?, 1, ?)
                    ON CONFLICT (id) DO UPDATE SET count = count + 1 RETURNING count""")) {
                for (Counter counter : counters) {
                    add.setString(1, counter.name());
                    add.setLong(2, counter.expiresAt().toEpochMilli());
                    try (ResultSet row = add.executeQuery()) {
                        row.next();
                        counts.add(row.getLong(1));
                    }
                }
            }
            return counts;
        });
    }

    @Override
    public Page<Contact> list(@Nullable String cursor, int limit) {
        return page(
                "SELECT * FROM contacts WHERE contact_id > ? ORDER BY contact_id LIMIT ?",
                List.of(Objects.requireNonNullElse(cursor, "")),
                limit,
                Rows::contact,
                contact -> contact.id().value());
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
    public void close() {
        try {
            readers.close();
            writer.close();
        } catch (SQLException e) {
            throw new StoreUnavailableException("cannot close the database", e);
        }
    }

    /** What SQLite says of a setting on the connection that writes. */
    String writersPragma(String name) {
        return writer.write(false, done -> true, connection -> {
            try (PreparedStatement pragma = connection.prepareStatement("PRAGMA " + name);
                    ResultSet row = pragma.executeQuery()) {
                return row.next() ? row.getString(1) : "";
            }
        });
    }

    private Outcome commit(Connection connection, Commit commit) throws SQLException {
        GuardRow once = commit.once();
        if (once != null) {
            Optional<GuardRow> earlier = putOnce(connection, once);
            if (earlier.isPresent()) {
                return new Outcome.Repeated(earlier.get());
            }
        }
        Contact contact = commit.contact();
        if (contact != null && !putContact(connection, contact, commit.deletes())) {
            return new Outcome.Conflict();
        }
        for (Compartment compartment : commit.puts()) {
            putCompartment(connection, compartment);
        }
        for (Entry entry : commit.entries()) {
            if (!putEntry(connection, entry)) {
                return new Outcome.Conflict();
            }
        }
        return new Outcome.Done();
    }

    private static boolean putContact(Connection connection, Contact contact, Set<Purpose> deletes)
            throws SQLException {
        Head head = contact.head();
        int stored = update(
                connection,
                contact.version() == 1
                        ? "INSERT INTO contacts VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING"
                        : """
                        UPDATE contacts SET version = ?2, masked = ?3, head_ulid = ?4, head_hash = ?5, consents = ?6
                        WHERE contact_id = ?1 AND version = ?2 - 1""",
                contact.id().value(),
                contact.version(),
                contact.masked(),
                head == null ? null : head.ulid().value(),
                head == null ? null : head.hash(),
                Rows.consents(contact));
        for (Purpose purpose : deletes) {
            update(
                    connection,
                    "DELETE FROM compartments WHERE purpose = ? AND contact_id = ?",
                    purpose.id(),
                    contact.id().value());
        }
        return stored == 1;
    }

    private static boolean putEntry(Connection connection, Entry entry) throws SQLException {
        return update(
                        connection,
                        "INSERT INTO ledger VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                        entry.subject(),
                        entry.ulid().value(),
                        entry.event().id(),
                        entry.at().toEpochMilli(),
                        entry.previous(),
                        Rows.fields(entry))
                == 1;
    }

    private static void putCompartment(Connection connection, Compartment compartment) throws SQLException {
        PersonalEvidence evidence = compartment.evidence();
        update(
                connection,
                "INSERT OR REPLACE INTO compartments VALUES (?, ?, ?, ?, ?, ?, ?)",
                compartment.purpose().id(),
                compartment.contact().value(),
                compartment.sealed(),
                compartment.wrappedKey(),
                evidence == null ? null : evidence.address(),
                evidence == null ? null : evidence.browser(),
                evidence == null ? null : evidence.salt());
    }

    /** Puts the row, unless one that has not expired is there: then that one is returned. */
    private Optional<GuardRow> putOnce(Connection connection, GuardRow row) throws SQLException {
        int put = update(
                connection,
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
        try (PreparedStatement select = connection.prepareStatement("SELECT * FROM guard WHERE id = ?")) {
            select.setString(1, row.name());
            try (ResultSet found = select.executeQuery()) {
                found.next();
                return Optional.of(new GuardRow(
                        row.name(),
                        found.getString("fingerprint"),
                        found.getString("answer"),
                        Instant.ofEpochMilli(found.getLong("expires_at"))));
            }
        }
    }

    /** A few expired rows with each round of counters: the table stays as large as what still counts. */
    private void sweep(Connection connection) throws SQLException {
        update(
                connection,
                "DELETE FROM guard WHERE id IN (SELECT id FROM guard WHERE expires_at <= ? LIMIT 8)",
                clock.millis());
    }

    private <T> Page<T> page(
            String sql, List<String> keys, int limit, Readers.RowReader<T> reader, Function<T, String> cursor) {
        return readers.read(connection -> {
            List<T> items = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                for (int i = 0; i < keys.size(); i++) {
                    select.setString(i + 1, keys.get(i));
                }
                select.setInt(keys.size() + 1, limit);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        items.add(reader.read(rows));
                    }
                }
            }
            return new Page<>(items, items.size() < limit ? null : cursor.apply(items.get(limit - 1)));
        });
    }

    private static int update(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }
}
