package dev.ringlock.consent;

import dev.ringlock.phone.PhoneNumber;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of a number that may be shown while a compartment is there.
 *
 * @param digits the country's calling code and the last two digits
 * @param country whose numbering plan it belongs to (ISO 3166, two letters); null if it is no one country's
 */
public record MaskedNumber(String digits, @Nullable String country) {

    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    /** ISO's for "unknown". */
    private static final String NONE = "ZZ";

    public MaskedNumber {
        if (country != null && !isCountry(country)) {
            throw new IllegalArgumentException("not a country's code");
        }
    }

    public static MaskedNumber of(PhoneNumber number) {
        return of(number.masked(), number.country());
    }

    /** @param region as numbering plans have it: no country's code for numbers of the whole world, and unknown ones */
    static MaskedNumber of(String digits, String region) {
        return new MaskedNumber(digits, isCountry(region) ? region : null);
    }

    public static boolean isCountry(String text) {
        return COUNTRY.matcher(text).matches() && !text.equals(NONE);
    }
}
