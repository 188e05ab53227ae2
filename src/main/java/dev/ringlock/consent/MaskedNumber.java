package dev.ringlock.consent;

import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of a number that is kept in clear while a compartment is there: what may be shown, and what decisions need.
 *
 * @param digits the country's calling code and the last two digits
 * @param country whose numbering plan it belongs to (ISO 3166, two letters); null if it is no one country's
 * @param traits null if an older version stored it: the next yes or check adds them
 */
public record MaskedNumber(
        String digits, @Nullable String country, @Nullable NumberTraits traits) {

    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    /** ISO's for "unknown". */
    private static final String NONE = "ZZ";

    public MaskedNumber {
        if (country != null && !isCountry(country)) {
            throw new IllegalArgumentException("not a country's code");
        }
    }

    /** As an older version stored it. */
    public MaskedNumber(String digits, @Nullable String country) {
        this(digits, country, null);
    }

    public static MaskedNumber of(PhoneNumber number) {
        // numbering plans have no country's code for numbers of the whole world, and unknown ones
        String country = isCountry(number.country()) ? number.country() : null;
        return new MaskedNumber(number.masked(), country, NumberTraits.of(number));
    }

    /** The same, with the ids of the number's older forms. */
    public MaskedNumber withOlderForms(List<ContactId> forms) {
        return new MaskedNumber(digits, country, traits == null ? null : traits.withOlderForms(forms));
    }

    public static boolean isCountry(String text) {
        return COUNTRY.matcher(text).matches() && !text.equals(NONE);
    }
}
