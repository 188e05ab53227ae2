package dev.ringlock.store;

import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.MaskedNumber;
import dev.ringlock.phone.ContactId;
import dev.ringlock.terms.Purpose;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which contacts are listed: those that meet every condition.
 *
 * @param purposes it has a consent for one of them, in whatever state; empty if that is not asked
 * @param state the state of that consent as it is stored; null if that is not asked. A state is one of purposes
 * @param country of its number (ISO 3166, two letters); null if that is not asked. Nobody is in a country without a
 *     compartment
 * @param held whether only contacts are listed that wait for a person of staff to decide
 */
public record ContactFilter(
        Set<Purpose> purposes,
        @Nullable State state,
        @Nullable String country,
        boolean held) {

    /** Everybody. */
    public static final ContactFilter NONE = new ContactFilter(Set.of(), null, null, false);

    private static final List<State> STATES =
            Stream.of(State.values()).sorted(Comparator.comparing(State::id)).toList();

    public ContactFilter {
        purposes = Set.copyOf(purposes);
        if (state != null && purposes.isEmpty()) {
            throw new IllegalArgumentException("a state is one of purposes");
        }
        if (country != null && !MaskedNumber.isCountry(country)) {
            throw new IllegalArgumentException("not a country's code");
        }
    }

    /** Whether a list of these contacts walks by {@link ListPlace}s; else by the contacts' ids. */
    public boolean walksPlaces() {
        return !held && !purposes.isEmpty();
    }

    /** Whether a cursor of such a list looks so. */
    public boolean isCursor(String text) {
        if (!walksPlaces()) {
            return ContactId.isId(text);
        }
        return ListPlace.read(text)
                .filter(place -> purposes.contains(place.purpose())
                        && states().contains(place.state())
                        && (country == null || country.equals(place.country())))
                .isPresent();
    }

    /** Whether all of it holds of that contact as it was read. */
    public boolean fits(Contact contact) {
        return contact.version() > 0
                && (!held || contact.hold() != null)
                && (country == null || country.equals(contact.country()))
                && (purposes.isEmpty() || first(contact).isPresent());
    }

    /** Whether it fits, and is not listed for an earlier purpose already: everybody is listed once. */
    public boolean fitsFirst(Contact contact, Purpose purpose) {
        return fits(contact) && first(contact).filter(purpose::equals).isPresent();
    }

    /** The purposes in the order in which a list walks them. */
    public List<Purpose> inOrder() {
        return purposes.stream().sorted().toList();
    }

    /** The states in the order in which a list walks them. */
    public List<State> states() {
        return state == null ? STATES : List.of(state);
    }

    private Optional<Purpose> first(Contact contact) {
        return purposes.stream()
                .filter(purpose -> contact.state(purpose) != null)
                .filter(purpose -> state == null || contact.state(purpose) == state)
                .min(Comparator.naturalOrder());
    }
}
