package dev.ringlock.phone;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads a number as a person types it.
 *
 * <p>libphonenumber accepts too much for a consent record: it drops extensions, turns letters into digits and reads the
 * first of several numbers. A number that the person did not mean must not be stored, so such input is refused with a
 * reason.
 */
final class TypedNumber {

    /** Longer than any number with its punctuation. Keeps hostile input away from the patterns below. */
    static final int LONGEST = 60;

    private static final int FEWEST_DIGITS_OF_A_NUMBER = 7;
    static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}+");
    private static final Pattern BETWEEN_NUMBERS =
            Pattern.compile("[,;/|&\\v]|\\p{L}+|(?<=\\p{Nd})[^\\p{Nd}]*(?=[+＋])");
    private static final Pattern COUNTRY = Pattern.compile("[A-Za-z]{2}");
    private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern PUNCTUATED = Pattern.compile("[\\p{Z}\\t]*[+＋]?[\\p{Nd}\\p{Z}\\t\\p{Pd}−./()（）~]*");

    private TypedNumber() {}

    static NumberReading read(String typed, String region) {
        NumberReading reading = readAny(typed, region);
        return reading instanceof NumberReading.AcceptedNumber accepted
                        && !accepted.number().isValid()
                ? refused(NumberRefusal.INVALID)
                : reading;
    }

    /**
     * Accepts numbers that metadata does not know, as {@link SenderNumber} does: with a usual count of digits, or in
     * plain E.164 with any count.
     */
    static NumberReading readAny(String typed, String region) {
        // Contact apps wrap copied numbers in invisible direction marks.
        String text = INVISIBLE.matcher(typed).replaceAll("").strip();
        return refusalByLook(text)
                .or(() -> refusalByRegion(text, region))
                .<NumberReading>map(NumberReading.RefusedNumber::new)
                .orElseGet(() -> parse(text, region));
    }

    private static Optional<NumberRefusal> refusalByLook(String text) {
        if (text.isEmpty()) {
            return Optional.of(NumberRefusal.EMPTY);
        }
        if (text.length() > LONGEST) {
            return Optional.of(NumberRefusal.TOO_LONG);
        }
        if (isSeveral(text)) {
            return Optional.of(NumberRefusal.SEVERAL_NUMBERS);
        }
        long scripts = text.codePoints()
                .filter(Character::isDigit)
                .map(c -> c - Character.digit(c, 10))
                .distinct()
                .count();
        return scripts > 1 ? Optional.of(NumberRefusal.MIXED_DIGITS) : Optional.empty();
    }

    private static Optional<NumberRefusal> refusalByRegion(String text, String region) {
        if (!region.isEmpty() && !COUNTRY.matcher(region).matches()) {
            return Optional.of(NumberRefusal.REGION_UNKNOWN);
        }
        if (!region.isEmpty() && !Plan.ALL.getSupportedRegions().contains(region.toUpperCase(Locale.ROOT))) {
            return Optional.of(NumberRefusal.REGION_UNKNOWN);
        }
        return region.isEmpty()
                        && !isInternational(text)
                        && PUNCTUATED.matcher(text).matches()
                ? Optional.of(NumberRefusal.REGION_NEEDED)
                : Optional.empty();
    }

    private static boolean isInternational(String text) {
        return text.startsWith("+") || text.startsWith("＋");
    }

    private static NumberReading parse(String text, String region) {
        Phonenumber.PhoneNumber number;
        try {
            number = Plan.ALL.parse(text, region.isEmpty() ? "ZZ" : region.toUpperCase(Locale.ROOT));
        } catch (NumberParseException e) {
            return refused(refusalByCharacters(text).orElse(NumberRefusal.INVALID));
        }
        if (number.hasExtension()) {
            return refused(NumberRefusal.EXTENSION);
        }
        Optional<NumberRefusal> characters = refusalByCharacters(text);
        if (characters.isPresent()) {
            return refused(characters.get());
        }
        Plan canonical = Canonical.of(new Plan(number));
        boolean exists = canonical.isValid() || canonical.isPossible() || PhoneNumber.isE164(text);
        return exists && PhoneNumber.isE164(canonical.e164())
                ? new NumberReading.AcceptedNumber(PhoneNumber.of(canonical))
                : refused(NumberRefusal.INVALID);
    }

    private static Optional<NumberRefusal> refusalByCharacters(String text) {
        if (text.codePoints().anyMatch(Character::isLetter)) {
            return Optional.of(NumberRefusal.LETTERS);
        }
        return PUNCTUATED.matcher(text).matches() ? Optional.empty() : Optional.of(NumberRefusal.CHARACTERS);
    }

    static boolean isSeveral(String text) {
        return numbersBetween(BETWEEN_NUMBERS, text) > 1 || numbersBetween(WHITE_SPACE, text) > 1;
    }

    private static long numbersBetween(Pattern separator, String text) {
        return Stream.of(separator.split(text))
                .filter(part -> part.codePoints().filter(Character::isDigit).count() >= FEWEST_DIGITS_OF_A_NUMBER)
                .count();
    }

    private static NumberReading refused(NumberRefusal reason) {
        return new NumberReading.RefusedNumber(reason);
    }
}
