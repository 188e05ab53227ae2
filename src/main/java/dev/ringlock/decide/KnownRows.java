package dev.ringlock.decide;

import dev.ringlock.consent.Contact;
import dev.ringlock.contactability.Budget;
import dev.ringlock.phone.ContactId;
import dev.ringlock.store.DecisionRows;
import dev.ringlock.store.Store;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The contacts and budgets that questions are about, read together. */
final class KnownRows {

    private final Store store;
    private final Map<ContactId, Contact> contacts = new HashMap<>();
    private final Map<ContactId, Budget> budgets = new HashMap<>();

    KnownRows(Store store) {
        this.store = store;
    }

    /** Reads these as they are now. Without any it asks nothing. */
    void read(Collection<ContactId> wanted, Set<ContactId> withBudget) {
        if (wanted.isEmpty()) {
            return;
        }
        DecisionRows rows = store.decisionRows(List.copyOf(wanted), List.copyOf(withBudget));
        rows.contacts().forEach(contact -> contacts.put(contact.id(), contact));
        rows.budgets().forEach(this::put);
    }

    /** A budget as it was stored just now. */
    void put(Budget stored) {
        budgets.put(stored.contact(), stored);
    }

    List<Contact> contacts(List<ContactId> forms) {
        return forms.stream()
                .map(form -> Objects.requireNonNull(contacts.get(form)))
                .toList();
    }

    /** Nothing is spent of a budget that was not read. */
    Budget budget(ContactId contact) {
        Budget read = budgets.get(contact);
        return read == null ? Budget.unspent(contact) : read;
    }
}
