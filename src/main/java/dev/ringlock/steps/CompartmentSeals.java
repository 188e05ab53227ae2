package dev.ringlock.steps;

import dev.ringlock.consent.PersonalEvidence;
import dev.ringlock.keys.DataKeys;
import dev.ringlock.keys.DataKeys.Sealed;
import dev.ringlock.keys.Index;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.store.Compartment;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.Terms;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Makes compartments. Whatever is said yes to is sealed for {@code maintenance} too. */
@Singleton
public final class CompartmentSeals {

    private final Index index;
    private final DataKeys dataKeys;

    public CompartmentSeals(Index index, DataKeys dataKeys) {
        this.index = index;
        this.dataKeys = dataKeys;
    }

    /**
     * Makes sure of every key that sealing for these terms takes, in one round of calls.
     *
     * @throws dev.ringlock.keys.KeysUnavailableException if any could not be had
     */
    public void ready(List<Terms> terms) {
        dataKeys.ready(index, purposes(terms));
    }

    /** The contact's compartments for all that these terms may grant. */
    public Made make(ContactId contact, PhoneNumber number, List<Terms> terms, PersonalEvidence evidence) {
        Map<Purpose, Compartment> made = new HashMap<>();
        for (Purpose purpose : purposes(terms)) {
            Sealed sealed = dataKeys.seal(contact, purpose, number);
            PersonalEvidence kept = purpose.equals(Purpose.MAINTENANCE) ? null : evidence;
            made.put(purpose, new Compartment(purpose, contact, sealed.sealed(), sealed.wrappedKey(), kept));
        }
        return new Made(made);
    }

    /** A contact's compartments for these purposes, without the evidence of the yes: whoever seals anew does not have it. */
    public List<Compartment> anew(ContactId contact, PhoneNumber number, Set<Purpose> purposes) {
        dataKeys.ready(index, purposes);
        return purposes.stream()
                .map(purpose -> {
                    Sealed sealed = dataKeys.seal(contact, purpose, number);
                    return new Compartment(purpose, contact, sealed.sealed(), sealed.wrappedKey(), null);
                })
                .toList();
    }

    /** Compartments that were made; a change takes those of them that it asks for. */
    public record Made(Map<Purpose, Compartment> all) {

        public List<Compartment> of(Set<Purpose> purposes) {
            return purposes.stream()
                    .map(purpose -> Objects.requireNonNull(all.get(purpose)))
                    .toList();
        }
    }

    private static Collection<Purpose> purposes(List<Terms> terms) {
        return terms.isEmpty()
                ? List.of()
                : Stream.concat(terms.stream().map(Terms::purpose), Stream.of(Purpose.MAINTENANCE))
                        .toList();
    }
}
