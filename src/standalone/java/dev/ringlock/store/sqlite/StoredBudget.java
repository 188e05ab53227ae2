package dev.ringlock.store.sqlite;

import dev.ringlock.contactability.Budget;
import dev.ringlock.phone.ContactId;
import dev.ringlock.store.BudgetText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A contact's {@link Budget} as a row of its table. */
final class StoredBudget {

    /** So that the table stays small. */
    private static final int SWEPT_FOR_EACH = 2;

    /** How long the version of an expired budget is kept: longer than any request. */
    private static final Duration VERSION_KEPT = Duration.ofDays(1);

    private StoredBudget() {}

    /** Writes it over the row that is there. */
    static boolean put(Writes writes, Budget budget, Instant expiresAt) throws SQLException {
        return writes.update(
                        "INSERT OR REPLACE INTO budgets VALUES (?, ?, ?, ?)",
                        budget.contact().value(),
                        budget.version(),
                        BudgetText.write(budget.places()),
                        expiresAt.toEpochMilli())
                == 1;
    }

    /** An expired one has no places. Its version goes on, so that nobody who read it before can overwrite what came since. */
    static Budget read(ResultSet row, Instant now) throws SQLException {
        return new Budget(
                new ContactId(row.getString("contact_id")),
                row.getLong("version"),
                now.toEpochMilli() < row.getLong("expires_at") ? BudgetText.read(row.getString("places")) : List.of());
    }

    /** Writes it over its version before, and deletes a few that have expired. False if that version is not there. */
    static boolean write(Writes writes, Budget after, Instant expiresAt, Instant now) throws SQLException {
        writes.update(
                "DELETE FROM budgets WHERE contact_id IN (SELECT contact_id FROM budgets WHERE expires_at <= ? LIMIT ?)",
                now.minus(VERSION_KEPT).toEpochMilli(),
                SWEPT_FOR_EACH);
        String contact = after.contact().value();
        String places = BudgetText.write(after.places());
        int written = after.version() == 1
                ? writes.update("""
                        INSERT INTO budgets VALUES (?, 1, ?, ?)
                        ON CONFLICT (contact_id) DO NOTHING""", contact, places, expiresAt.toEpochMilli())
                : writes.update("""
                        UPDATE budgets SET version = version + 1, places = ?, expires_at = ?
                        WHERE contact_id = ? AND version = ?""", places, expiresAt.toEpochMilli(), contact, after.version() - 1);
        return written == 1;
    }
}
