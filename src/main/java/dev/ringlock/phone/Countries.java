package dev.ringlock.phone;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The countries whose national number format can be read. */
public final class Countries {

    /** A country by its ISO 3166 code, and the digits after the {@code +} in its numbers. */
    public record Country(String code, int callingCode) {

        /** Its name in that language. */
        public String name(Locale language) {
            return locale().getDisplayCountry(language);
        }

        Locale locale() {
            return new Locale.Builder().setRegion(code).build();
        }
    }

    private static final List<Country> ALL = Plan.ALL.getSupportedRegions().stream()
            .map(code -> new Country(code, Plan.ALL.getCountryCodeForRegion(code)))
            .sorted(Comparator.comparing(Country::code))
            .toList();

    private Countries() {}

    public static List<Country> all() {
        return ALL;
    }

    /**
     * The country that a person names: by its ISO 3166 code of two or three letters, or by its name in a language of the
     * public pages. Case and accents do not matter.
     */
    public static Optional<Country> find(String typed) {
        String code = typed.strip();
        return ALL.stream()
                .filter(country -> country.code().equalsIgnoreCase(code))
                .findFirst()
                .or(() -> CountryNames.find(typed));
    }

    /** Why a country was refused, with similar names. For people. */
    public static String unknown(String typed) {
        String near = CountryNames.near(typed).stream()
                .map(country -> country.name(Locale.ENGLISH) + " (" + country.code() + ")")
                .collect(Collectors.joining(", "));
        return near.isEmpty()
                ? NumberRefusal.REGION_UNKNOWN.detail()
                : NumberRefusal.REGION_UNKNOWN.detail() + " Did you mean " + near + "?";
    }
}
