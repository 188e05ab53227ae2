package dev.ringlock.reconcile;

import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.Contact;
import dev.ringlock.keys.CannotOpenException;
import dev.ringlock.keys.Envelope;
import dev.ringlock.keys.Keys;
import dev.ringlock.keys.Opener;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.provider.BlockList;
import dev.ringlock.steps.BlockedPeople;
import dev.ringlock.store.Compartment;
import dev.ringlock.store.ContactFilter;
import dev.ringlock.store.Page;
import dev.ringlock.store.Store;
import dev.ringlock.terms.Purpose;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Our opt-outs: each one that a provider lacks is told to it. That takes the number, which is there only while the
 * person agrees to something else. Beside {@code purge}, only this class opens {@code maintenance} (docs/decisions/0047).
 */
@Singleton
final class Ours {

    /** Few enough that adding all of them, one request each, ends in time. */
    private static final int PAGE = 100;

    private final Store store;
    private final BlockedPeople people;
    private final Keys keys;
    private final Envelope envelope;

    Ours(Store store, BlockedPeople people, Keys keys, Envelope envelope) {
        this.store = store;
        this.people = people;
        this.keys = keys;
        this.envelope = envelope;
    }

    /** An opener for one step. */
    Opener opener() {
        return new Opener(keys, envelope);
    }

    /**
     * Goes on by a page.
     *
     * @param seen whom the provider's list has
     * @return the next cursor; null at the end
     */
    @Nullable
    String page(
            String provider,
            BlockList list,
            @Nullable String cursor,
            SeenPeople.ListedPeople seen,
            Opener opener,
            boolean dryRun,
            Difference difference) {
        Set<String> senders = new TreeSet<>(people.senders(provider));
        ContactFilter filter = filter(senders);
        if (filter.purposes().isEmpty()) {
            return null;
        }
        Page<Contact> page = store.list(filter, cursor, PAGE);
        for (String sender : senders) {
            List<Contact> lacking = page.items().stream()
                    .filter(contact -> people.all(sender).isRefused(contact))
                    .filter(contact -> !seen.has(contact.id(), sender))
                    .toList();
            tell(list, sender, lacking, opener, dryRun, difference);
        }
        return page.next();
    }

    private ContactFilter filter(Set<String> senders) {
        Set<Purpose> purposes = senders.stream()
                .flatMap(sender -> people.all(sender).purposes().stream())
                .collect(Collectors.toSet());
        return new ContactFilter(purposes, purposes.isEmpty() ? null : State.WITHDRAWN, null, false);
    }

    private void tell(
            BlockList list,
            String sender,
            List<Contact> lacking,
            Opener opener,
            boolean dryRun,
            Difference difference) {
        List<ContactId> numbered = lacking.stream()
                .filter(Contact::hasCompartments)
                .map(Contact::id)
                .toList();
        if (list.isWhole()) {
            difference.count(ReconcileReport.WITHOUT_NUMBER, lacking.size() - numbered.size());
        }
        if (!list.isOpen()) {
            numbered.forEach(contact -> difference.list(ReconcileReport.NOT_TAKEN, contact));
            return;
        }
        Map<PhoneNumber, ContactId> numbers = dryRun ? Map.of() : open(numbered, opener, difference);
        difference.count(told(list), dryRun ? numbered.size() : 0);
        List<PhoneNumber> all = List.copyOf(numbers.keySet());
        for (int at = 0; at < all.size(); at += BlockList.MOST_ADDED) {
            List<PhoneNumber> some = all.subList(at, Math.min(all.size(), at + BlockList.MOST_ADDED));
            Set<PhoneNumber> refused = list.add(some, sender);
            difference.count(told(list), some.size() - refused.size());
            numbers.forEach((number, contact) -> {
                if (refused.contains(number)) {
                    difference.list(ReconcileReport.NOT_TAKEN, contact);
                }
            });
        }
    }

    private static String told(BlockList list) {
        return list.isWhole() ? ReconcileReport.PUSHED : ReconcileReport.TOLD;
    }

    private Map<PhoneNumber, ContactId> open(List<ContactId> contacts, Opener opener, Difference difference) {
        Map<PhoneNumber, ContactId> numbers = new LinkedHashMap<>();
        if (contacts.isEmpty()) {
            return numbers;
        }
        List<Compartment> sealed = store.compartments(Purpose.MAINTENANCE, contacts);
        opener.ready(
                Purpose.MAINTENANCE,
                sealed.stream().map(Compartment::wrappedKey).toList());
        for (Compartment each : sealed) {
            try {
                numbers.put(
                        opener.open(each.contact(), Purpose.MAINTENANCE, each.sealed(), each.wrappedKey()),
                        each.contact());
            } catch (CannotOpenException e) {
                difference.list(ReconcileReport.NOT_OPENED, each.contact());
            }
        }
        return numbers;
    }
}
