package dev.ringlock.purge;

import dev.ringlock.consent.Checked;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.Purpose;
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
import dev.ringlock.reassigned.ReassignedNumbers.Answer;
import dev.ringlock.reassigned.ReassignedUnavailableException;
import dev.ringlock.store.Compartment;
import dev.ringlock.store.Store;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Looks at numbers themselves: the one place where {@code maintenance} is opened. */
@Singleton
final class Look {

    /** Where days begin the latest: a yes is never dated a day too late, which could hide that its number was given up. */
    private static final ZoneOffset EARLIEST = ZoneOffset.ofHours(-12);

    private final Policy policy;
    private final Store store;
    private final Keys keys;
    private final Envelope envelope;
    private final Index index;
    private final ReassignedNumbers reassigned;

    Look(Policy policy, Store store, Keys keys, Envelope envelope, Index index, ReassignedNumbers reassigned) {
        this.policy = policy;
        this.store = store;
        this.keys = keys;
        this.envelope = envelope;
        this.index = index;
        this.reassigned = reassigned;
    }

    /** A number in clear, and what was found out about it. */
    record Seen(PhoneNumber number, Checked checked) {

        /** Masked: a record would print the number. */
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

    /** An opener for one step: each data key is unwrapped once in it. */
    Opener opener() {
        return new Opener(keys, envelope);
    }

    /** What the number tells; empty if it cannot be told now, so that it is asked again by the next run. */
    Optional<Seen> at(Contact contact, Compartment sealed, Opener opener, Instant now) {
        try {
            PhoneNumber number = opener.open(contact.id(), Purpose.MAINTENANCE, sealed.sealed(), sealed.wrappedKey());
            PhoneNumber canonical = number.canonical();
            boolean valid = canonical.isValid();
            Checked checked = new Checked(
                    valid,
                    valid ? canonical.lineType() : LineType.UNKNOWN,
                    valid ? index.contactId(canonical) : contact.id(),
                    canonical.masked(),
                    isReassigned(canonical, contact, now));
            return Optional.of(new Seen(canonical, checked));
        } catch (CannotOpenException | KeysUnavailableException | ReassignedUnavailableException e) {
            return Optional.empty();
        }
    }

    private boolean isReassigned(PhoneNumber number, Contact contact, Instant now) {
        if (policy.retention().quality().reassigned() == null) {
            return false;
        }
        LocalDate since = contact.lastYes().orElse(now).atZone(EARLIEST).toLocalDate();
        return reassigned.ask(number, since) == Answer.YES;
    }
}
