package dev.ringlock.store.sqlite;

import dev.ringlock.ledger.Entry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Who signs in on this machine: people, their sessions, the places where they signed in before, and clients. Each change is
 * one transaction with its entry on the ledger. Several processes may use them at once.
 *
 * <p>Every call throws {@link dev.ringlock.store.StoreUnavailableException} if the database cannot answer.
 */
public final class StaffTables {

    /** A place is forgotten if nobody has signed in from it for so long. */
    private static final Duration PLACE_LASTS = Duration.ofDays(90);

    static final String ALL_CLIENTS = "SELECT * FROM clients ORDER BY id";
    static final String ALL = "SELECT * FROM staff ORDER BY name";
    private static final String ONE = "SELECT * FROM staff WHERE name = ?";

    private final Writer writer;
    private final Readers readers;

    StaffTables(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    public Optional<StaffRow> person(String name) {
        return list(StaffTables::person, ONE, name).stream().findFirst();
    }

    /** By name. */
    public List<StaffRow> people() {
        return list(StaffTables::person, ALL);
    }

    /** False if there is somebody of that name. */
    public boolean add(StaffRow person, Entry entry) {
        return change(
                false,
                writes -> writes.update(
                                "INSERT INTO staff VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                                person.name(),
                                person.password(),
                                person.seed(),
                                person.roles(),
                                person.lastStep())
                        == 1,
                entry);
    }

    /** False if there is nobody of that name. */
    public boolean setRoles(String name, String roles, Entry entry) {
        return change(
                false, writes -> writes.update("UPDATE staff SET roles = ? WHERE name = ?", roles, name) == 1, entry);
    }

    /** A new password and seed. Sessions end, and known places are known no more. False if there is nobody of that name. */
    public boolean renew(String name, String password, byte[] seed, Entry entry) {
        return change(
                true,
                writes -> {
                    leave(writes, name);
                    return writes.update(
                                    "UPDATE staff SET password = ?, seed = ?, last_step = 0 WHERE name = ?",
                                    password,
                                    seed,
                                    name)
                            == 1;
                },
                entry);
    }

    /** The person goes, and with them their sessions. False if there is nobody of that name. */
    public boolean remove(String name, Entry entry) {
        return change(
                true,
                writes -> {
                    leave(writes, name);
                    return writes.update("DELETE FROM staff WHERE name = ?", name) == 1;
                },
                entry);
    }

    private static void leave(Writes writes, String name) throws SQLException {
        writes.update("DELETE FROM sessions WHERE name = ?", name);
        writes.update("DELETE FROM places WHERE name = ?", name);
    }

    /** Which of these places the person has signed in from. */
    public List<String> knownPlaces(String name, Collection<String> places) {
        List<String> known = list(row -> row.getString("place"), "SELECT place FROM places WHERE name = ?", name);
        return places.stream().filter(known::contains).toList();
    }

    /**
     * Begins a session, and the code's time step counts no more. False if that step or a later one has counted already, or
     * the person or their password has changed since it was checked.
     *
     * @param checked the person as the password was checked
     * @param token the hash of the session's token
     * @param places where the person signs in from
     */
    public boolean begin(
            StaffRow checked, long step, String token, Instant now, Instant endsAt, List<String> places, Entry entry) {
        return change(
                false,
                writes -> {
                    boolean counts = spend(writes, checked, step);
                    writes.update("DELETE FROM sessions WHERE ends_at <= ?", now.toEpochMilli());
                    writes.update(
                            "DELETE FROM places WHERE used_at <= ?",
                            now.minus(PLACE_LASTS).toEpochMilli());
                    writes.update(
                            "INSERT INTO sessions VALUES (?, ?, ?, ?)",
                            token,
                            checked.name(),
                            now.toEpochMilli(),
                            endsAt.toEpochMilli());
                    for (String place : places) {
                        writes.update(
                                "INSERT OR REPLACE INTO places VALUES (?, ?, ?)",
                                checked.name(),
                                place,
                                now.toEpochMilli());
                    }
                    return counts;
                },
                entry);
    }

    /** The code's time step counts no more, without a session. False where {@link #begin} is. */
    public boolean spend(StaffRow checked, long step, Entry entry) {
        return change(false, writes -> spend(writes, checked, step), entry);
    }

    private static boolean spend(Writes writes, StaffRow checked, long step) throws SQLException {
        return writes.update(
                        "UPDATE staff SET last_step = ?1 WHERE name = ?2 AND password = ?3 AND last_step < ?1",
                        step,
                        checked.name(),
                        checked.password())
                == 1;
    }

    /** The session of a token's hash, with the roles that its person has now. It may be over. */
    public Optional<SessionRow> session(String token) {
        return list(
                        row -> new SessionRow(
                                row.getString("name"),
                                row.getString("roles"),
                                Instant.ofEpochMilli(row.getLong("used_at")),
                                Instant.ofEpochMilli(row.getLong("ends_at"))),
                        "SELECT name, roles, used_at, ends_at FROM sessions JOIN staff USING (name) WHERE token = ?",
                        token)
                .stream()
                .findFirst();
    }

    /** The session is in use. */
    public void use(String token, Instant now) {
        writer.write(
                false,
                done -> true,
                writes -> writes.update("UPDATE sessions SET used_at = ? WHERE token = ?", now.toEpochMilli(), token));
    }

    /** Ends a session. False if there is none. */
    public boolean end(String token, Entry entry) {
        return change(false, writes -> writes.update("DELETE FROM sessions WHERE token = ?", token) == 1, entry);
    }

    /** By id. */
    public List<ClientRow> clients() {
        return list(StaffTables::client, ALL_CLIENTS);
    }

    /** The client whose secret has that hash. */
    public Optional<ClientRow> client(String secret) {
        return list(StaffTables::client, "SELECT * FROM clients WHERE secret = ?", secret).stream()
                .findFirst();
    }

    /** False if there is one of that id. */
    public boolean add(ClientRow client, Entry entry) {
        return change(
                false,
                writes -> writes.update(
                                "INSERT INTO clients VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING",
                                client.id(),
                                client.secret(),
                                client.scopes())
                        == 1,
                entry);
    }

    /** False if there is none of that id. */
    public boolean removeClient(String id, Entry entry) {
        return change(true, writes -> writes.update("DELETE FROM clients WHERE id = ?", id) == 1, entry);
    }

    /** What a backup brought, and must not come back. The ledger that it brought has the entries. */
    public void forget(StaffRow person) {
        writer.write(true, done -> true, writes -> writes.update("DELETE FROM staff WHERE name = ?", person.name()));
    }

    public void forget(ClientRow client) {
        writer.write(true, done -> true, writes -> writes.update("DELETE FROM clients WHERE id = ?", client.id()));
    }

    /** As they are elsewhere. */
    public void addIfMissing(StaffRow person) {
        writer.write(
                false,
                done -> true,
                writes -> writes.update(
                        "INSERT INTO staff VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                        person.name(),
                        person.password(),
                        person.seed(),
                        person.roles(),
                        person.lastStep()));
    }

    public void addIfMissing(ClientRow client) {
        writer.write(
                false,
                done -> true,
                writes -> writes.update(
                        "INSERT INTO clients VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                        client.id(),
                        client.secret(),
                        client.scopes()));
    }

    private boolean change(boolean destroys, WriteJob.WriteWork<Boolean> work, Entry entry) {
        return writer.write(destroys, done -> done, writes -> work.run(writes) && writes.putEntry(entry));
    }

    private <T> List<T> list(Readers.RowReader<T> reader, String sql, Object... values) {
        return readers.read(statements -> {
            List<T> found = new ArrayList<>();
            try (ResultSet rows = statements.query(sql, values)) {
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
            }
            return found;
        });
    }

    static StaffRow person(ResultSet row) throws SQLException {
        return new StaffRow(
                row.getString("name"),
                row.getString("password"),
                row.getBytes("seed"),
                row.getString("roles"),
                row.getLong("last_step"));
    }

    static ClientRow client(ResultSet row) throws SQLException {
        return new ClientRow(row.getString("id"), row.getString("secret"), row.getString("scopes"));
    }
}
