package dev.ringlock.phone;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.Optional;

/** One number in the world's numbering plans, according to libphonenumber's metadata. */
record Plan(Phonenumber.PhoneNumber number) {

    static final PhoneNumberUtil ALL = PhoneNumberUtil.getInstance();

    /**
     * Finds the plan of a number in E.164.
     *
     * @throws IllegalArgumentException if it begins with no country's code; the message does not repeat it
     */
    static Plan of(String e164) {
        try {
            return new Plan(ALL.parse(e164, "ZZ"));
        } catch (NumberParseException e) {
            // Not chained: its message may hold the number.
            throw new IllegalArgumentException("no numbering plan has this number: " + e.getErrorType());
        }
    }

    /** Empty if it begins with no country's code. */
    static Optional<Plan> find(String e164) {
        try {
            return Optional.of(of(e164));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    String e164() {
        return ALL.format(number, PhoneNumberFormat.E164);
    }

    boolean isValid() {
        return ALL.isValidNumber(number);
    }

    /** Whether its count of digits is usual in its country. */
    boolean isPossible() {
        return ALL.isPossibleNumberWithReason(number) == PhoneNumberUtil.ValidationResult.IS_POSSIBLE;
    }

    /** The country whose national format people with this number use, even if metadata does not know the number. */
    String callersCountry() {
        String region = ALL.getRegionCodeForNumber(number);
        return region == null ? ALL.getRegionCodeForCountryCode(number.getCountryCode()) : region;
    }

    String country() {
        String region = ALL.getRegionCodeForNumber(number);
        return region == null ? "ZZ" : region;
    }

    /** Whether its country's numbers get a 0, or another digit in its place, before them at home. */
    boolean hasTrunkPrefix() {
        String region = callersCountry();
        return ALL.getNddPrefixForRegion(region, true) != null;
    }

    /** As it is written abroad, in clear. */
    String international() {
        return ALL.format(number, PhoneNumberFormat.INTERNATIONAL);
    }

    LineType lineType() {
        return LineType.valueOf(ALL.getNumberType(number).name());
    }

    String masked() {
        String shown = international();
        int code = 1 + String.valueOf(number.getCountryCode()).length();
        StringBuilder masked = new StringBuilder();
        for (int i = 0; i < shown.length(); i++) {
            char c = shown.charAt(i);
            boolean kept = i < code || i >= shown.length() - 2;
            masked.append(Character.isDigit(c) && !kept ? '•' : c == '-' ? ' ' : c);
        }
        return masked.toString();
    }

    /** Masked, because a record prints its fields. */
    @Override
    public String toString() {
        return masked();
    }
}
