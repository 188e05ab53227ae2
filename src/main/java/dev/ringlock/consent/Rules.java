package dev.ringlock.consent;

import dev.ringlock.consent.Consent.No;
import dev.ringlock.consent.Consent.State;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Head;
import dev.ringlock.ledger.Ulid;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rules: from a contact as it is and an act to the {@link Change}. Nothing is read or written here. */
public final class Rules {

    private Rules() {}

    /**
     * A web form's yes. It grants, unless the purpose wants proof from the phone or an earlier no binds: then it is kept
     * as requested. It never lowers a consent, so a stranger's form changes nothing that was proved.
     *
     * @param before the contact as it is stored
     * @param olderForms contacts stored under older forms of the number: their noes bind too
     */
    public static Change webYes(Contact before, Collection<Contact> olderForms, WebYes yes) {
        Map<Purpose, Consent> consents = new HashMap<>(before.consents());
        Set<Purpose> sealed = new LinkedHashSet<>();
        Set<Purpose> destroyed = new LinkedHashSet<>();
        List<Entry> entries = new ArrayList<>();
        Head head = before.head();
        for (Terms terms : yes.terms()) {
            Purpose purpose = terms.purpose();
            Consent now = before.consent(purpose);
            No no = lastNo(before, olderForms, purpose);
            boolean proofNeeded = terms.doubleOptIn() || no != null;
            boolean living = now != null && now.isLiving(yes.at());
            State state = proofNeeded ? State.REQUESTED : State.GRANTED;
            Event event = proofNeeded ? Event.REQUESTED : living ? Event.RENEWED : Event.GIVEN;
            Entry entry = ConsentRecord.entry(before.id(), yes, terms, event, next(head, yes.arrival()), head);
            head = entry.asHead();
            entries.add(entry);
            if (proofNeeded && living) {
                continue;
            }
            consents.put(
                    purpose,
                    new Consent(
                            state,
                            yes.at(),
                            entry.ulid(),
                            yes.recordId(),
                            state == State.GRANTED ? terms.expiry(yes.at()) : null,
                            no));
            if (state == State.GRANTED) {
                sealed.add(purpose);
            } else if (now != null && now.hasCompartment()) {
                destroyed.add(purpose);
            }
        }
        return change(before, consents, sealed, destroyed, entries, head, yes.masked());
    }

    /** Maintenance has a compartment exactly while any other has, and what may be shown goes with the last one. */
    private static Change change(
            Contact before,
            Map<Purpose, Consent> consents,
            Set<Purpose> sealed,
            Set<Purpose> destroyed,
            List<Entry> entries,
            @Nullable Head head,
            String masked) {
        boolean had = before.hasCompartments();
        boolean has = consents.values().stream().anyMatch(Consent::hasCompartment);
        if (has && !had) {
            sealed.add(Purpose.MAINTENANCE);
        } else if (had && !has) {
            destroyed.add(Purpose.MAINTENANCE);
        }
        Contact after = new Contact(before.id(), before.version() + 1, has ? masked : null, head, consents);
        return new Change(after, sealed, destroyed, entries);
    }

    private static @Nullable No lastNo(Contact before, Collection<Contact> olderForms, Purpose purpose) {
        return Stream.concat(Stream.of(before), olderForms.stream())
                .map(contact -> contact.no(purpose))
                .filter(Objects::nonNull)
                .max(Comparator.comparing(No::at))
                .orElse(null);
    }

    /** An entry's place is its arrival, but never before the entry it follows, whatever another machine's clock said. */
    private static Ulid next(@Nullable Head head, Ulid arrival) {
        return head != null && head.ulid().compareTo(arrival) >= 0 ? head.ulid().next() : arrival;
    }
}
