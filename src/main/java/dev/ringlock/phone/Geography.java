package dev.ringlock.phone;

import com.google.i18n.phonenumbers.PhoneNumberToTimeZonesMapper;
import com.google.i18n.phonenumbers.Phonenumber;
import com.google.i18n.phonenumbers.geocoding.PhoneNumberOfflineGeocoder;
import java.util.EnumSet;
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

    private Geography() {}

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
