package dev.ringlock.store;

import dev.ringlock.consent.Contact;
import dev.ringlock.contactability.Budget;
import java.util.List;

/** What decisions are made from: contacts and budgets, each in the order in which they were asked for. */
public record DecisionRows(List<Contact> contacts, List<Budget> budgets) {

    public DecisionRows {
        contacts = List.copyOf(contacts);
        budgets = List.copyOf(budgets);
    }
}
