package dev.ringlock.decide;

import dev.ringlock.consent.Contact;
import dev.ringlock.consent.Home;
import dev.ringlock.contactability.Budget;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.NumberIds;
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

    /** The contacts of a number, the one in which it lives first. */
    List<Contact> contacts(NumberIds ids) {
        return Home.first(
                ids,
                ids.all().stream()
                        .map(id -> Objects.requireNonNull(contacts.get(id)))
                        .toList());
    }

    /** Whether a move of that number came between the reads. */
    boolean isTorn(NumberIds ids) {
        return ids.own().size() > 1 && Home.isTorn(contacts(ids));
    }

    /** All that was spent on a number, under whichever of its ids. */
    Budget budget(NumberIds ids) {
        return stored(ids.first()).joined(others(ids));
    }

    /** The budgets under the number's other ids. */
    List<Budget> others(NumberIds ids) {
        return ids.own().stream().skip(1).map(this::stored).toList();
    }

    /** Nothing is spent of a budget that was not read. */
    Budget stored(ContactId contact) {
        Budget read = budgets.get(contact);
        return read == null ? Budget.unspent(contact) : read;
    }
}
