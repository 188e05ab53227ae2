package dev.ringlock.steps;

import dev.ringlock.consent.Change;
import dev.ringlock.consent.PersonalEvidence;
import dev.ringlock.keys.DataKeys;
import dev.ringlock.keys.DataKeys.Sealed;
import dev.ringlock.keys.Index;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.NumberIds;
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
import java.util.stream.Collectors;
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

    /** Compartments for all that these terms may grant, wherever the number turns out to live. */
    public Made make(NumberIds ids, PhoneNumber number, List<Terms> terms, PersonalEvidence evidence) {
        return new Made(ids.own().stream()
                .collect(Collectors.toMap(contact -> contact, contact -> made(contact, number, terms, evidence))));
    }

    /** The contact's compartments for all that these terms may grant. */
    public Made make(ContactId contact, PhoneNumber number, List<Terms> terms, PersonalEvidence evidence) {
        return make(new NumberIds(contact), number, terms, evidence);
    }

    private Map<Purpose, Compartment> made(
            ContactId contact, PhoneNumber number, List<Terms> terms, PersonalEvidence evidence) {
        Map<Purpose, Compartment> made = new HashMap<>();
        for (Purpose purpose : purposes(terms)) {
            Sealed sealed = dataKeys.seal(contact, purpose, number);
            PersonalEvidence kept = purpose.equals(Purpose.MAINTENANCE) ? null : evidence;
            made.put(purpose, new Compartment(purpose, contact, sealed.sealed(), sealed.wrappedKey(), kept));
        }
        return made;
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

    /** The same compartments for another id of the number, each with the evidence that it has. */
    public List<Compartment> rekeyed(ContactId to, PhoneNumber number, List<Compartment> before) {
        dataKeys.ready(index, before.stream().map(Compartment::purpose).toList());
        return before.stream()
                .map(each -> {
                    Sealed sealed = dataKeys.seal(to, each.purpose(), number);
                    return new Compartment(each.purpose(), to, sealed.sealed(), sealed.wrappedKey(), each.evidence());
                })
                .toList();
    }

    /** Compartments that were made; a change takes those of them that it asks for. */
    public record Made(Map<ContactId, Map<Purpose, Compartment>> all) {

        public List<Compartment> of(Change change) {
            Map<Purpose, Compartment> made =
                    Objects.requireNonNull(all.get(change.contact().id()));
            return change.sealed().stream()
                    .map(purpose -> Objects.requireNonNull(made.get(purpose)))
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
