package dev.ringlock.store.sqlite;

import dev.ringlock.contactability.Budget;
import dev.ringlock.phone.ContactId;
import dev.ringlock.store.BudgetText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** A contact's {@link Budget} as a row of its table. */
final class StoredBudget {

    /** So that the table stays small. */
    private static final int SWEPT_FOR_EACH = 2;

    private StoredBudget() {}

    static Budget read(ResultSet row) throws SQLException {
        return new Budget(
                new ContactId(row.getString("contact_id")),
                row.getLong("version"),
                BudgetText.read(row.getString("places")));
    }

    /** Writes it over its version before, and deletes a few that have expired. False if that version is not there. */
    static boolean write(Writes writes, Budget after, Instant expiresAt, Instant now) throws SQLException {
        writes.update(
                "DELETE FROM budgets WHERE contact_id IN (SELECT contact_id FROM budgets WHERE expires_at <= ? LIMIT ?)",
                now.toEpochMilli(),
                SWEPT_FOR_EACH);
        String contact = after.contact().value();
        String places = BudgetText.write(after.places());
        int written = after.version() == 1
                ? writes.update("""
                        INSERT INTO budgets VALUES (?, 1, ?, ?)
                        ON CONFLICT (contact_id) DO UPDATE
                        SET version = 1, places = excluded.places, expires_at = excluded.expires_at
                        WHERE budgets.expires_at <= ?""", contact, places, expiresAt.toEpochMilli(), now.toEpochMilli())
                : writes.update("""
                        UPDATE budgets SET version = version + 1, places = ?, expires_at = ?
                        WHERE contact_id = ? AND version = ?""", places, expiresAt.toEpochMilli(), contact, after.version() - 1);
        return written == 1;
    }
}
