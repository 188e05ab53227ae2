package dev.ringlock.phone;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;

/** The world's numbering plans, as libphonenumber's metadata has them. */
final class Numbering {

    static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();

    private Numbering() {}

    static boolean isValid(String e164) {
        return PLANS.isValidNumber(parsed(e164));
    }

    static String country(String e164) {
        String region = PLANS.getRegionCodeForNumber(parsed(e164));
        return region == null ? "ZZ" : region;
    }

    static LineType lineType(String e164) {
        return LineType.valueOf(PLANS.getNumberType(parsed(e164)).name());
    }

    static String masked(String e164) {
        Phonenumber.PhoneNumber number = parsed(e164);
        String shown = PLANS.format(number, PhoneNumberFormat.INTERNATIONAL);
        int code = 1 + String.valueOf(number.getCountryCode()).length();
        StringBuilder masked = new StringBuilder();
        for (int i = 0; i < shown.length(); i++) {
            char c = shown.charAt(i);
            boolean kept = i < code || i >= shown.length() - 2;
            masked.append(Character.isDigit(c) && !kept ? '•' : c == '-' ? ' ' : c);
        }
        return masked.toString();
    }

    private static Phonenumber.PhoneNumber parsed(String e164) {
        try {
            return PLANS.parse(e164, "ZZ");
        } catch (NumberParseException e) {
            // not chained: its message may hold the number
            throw new IllegalArgumentException("no numbering plan has this number: " + e.getErrorType());
        }
    }
}
