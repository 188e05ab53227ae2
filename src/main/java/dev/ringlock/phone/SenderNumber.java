package dev.ringlock.phone;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a message's sender as the provider writes it. It accepts more than a form does, because nobody can correct the
 * text here. But a text that is not one phone's number is never made one by leaving out a part.
 */
final class SenderNumber {

    /** Groups of digits, with the characters that people write between and around them. */
    private static final Pattern WRITTEN = Pattern.compile("[(（]?[+＋]?[\\p{Nd}()（）\\p{Zs}\\t\\p{Pd}−.]*\\p{Nd}[)）]?");

    /** A kind of message before the number, as in {@code whatsapp:+12025550123}. */
    private static final Pattern KIND = Pattern.compile("(?i)([a-z]+):(.*)", Pattern.DOTALL);

    /** Kinds whose addresses are phone numbers. Others, such as {@code messenger:}, have their own addresses. */
    private static final Set<String> PHONES = Set.of("whatsapp", "sms", "mms", "rcs", "tel");
    /** Kinds whose addresses always have the country code. */
    private static final Set<String> CODED = Set.of("whatsapp", "rcs");

    private static final String ABROAD = "00";

    private SenderNumber() {}

    /**
     * @param ours our own numbers; a number without a country code is read in their countries
     * @param coded whether the provider always writes the country code, with or without a +
     */
    static Optional<String> read(String from, Collection<PhoneNumber> ours, boolean coded) {
        if (from.length() > TypedNumber.LONGEST) {
            return Optional.empty();
        }
        Matcher kind = KIND.matcher(from.strip());
        if (!kind.matches()) {
            return address(from, ours, coded);
        }
        String name = kind.group(1).toLowerCase(Locale.ROOT);
        return PHONES.contains(name) ? address(kind.group(2), ours, coded || CODED.contains(name)) : Optional.empty();
    }

    private static Optional<String> address(String address, Collection<PhoneNumber> ours, boolean coded) {
        String text = WrittenNumber.INVISIBLE.matcher(address).replaceAll("").strip();
        if (!WRITTEN.matcher(text).matches() || WrittenNumber.isSeveral(text)) {
            return Optional.empty();
        }
        StringBuilder found = new StringBuilder();
        text.codePoints().filter(Character::isDigit).forEach(c -> found.append(Character.digit(c, 10)));
        String digits = found.toString();
        boolean plus = text.indexOf('+') >= 0 || text.indexOf('＋') >= 0;
        SenderDigits number = new SenderDigits(digits, text.length() > digits.length() + (plus ? 1 : 0));
        if (plus) {
            return number.international(digits);
        }
        // A space may be a + that was not encoded in the form.
        return digits.startsWith(ABROAD)
                ? number.international(digits.substring(ABROAD.length()))
                : number.bare(ours, coded || address.startsWith(" "));
    }
}
