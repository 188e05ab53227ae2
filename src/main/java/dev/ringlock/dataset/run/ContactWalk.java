package dev.ringlock.dataset.run;

import dev.ringlock.consent.Consent;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.MaskedNumber;
import dev.ringlock.consent.NumberTraits;
import dev.ringlock.consent.OptOut;
import dev.ringlock.keys.Pseudonyms;
import dev.ringlock.phone.ContactId;
import dev.ringlock.store.ContactFilter;
import dev.ringlock.store.Page;
import dev.ringlock.store.Store;
import dev.ringlock.terms.NoticeRef;
import dev.ringlock.terms.Purpose;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Walks the contacts whose number is held. The others have no country any more, so the country would tell that they opted out,
 * and anybody can make many that never proved their number. Those of the week that is not over yet are left out.
 */
final class ContactWalk implements Walk {

    private static final int PAGE = 1_000;

    private final Store store;
    private final Pseudonyms pseudonyms;
    private final Collection<Purpose> purposes;
    private final int firstLeftOut;

    /** @param firstLeftOut the number of the week whose contacts are left out, and those of later ones */
    ContactWalk(Store store, Pseudonyms pseudonyms, Collection<Purpose> purposes, int firstLeftOut) {
        this.store = store;
        this.pseudonyms = pseudonyms;
        this.purposes = purposes;
        this.firstLeftOut = firstLeftOut;
    }

    @Override
    public Page<ReadRow> page(@Nullable String cursor) {
        Page<Contact> page = store.list(ContactFilter.NONE, cursor, PAGE);
        List<ReadRow> rows = new ArrayList<>();
        for (Contact contact : page.items()) {
            row(contact).ifPresent(rows::add);
        }
        return new Page<>(rows, page.next());
    }

    @Override
    public int percent(String cursor) {
        return new ContactId(cursor).percentBefore();
    }

    private Optional<ReadRow> row(Contact contact) {
        Instant came = came(contact);
        if (contact.masked() == null || came == null || Weeks.number(came) >= firstLeftOut) {
            return Optional.empty();
        }
        return Optional.of(new ReadRow(pseudonyms.of(contact.id()), Weeks.number(came), values(contact)));
    }

    private List<String> values(Contact contact) {
        MaskedNumber masked = contact.masked();
        NumberTraits traits = masked == null ? null : masked.traits();
        String country = known(contact.country());
        List<String> values = new ArrayList<>(List.of(
                country,
                area(country, traits == null ? Set.of() : traits.states()),
                traits == null ? DatasetColumns.NONE : traits.line().name().toLowerCase(Locale.ROOT),
                Weeks.name(signup(contact)),
                known(form(contact)),
                known(contact.language()),
                Weeks.name(decided(contact)),
                Weeks.name(contact.quality().activeAt())));
        purposes.forEach(purpose -> values.add(state(contact, purpose)));
        return values;
    }

    /** A number of several states tells only its country. */
    private static String area(String country, Set<String> states) {
        return states.size() == 1 ? states.iterator().next() : country;
    }

    private static @Nullable String form(Contact contact) {
        return contact.consents().values().stream()
                .filter(consent -> consent.notice() != null)
                .max(Comparator.comparing(Consent::since))
                .map(Consent::notice)
                .map(NoticeRef::id)
                .orElse(null);
    }

    /** An opt-out from everything binds purposes that nobody has asked about too. */
    private static String state(Contact contact, Purpose purpose) {
        Consent.State state = contact.state(purpose);
        if (state != null) {
            return state.id();
        }
        return contact.optOutOfEverything() == null ? DatasetColumns.NONE : Consent.State.WITHDRAWN.id();
    }

    /** The begin of the oldest consent that is still known. */
    private static @Nullable Instant signup(Contact contact) {
        return contact.consents().values().stream()
                .filter(consent -> consent.notice() != null)
                .map(Consent::since)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private static @Nullable Instant decided(Contact contact) {
        return acts(contact).max(Comparator.naturalOrder()).orElse(null);
    }

    private static @Nullable Instant came(Contact contact) {
        return acts(contact).min(Comparator.naturalOrder()).orElse(null);
    }

    private static Stream<Instant> acts(Contact contact) {
        OptOut everything = contact.optOutOfEverything();
        return Stream.concat(
                contact.consents().values().stream().map(Consent::since),
                Stream.ofNullable(everything).map(OptOut::at));
    }

    private static String known(@Nullable String value) {
        return value == null ? DatasetColumns.NONE : value;
    }
}
