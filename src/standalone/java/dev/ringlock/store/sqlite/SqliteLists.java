package dev.ringlock.store.sqlite;

import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.Contact;
import dev.ringlock.store.ContactFilter;
import dev.ringlock.store.ListPlace;
import dev.ringlock.store.Page;
import dev.ringlock.terms.Purpose;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Staff's lists. Each statement reads one index from behind the cursor. It names the index where SQLite might choose to
 * read all contacts instead.
 */
final class SqliteLists {

    private static final String EVERYBODY = "SELECT * FROM contacts WHERE contact_id > ? ORDER BY contact_id LIMIT ?";
    private static final String HELD = """
            SELECT * FROM contacts INDEXED BY contacts_held
            WHERE hold_entry IS NOT NULL AND contact_id > ? ORDER BY contact_id LIMIT ?""";
    private static final String OF_A_COUNTRY = """
            SELECT * FROM contacts INDEXED BY contacts_country
            WHERE country = ? AND contact_id > ? ORDER BY contact_id LIMIT ?""";
    private static final String OF_A_PURPOSE = """
            SELECT contacts.* FROM states INDEXED BY states_in_order
            CROSS JOIN contacts ON contacts.contact_id = states.contact_id
            WHERE states.purpose = ? AND states.contact_id > ? ORDER BY states.contact_id LIMIT ?""";
    private static final String IN_A_STATE = """
            SELECT contacts.* FROM states CROSS JOIN contacts ON contacts.contact_id = states.contact_id
            WHERE states.purpose = ? AND states.state = ? AND (states.country, states.contact_id) > (?, ?)
            ORDER BY states.country, states.contact_id LIMIT ?""";
    private static final String IN_A_STATE_OF_A_COUNTRY = """
            SELECT contacts.* FROM states CROSS JOIN contacts ON contacts.contact_id = states.contact_id
            WHERE states.purpose = ? AND states.state = ? AND states.country = ? AND states.contact_id > ?
            ORDER BY states.contact_id LIMIT ?""";

    /** All statements. */
    static final List<String> STATEMENTS =
            List.of(EVERYBODY, HELD, OF_A_COUNTRY, OF_A_PURPOSE, IN_A_STATE, IN_A_STATE_OF_A_COUNTRY);

    private final Statements statements;
    private final ContactFilter filter;
    private final int limit;

    SqliteLists(Statements statements, ContactFilter filter, int limit) {
        this.statements = statements;
        this.filter = filter;
        this.limit = limit;
    }

    Page<Contact> page(@Nullable String cursor) throws SQLException {
        return filter.walksPlaces() ? byPlace(cursor) : byId(Objects.requireNonNullElse(cursor, ""));
    }

    private Page<Contact> byId(String after) throws SQLException {
        String country = filter.country();
        List<Contact> rows = filter.held()
                ? rows(HELD, limit, after)
                : country != null ? rows(OF_A_COUNTRY, limit, country, after) : rows(EVERYBODY, limit, after);
        String next =
                rows.size() < limit ? null : rows.get(rows.size() - 1).id().value();
        return new Page<>(rows.stream().filter(filter::fits).toList(), next);
    }

    /** Purpose by purpose, each in the order of the ids or state by state, with at most one statement for each. */
    private Page<Contact> byPlace(@Nullable String cursor) throws SQLException {
        ListPlace after = cursor == null ? null : ListPlace.read(cursor).orElseThrow();
        List<Contact> fitting = new ArrayList<>();
        int remaining = limit;
        for (Purpose purpose : filter.inOrder()) {
            for (@Nullable State state : states()) {
                if (after != null && isBefore(purpose, state, after)) {
                    continue;
                }
                boolean goesOn =
                        after != null && purpose.equals(after.purpose()) && (state == null || state == after.state());
                List<Contact> rows = rows(purpose, state, goesOn ? after : null, remaining);
                rows.stream()
                        .filter(contact -> filter.fitsFirst(contact, purpose))
                        .forEach(fitting::add);
                remaining -= rows.size();
                if (remaining == 0) {
                    Contact last = rows.get(rows.size() - 1);
                    return new Page<>(fitting, ListPlace.of(last, purpose).text());
                }
            }
        }
        return new Page<>(fitting, null);
    }

    /** Null for all of them at once: then whoever changes state while a list is walked is met once. */
    private List<@Nullable State> states() {
        return filter.state() == null && filter.country() == null
                ? Collections.singletonList(null)
                : new ArrayList<>(filter.states());
    }

    private static boolean isBefore(Purpose purpose, @Nullable State state, ListPlace after) {
        int order = purpose.compareTo(after.purpose());
        return order < 0
                || (order == 0
                        && state != null
                        && state.id().compareTo(after.state().id()) < 0);
    }

    private List<Contact> rows(Purpose purpose, @Nullable State state, @Nullable ListPlace after, int most)
            throws SQLException {
        String contact = after == null ? "" : after.contact().value();
        if (state == null) {
            return rows(OF_A_PURPOSE, most, purpose.id(), contact);
        }
        String country = filter.country();
        return country == null
                ? rows(IN_A_STATE, most, purpose.id(), state.id(), after == null ? "" : after.country(), contact)
                : rows(IN_A_STATE_OF_A_COUNTRY, most, purpose.id(), state.id(), country, contact);
    }

    private List<Contact> rows(String sql, int most, String... keys) throws SQLException {
        Object[] values = Arrays.copyOf(keys, keys.length + 1, Object[].class);
        values[keys.length] = most;
        List<Contact> found = new ArrayList<>();
        try (ResultSet rows = statements.query(sql, values)) {
            while (rows.next()) {
                found.add(Rows.contact(rows));
            }
        }
        return found;
    }
}
