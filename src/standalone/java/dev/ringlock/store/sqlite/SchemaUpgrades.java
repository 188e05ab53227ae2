package dev.ringlock.store.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The later changes to the tables. */
final class SchemaUpgrades {

    private static final String STATES = """
            INSERT INTO states SELECT key, json_extract(value, '$.state'), coalesce(NEW.country, 'ZZ'), NEW.contact_id
            FROM json_each(NEW.consents)""";

    private static final String RISES = "UPDATE generation SET number = number + 1; ";

    /**
     * In order. {@code user_version} counts how many of them a file has. None is ever changed or
     * removed.
     */
    private static final List<String> LATER = List.of(
            "ALTER TABLE contacts ADD COLUMN hold_at INTEGER",
            "ALTER TABLE contacts ADD COLUMN hold_entry TEXT",
            "ALTER TABLE contacts ADD COLUMN pending TEXT NOT NULL DEFAULT '{}'",
            "ALTER TABLE compartments ADD COLUMN held INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE contacts ADD COLUMN quality TEXT NOT NULL DEFAULT '{}'",
            "ALTER TABLE contacts ADD COLUMN due_at INTEGER",
            // older rows are due once, and the purge then sets their real time
            "UPDATE contacts SET due_at = CAST(strftime('%s', 'now') AS INTEGER) * 1000",
            "CREATE INDEX contacts_due ON contacts (due_at, contact_id) WHERE due_at IS NOT NULL",
            "ALTER TABLE contacts ADD COLUMN country TEXT",
            "CREATE INDEX contacts_country ON contacts (country, contact_id) WHERE country IS NOT NULL",
            "CREATE INDEX contacts_held ON contacts (contact_id) WHERE hold_entry IS NOT NULL",
            // the index of staff's lists; only the triggers below write it
            """
            CREATE TABLE states (
              purpose TEXT NOT NULL, state TEXT NOT NULL, country TEXT NOT NULL, contact_id TEXT NOT NULL,
              PRIMARY KEY (purpose, state, country, contact_id)
            ) WITHOUT ROWID, STRICT""",
            "CREATE INDEX states_by_contact ON states (contact_id)",
            "CREATE TRIGGER states_of_a_new_contact AFTER INSERT ON contacts BEGIN " + STATES + "; END",
            """
            CREATE TRIGGER states_of_a_changed_contact AFTER UPDATE ON contacts
            WHEN OLD.consents IS NOT NEW.consents OR OLD.country IS NOT NEW.country
            BEGIN
              DELETE FROM states WHERE contact_id = OLD.contact_id;
            """ + STATES + "; END",
            """
            CREATE TRIGGER states_of_a_contact_that_left AFTER DELETE ON contacts
            BEGIN DELETE FROM states WHERE contact_id = OLD.contact_id; END""",
            """
            INSERT INTO states
            SELECT one.key, json_extract(one.value, '$.state'), coalesce(country, 'ZZ'), contact_id
            FROM contacts, json_each(contacts.consents) AS one""",
            "ALTER TABLE compartments ADD COLUMN ends_at INTEGER",
            """
            UPDATE compartments SET ends_at = (
              SELECT json_extract(consents, '$."' || purpose || '".expiresAt') FROM contacts
              WHERE contacts.contact_id = compartments.contact_id)""",
            "CREATE INDEX ledger_by_arrival ON ledger (ulid, subject)",
            "CREATE INDEX ledger_by_actor ON ledger (fields ->> '$.actor', ulid, subject)"
                    + " WHERE fields ->> '$.actor' IS NOT NULL",
            "CREATE INDEX ledger_by_record ON ledger (fields ->> '$.record_id', ulid, subject)"
                    + " WHERE fields ->> '$.record_id' IS NOT NULL",
            "ALTER TABLE contacts ADD COLUMN no_at INTEGER",
            "ALTER TABLE contacts ADD COLUMN no_entry TEXT",
            // older builds did not store a no to everything: noes to all known purposes count as one
            """
            UPDATE contacts SET no_at = said.at, no_entry = said.entry
            FROM (
              SELECT contact_id AS id, max(one.value ->> '$.noAt') AS at, max(one.value ->> '$.noEntry') AS entry
              FROM contacts, json_each(contacts.consents) AS one
              GROUP BY contact_id
              HAVING (min(one.value ->> '$.state' = 'withdrawn')
                  OR (count(one.value ->> '$.noAt') = count(*) AND count(DISTINCT one.value ->> '$.noAt') = 1))
                AND max(one.value ->> '$.noAt') IS NOT NULL
                AND (count(*) > 1 OR (SELECT count(DISTINCT purpose) FROM states) = 1)
            ) AS said
            WHERE contact_id = said.id""",
            // who signs in here; of passwords, tokens and secrets only hashes, and seeds are sealed
            """
            CREATE TABLE staff (
              name TEXT PRIMARY KEY, password TEXT NOT NULL, seed BLOB NOT NULL, roles TEXT NOT NULL,
              last_step INTEGER NOT NULL
            ) WITHOUT ROWID, STRICT""",
            """
            CREATE TABLE sessions (
              token TEXT PRIMARY KEY, name TEXT NOT NULL, used_at INTEGER NOT NULL, ends_at INTEGER NOT NULL
            ) WITHOUT ROWID, STRICT""",
            // where a person has signed in before
            """
            CREATE TABLE places (
              name TEXT NOT NULL, place TEXT NOT NULL, used_at INTEGER NOT NULL, PRIMARY KEY (name, place)
            ) WITHOUT ROWID, STRICT""",
            "CREATE TABLE clients (id TEXT PRIMARY KEY, secret TEXT NOT NULL UNIQUE, scopes TEXT NOT NULL)"
                    + " WITHOUT ROWID, STRICT",
            "ALTER TABLE contacts ADD COLUMN hold_texts TEXT NOT NULL DEFAULT '[]'",
            """
            CREATE TABLE held_texts (
              contact_id TEXT NOT NULL, id TEXT NOT NULL, sealed BLOB NOT NULL, wrapped_key BLOB NOT NULL,
              PRIMARY KEY (contact_id, id)
            ) WITHOUT ROWID, STRICT""",
            """
            CREATE TABLE budgets (
              contact_id TEXT PRIMARY KEY, version INTEGER NOT NULL, places TEXT NOT NULL, expires_at INTEGER NOT NULL
            ) WITHOUT ROWID, STRICT""",
            "CREATE INDEX budgets_by_expiry ON budgets (expires_at)",
            "ALTER TABLE contacts ADD COLUMN traits TEXT",
            // everybody of a purpose in the order of the ids: who changes state during a walk is met once
            "CREATE INDEX states_in_order ON states (purpose, contact_id)",
            // it rises with whatever a copy from before would bring back
            "CREATE TABLE generation (number INTEGER NOT NULL) STRICT",
            "INSERT INTO generation VALUES (0)",
            "CREATE TRIGGER generation_after_a_compartment AFTER DELETE ON compartments BEGIN " + RISES + "END",
            "CREATE TRIGGER generation_after_a_contact AFTER DELETE ON contacts BEGIN " + RISES + "END",
            "CREATE TRIGGER generation_after_an_entry AFTER DELETE ON ledger BEGIN " + RISES + "END",
            // acts that a backup from before does not know, until they are written down elsewhere
            "CREATE TABLE later_acts (place INTEGER PRIMARY KEY AUTOINCREMENT, subject TEXT NOT NULL, ulid TEXT NOT NULL)"
                    + " STRICT",
            """
            CREATE TRIGGER later_act AFTER INSERT ON ledger
            WHEN NEW.event IN ('withdrawn', 'erased', 'expired', 'held', 'released',
              'staff_changed', 'staff_removed', 'client_removed')
            BEGIN
              INSERT INTO later_acts (subject, ulid) VALUES (NEW.subject, NEW.ulid);
            """ + RISES + "END",
            // without them nobody knows whose later acts are, under which version of the index key
            """
            CREATE TRIGGER later_rotation AFTER INSERT ON ledger
            WHEN NEW.event = 'rekeyed' OR (NEW.subject = 'keys/index' AND NEW.fields ->> '$.version' IS NOT NULL)
            BEGIN
              INSERT INTO later_acts (subject, ulid) VALUES (NEW.subject, NEW.ulid);
            """ + RISES + "END");

    private SchemaUpgrades() {}

    /** Does the changes that the file does not have yet. Another process may be doing the same. */
    static void apply(Statement statement) throws SQLException {
        for (int next = applied(statement); next < LATER.size(); next++) {
            // one transaction each: a crash between the two would make the next start fail
            statement.execute("BEGIN IMMEDIATE");
            if (applied(statement) == next) {
                statement.execute(LATER.get(next));
                statement.execute("PRAGMA user_version = " + (next + 1));
            }
            statement.execute("COMMIT");
        }
    }

    /** Whether the file has all of them and no others. */
    static boolean isUpToDate(Statement statement) throws SQLException {
        return applied(statement) == LATER.size();
    }

    private static int applied(Statement statement) throws SQLException {
        try (ResultSet version = statement.executeQuery("PRAGMA user_version")) {
            return version.getInt(1);
        }
    }
}
