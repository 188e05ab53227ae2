package dev.ringlock.phone;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a number tells of where its person may be, and of its line.
 *
 * @param country ISO 3166, two letters; null if it is no one country's
 * @param states ISO 3166-2, such as {@code US-FL}: of the number and as declared. Empty if none is known
 * @param zones all time zones (IANA) that the person may be in; empty if they are not known
 * @param line the kind of line
 */
public record NumberPlace(@Nullable String country, Set<String> states, Set<String> zones, LineType line) {

    private static final Pattern STATE = Pattern.compile("[A-Z]{2}-[A-Z0-9]{1,3}");

    public NumberPlace {
        states = Set.copyOf(states);
        zones = Set.copyOf(zones);
    }

    /** Whether it is the code of a state (ISO 3166-2). Those of the USA and Canada are all known, others by their form. */
    public static boolean isState(String code) {
        if (!STATE.matcher(code).matches()) {
            return false;
        }
        String of = code.substring(0, 2);
        return of.equals("US") || of.equals("CA")
                ? AmericanState.isKnown(code)
                : Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2).contains(of);
    }

    /**
     * The same with a state that was declared besides: the rules of both bind, and the hours of the zones of both. If the
     * state's zones are not known, neither is where the person is.
     */
    public NumberPlace inState(String declared) {
        Set<String> all = new TreeSet<>(states);
        all.add(declared);
        return new NumberPlace(country, all, states.contains(declared) ? zones : zonesWith(declared), line);
    }

    private Set<String> zonesWith(String declared) {
        Set<String> there = Geography.zonesOf(declared);
        boolean isAtHome = declared.substring(0, 2).equals(country);
        if (there.isEmpty()) {
            return isAtHome ? zones : Set.of();
        }
        if (zones.isEmpty()) {
            return zones;
        }
        Set<String> both = new TreeSet<>(zones);
        both.addAll(there);
        return both;
    }

    /** The same in the zone that the person gave, which beats the number's. */
    public NumberPlace inZone(ZoneId given) {
        return new NumberPlace(country, states, Set.of(given.getId()), line);
    }
}
