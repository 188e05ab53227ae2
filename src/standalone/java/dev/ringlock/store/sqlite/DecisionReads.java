package dev.ringlock.store.sqlite;

import dev.ringlock.consent.Contact;
import dev.ringlock.contactability.Budget;
import dev.ringlock.phone.ContactId;
import dev.ringlock.store.DecisionRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads what decisions need by one statement for each table, however many are asked about. SQLite puts the ids in order, so
 * that neighbours in the file are read together.
 */
final class DecisionReads {

    private static final String THESE = " WHERE contact_id IN (SELECT value FROM json_each(?))";

    private DecisionReads() {}

    static DecisionRows read(Statements statements, List<ContactId> contacts, List<ContactId> budgets, Instant now)
            throws SQLException {
        Map<ContactId, Contact> found = new HashMap<>();
        if (!contacts.isEmpty()) {
            try (ResultSet rows = statements.query("SELECT * FROM contacts" + THESE, json(contacts))) {
                while (rows.next()) {
                    Contact contact = Rows.contact(rows);
                    found.put(contact.id(), contact);
                }
            }
        }
        Map<ContactId, Budget> spent = new HashMap<>();
        if (!budgets.isEmpty()) {
            try (ResultSet rows = statements.query("SELECT * FROM budgets" + THESE, json(budgets))) {
                while (rows.next()) {
                    Budget budget = StoredBudget.read(rows, now);
                    spent.put(budget.contact(), budget);
                }
            }
        }
        return new DecisionRows(
                contacts.stream()
                        .map(id -> found.getOrDefault(id, Contact.unknown(id)))
                        .toList(),
                budgets.stream()
                        .map(id -> spent.getOrDefault(id, Budget.unspent(id)))
                        .toList());
    }

    /** An id has no character that JSON would escape. */
    private static String json(List<ContactId> ids) {
        return ids.stream().map(ContactId::value).collect(Collectors.joining("\",\"", "[\"", "\"]"));
    }
}
