package dev.ringlock.consent;

import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.LineType;
import dev.ringlock.phone.NumberPlace;
import dev.ringlock.phone.PhoneNumber;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What decisions need to know of a number, besides its country. It is kept so that a preview need not open numbers.
 * Nothing of it narrows a number more than to a state, a set of time zones, and a kind of line.
 *
 * @param states ISO 3166-2, such as {@code US-FL}; empty if none is known
 * @param zones all time zones (IANA) that the person may be in; empty if they are not known
 * @param olderForms under which opt-outs of the same phone may be stored
 */
public record NumberTraits(Set<String> states, Set<String> zones, LineType line, Set<ContactId> olderForms) {

    public NumberTraits {
        states = Set.copyOf(states);
        zones = Set.copyOf(zones);
        olderForms = Set.copyOf(olderForms);
    }

    /** Without older forms. */
    static NumberTraits of(PhoneNumber number) {
        if (!MaskedNumber.isCountry(number.country()) && !number.isValid()) {
            return new NumberTraits(Set.of(), Set.of(), LineType.UNKNOWN, Set.of());
        }
        NumberPlace place = number.place();
        return new NumberTraits(place.states(), place.zones(), place.line(), Set.of());
    }

    NumberTraits withOlderForms(List<ContactId> forms) {
        return new NumberTraits(states, zones, line, Set.copyOf(forms));
    }

    /** The number's place in that country; null if it is no one country's. */
    public NumberPlace place(@Nullable String country) {
        return new NumberPlace(country, states, zones, line);
    }
}
