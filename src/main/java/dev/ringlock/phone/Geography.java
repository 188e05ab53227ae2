package dev.ringlock.phone;

import com.google.i18n.phonenumbers.PhoneNumberToTimeZonesMapper;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber;
import com.google.i18n.phonenumbers.geocoding.PhoneNumberOfflineGeocoder;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where the person with a number may be, according to libphonenumber's geocoding data. The data is loaded when it is first
 * needed.
 */
final class Geography {

    private static final int NORTH_AMERICA = 1;
    /** Lines that stand at no place. */
    private static final Set<LineType> PLACELESS = EnumSet.of(
            LineType.TOLL_FREE,
            LineType.PREMIUM_RATE,
            LineType.SHARED_COST,
            LineType.PERSONAL_NUMBER,
            LineType.PAGER,
            LineType.UAN,
            LineType.VOICEMAIL,
            LineType.UNKNOWN);

    /** The last four digits of a North American number say nothing of its place. So there are few keys. */
    private static final int SUFFIX = 10_000;

    private static final int MOST_AREAS = 100_000;

    private static final Map<Long, Area> AREAS = new ConcurrentHashMap<>();

    private record Area(Set<String> states, Set<String> zones) {

        static final Area UNKNOWN = new Area(Set.of(), Set.of());
    }

    /** Holds the data, so that it is loaded with the first number that has a place. */
    private static final class Data {

        static final PhoneNumberToTimeZonesMapper ZONES = PhoneNumberToTimeZonesMapper.getInstance();
        static final PhoneNumberOfflineGeocoder DESCRIPTIONS = PhoneNumberOfflineGeocoder.getInstance();
    }

    /** The zones of each state of the USA and Canada: those of its area codes. A territory's are those of its numbers. */
    private static final class StateZones {

        private static final long AREA = 10_000_000;
        private static final int FIRST_AREA = 201;
        private static final int LAST_AREA = 989;
        /** An exchange that tells nothing of a town. */
        private static final long NOWHERE = 2_000_000;

        static final Map<String, Set<String>> ALL = read();

        private static Map<String, Set<String>> read() {
            Map<String, Set<String>> zones = new HashMap<>();
            for (long area = FIRST_AREA; area <= LAST_AREA; area++) {
                Phonenumber.PhoneNumber number = new Phonenumber.PhoneNumber()
                        .setCountryCode(NORTH_AMERICA)
                        .setNationalNumber(area * AREA + NOWHERE);
                for (String country : new String[] {"US", "CA"}) {
                    for (String state : states(number, country)) {
                        zones.computeIfAbsent(state, any -> new HashSet<>())
                                .addAll(zones(number, LineType.FIXED_LINE_OR_MOBILE));
                    }
                }
            }
            for (String territory : AmericanState.territories()) {
                Phonenumber.PhoneNumber number =
                        PhoneNumberUtil.getInstance().getExampleNumber(territory.substring("US-".length()));
                zones.put(territory, zones(number, LineType.FIXED_LINE_OR_MOBILE));
            }
            return zones;
        }
    }

    private Geography() {}

    /** The time zones of a state of the USA or Canada (ISO 3166-2). Empty if they are not known. */
    static Set<String> zonesOf(String state) {
        return Set.copyOf(StateZones.ALL.getOrDefault(state, Set.of()));
    }

    static NumberPlace of(Plan plan) {
        LineType line = plan.lineType();
        String country = plan.country();
        // 001: a calling code of the whole world
        boolean isCountry = country.length() == 2 && !country.equals("ZZ");
        Area area = area(plan.number(), country, line);
        return new NumberPlace(isCountry ? country : null, area.states(), area.zones(), line);
    }

    private static Area area(Phonenumber.PhoneNumber number, String country, LineType line) {
        if (PLACELESS.contains(line)) {
            return Area.UNKNOWN;
        } else if (number.getCountryCode() != NORTH_AMERICA || line != LineType.FIXED_LINE_OR_MOBILE) {
            return new Area(Set.of(), zones(number, line));
        }
        Long prefix = number.getNationalNumber() / SUFFIX;
        Area known = AREAS.get(prefix);
        if (known == null) {
            known = new Area(states(number, country), zones(number, line));
            if (AREAS.size() < MOST_AREAS) {
                AREAS.put(prefix, known);
            }
        }
        return known;
    }

    private static Set<String> zones(Phonenumber.PhoneNumber number, LineType line) {
        boolean fixed = line == LineType.FIXED_LINE || line == LineType.FIXED_LINE_OR_MOBILE;
        Set<String> zones = new HashSet<>(
                fixed
                        ? Data.ZONES.getTimeZonesForGeographicalNumber(number)
                        : Data.ZONES.getTimeZonesForNumber(number));
        zones.remove(PhoneNumberToTimeZonesMapper.getUnknownTimeZone());
        return Set.copyOf(zones);
    }

    private static Set<String> states(Phonenumber.PhoneNumber number, String country) {
        return AmericanState.named(Data.DESCRIPTIONS.getDescriptionForValidNumber(number, Locale.US), country);
    }
}
