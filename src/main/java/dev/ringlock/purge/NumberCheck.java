package dev.ringlock.purge;

import dev.ringlock.consent.Contact;
import dev.ringlock.consent.MaskedNumber;
import dev.ringlock.consent.NumberFacts;
import dev.ringlock.keys.CannotOpenException;
import dev.ringlock.keys.Envelope;
import dev.ringlock.keys.Index;
import dev.ringlock.keys.Keys;
import dev.ringlock.keys.KeysUnavailableException;
import dev.ringlock.keys.Opener;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.LineType;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.Policy;
import dev.ringlock.reassigned.ReassignedNumbers;
import dev.ringlock.reassigned.ReassignedNumbers.Reassignment;
import dev.ringlock.reassigned.ReassignedUnavailableException;
import dev.ringlock.store.Compartment;
import dev.ringlock.store.Store;
import dev.ringlock.terms.Purpose;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks numbers. Only this class opens {@code maintenance}. */
@Singleton
final class NumberCheck {

    /**
     * The zone where days begin last. A consent is never dated a day too late, which could hide that its number was
     * given up since.
     */
    private static final ZoneOffset EARLIEST = ZoneOffset.ofHours(-12);

    private static final int MOST_UNANSWERED = 3;

    private final Policy policy;
    private final Store store;
    private final Keys keys;
    private final Envelope envelope;
    private final Index index;
    private final ReassignedNumbers reassigned;

    NumberCheck(Policy policy, Store store, Keys keys, Envelope envelope, Index index, ReassignedNumbers reassigned) {
        this.policy = policy;
        this.store = store;
        this.keys = keys;
        this.envelope = envelope;
        this.index = index;
        this.reassigned = reassigned;
    }

    /** A number in clear, and the facts about it. */
    record Seen(PhoneNumber number, NumberFacts checked) {

        /** Masked, because a record would print the number. */
        @Override
        public String toString() {
            return number.masked();
        }
    }

    /** The sealed numbers of these contacts. */
    Map<ContactId, Compartment> sealed(Collection<ContactId> contacts) {
        return contacts.isEmpty()
                ? Map.of()
                : store.compartments(Purpose.MAINTENANCE, List.copyOf(contacts)).stream()
                        .collect(Collectors.toMap(Compartment::contact, compartment -> compartment));
    }

    /** An opener for one step. It unwraps each data key once. */
    Opener opener() {
        return new Opener(keys, envelope);
    }

    /**
     * The facts about the number. Empty if they are not available now; the next run checks it again.
     *
     * @param step after a few failures, no more requests are made in it: each would wait for its time-out
     */
    Optional<Seen> at(Contact contact, Compartment sealed, DueContact.Step step, Instant now) {
        if (step.unanswered().get() >= MOST_UNANSWERED) {
            return Optional.empty();
        }
        try {
            PhoneNumber number =
                    step.opener().open(contact.id(), Purpose.MAINTENANCE, sealed.sealed(), sealed.wrappedKey());
            PhoneNumber canonical = number.canonical();
            boolean valid = canonical.isValid();
            NumberFacts checked = new NumberFacts(
                    valid,
                    valid ? canonical.lineType() : LineType.UNKNOWN,
                    valid ? canonical(contact, canonical) : contact.id(),
                    MaskedNumber.of(canonical).withOlderForms(otherIds(contact, canonical)),
                    reassigned(canonical, contact));
            return Optional.of(new Seen(canonical, checked));
        } catch (CannotOpenException e) {
            return Optional.empty();
        } catch (KeysUnavailableException | ReassignedUnavailableException e) {
            step.unanswered().incrementAndGet();
            return Optional.empty();
        }
    }

    /** While the index key rotates, no number moves to its new form. The first check after it does that. */
    private ContactId canonical(Contact contact, PhoneNumber canonical) {
        return index.versions().isRotating()
                ? contact.id()
                : index.contactId(canonical, contact.id().version());
    }

    /** The number of a contact, without any check; empty if it cannot be opened now. */
    Optional<PhoneNumber> number(Contact contact, DueContact.Step step) {
        Compartment sealed = sealed(List.of(contact.id())).get(contact.id());
        try {
            return Optional.ofNullable(sealed)
                    .map(each ->
                            step.opener().open(contact.id(), Purpose.MAINTENANCE, each.sealed(), each.wrappedKey()));
        } catch (CannotOpenException | KeysUnavailableException e) {
            return Optional.empty();
        }
    }

    /** The contact that a number moves to, and after it those of the same number under other versions of the index key. */
    List<Contact> canonical(Seen seen) {
        ContactId first = seen.checked().canonical();
        return store.load(Stream.concat(
                        Stream.of(first),
                        index.contactIds(seen.number()).own().stream().filter(id -> !id.equals(first)))
                .toList());
    }

    /** The ids under which an opt-out of this number may be stored besides. */
    private List<ContactId> otherIds(Contact contact, PhoneNumber canonical) {
        return index.contactIds(canonical).all().stream()
                .filter(id -> !id.equals(contact.id()))
                .toList();
    }

    /**
     * Purposes whose consent is older than the number's new owner. The oldest is checked first, and mostly that is
     * enough.
     */
    private Set<Purpose> reassigned(PhoneNumber number, Contact contact) {
        Set<Purpose> found = new HashSet<>();
        if (policy.retention().quality().reassigned() == null) {
            return found;
        }
        Map<LocalDate, Set<Purpose>> days = new TreeMap<>();
        contact.consents().forEach((purpose, consent) -> {
            if (consent.hasCompartment()) {
                LocalDate day = consent.since().atZone(EARLIEST).toLocalDate();
                days.computeIfAbsent(day, each -> new HashSet<>()).add(purpose);
            }
        });
        for (Map.Entry<LocalDate, Set<Purpose>> day : days.entrySet()) {
            if (reassigned.ask(number, day.getKey()) != Reassignment.YES) {
                break;
            }
            found.addAll(day.getValue());
        }
        return found;
    }
}
