package dev.ringlock.phone;

import java.util.Comparator;
import java.util.List;

/** The countries whose national number format can be read. */
public final class Countries {

    /** A country by its ISO 3166 code, and the digits after the {@code +} in its numbers. */
    public record Country(String code, int callingCode) {}

    private static final List<Country> ALL = Plan.ALL.getSupportedRegions().stream()
            .map(code -> new Country(code, Plan.ALL.getCountryCodeForRegion(code)))
            .sorted(Comparator.comparing(Country::code))
            .toList();

    private Countries() {}

    public static List<Country> all() {
        return ALL;
    }
}
