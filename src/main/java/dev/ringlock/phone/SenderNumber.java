package dev.ringlock.phone;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the number that a provider says a message came from. Kinder than a form: what is wrong here is nobody's fault. */
final class SenderNumber {

    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");
    private static final String ABROAD = "00";

    private SenderNumber() {}

    static Optional<String> read(String from, String to) {
        StringBuilder found = new StringBuilder();
        from.codePoints().filter(Character::isDigit).forEach(c -> found.append(Character.digit(c, 10)));
        String digits = found.toString();
        boolean international = from.strip().startsWith("+") || from.strip().startsWith("\uff0b");
        if (!international && digits.startsWith(ABROAD)) {
            return shaped("+" + digits.substring(ABROAD.length()));
        }
        return international ? shaped("+" + digits) : national(digits, to).or(() -> shaped("+" + digits));
    }

    /** The number as people in the country of {@code to} write it. */
    private static Optional<String> national(String digits, String to) {
        try {
            Phonenumber.PhoneNumber number = Plan.ALL.parse(digits, Plan.of(to).country());
            Plan plan = Canonical.of(new Plan(number));
            return plan.isValid() ? Optional.of(plan.e164()) : Optional.empty();
        } catch (NumberParseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> shaped(String e164) {
        if (!E164.matcher(e164).matches()) {
            return Optional.empty();
        }
        try {
            String canonical = Canonical.of(Plan.of(e164)).e164();
            return Optional.of(E164.matcher(canonical).matches() ? canonical : e164);
        } catch (IllegalArgumentException e) {
            return Optional.of(e164);
        }
    }
}
