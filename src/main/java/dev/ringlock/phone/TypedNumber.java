package dev.ringlock.phone;

import com.google.i18n.phonenumbers.NumberParseException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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

    private static final String ABROAD = "00";
    private static final Pattern PUNCTUATED = Pattern.compile("[ (\\[]*[+]?[\\p{Nd} ./()\\[\\]~-]*");
    /** No country's code begins with 0, so people who type both mean one. */
    private static final Pattern PLUS_AND_ABROAD = Pattern.compile("^([ (\\[]*[+][ (\\[]*)00");

    private static final Pattern TRUNK_PREFIX = Pattern.compile("\\( ?0 ?\\)");

    private final String text;
    /** Empty if none is given. */
    private final String country;

    private TypedNumber(String text, String country) {
        this.text = text;
        this.country = country;
    }

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
        Optional<NumberRefusal> look = refusalByLook(typed);
        if (look.isPresent()) {
            return refused(look.get());
        }
        String text = PLUS_AND_ABROAD.matcher(WrittenNumber.plain(typed)).replaceFirst("$1");
        if (region.isBlank()) {
            return new TypedNumber(text, "").reading();
        }
        return Countries.find(region)
                .map(country -> new TypedNumber(text, country.code()).reading())
                .orElseGet(() -> refused(NumberRefusal.REGION_UNKNOWN));
    }

    private static Optional<NumberRefusal> refusalByLook(String typed) {
        if (typed.length() > LONGEST && typed.strip().length() > LONGEST) {
            return Optional.of(NumberRefusal.TOO_LONG);
        }
        String text = WrittenNumber.visible(typed);
        if (text.isEmpty()) {
            return Optional.of(NumberRefusal.EMPTY);
        }
        if (WrittenNumber.isSeveral(text)) {
            return Optional.of(NumberRefusal.SEVERAL_NUMBERS);
        }
        long scripts = text.codePoints()
                .filter(Character::isDigit)
                .map(c -> c - Character.digit(c, 10))
                .distinct()
                .count();
        return scripts > 1 ? Optional.of(NumberRefusal.MIXED_DIGITS) : Optional.empty();
    }

    private NumberReading reading() {
        Plan abroad = abroad();
        if (country.isEmpty() && !hasPlus() && abroad == null) {
            return refused(refusalByCharacters().orElse(NumberRefusal.REGION_NEEDED));
        }
        Plan plan = plan(text);
        if (plan != null && plan.number().hasExtension()) {
            return refused(NumberRefusal.EXTENSION);
        }
        Optional<NumberRefusal> characters = refusalByCharacters();
        if (characters.isPresent()) {
            return refused(characters.get());
        }
        return hasPlus() || plan == null ? number(plan != null ? plan : abroad) : atHome(plan, abroad);
    }

    /**
     * A number without a plus. Its country's code may be in front all the same.
     *
     * @param abroad as it is read if 00 is the way abroad; null if that is no number
     */
    private NumberReading atHome(Plan plan, @Nullable Plan abroad) {
        if (abroad != null && !Canonical.of(plan).isValid()) {
            return number(abroad);
        }
        // some countries have 001 and others beside 00, so that the same digits are two numbers
        Optional<Plan> other = Optional.ofNullable(abroad)
                .filter(number -> !number.e164().equals(Canonical.of(plan).e164()))
                .or(() -> CodeAgain.meant(plan, digits()));
        return other.<NumberReading>map(meant -> new NumberReading.RefusedNumber(
                        NumberRefusal.AMBIGUOUS,
                        PhoneNumber.of(meant),
                        number(plan) instanceof NumberReading.AcceptedNumber home ? home.number() : null))
                .orElseGet(() -> number(plan));
    }

    private NumberReading number(@Nullable Plan plan) {
        if (plan == null) {
            return refused(refusalByCharacters().orElse(NumberRefusal.INVALID));
        }
        Plan canonical = withoutTrunkPrefix(Canonical.of(plan));
        boolean exists = canonical.isValid() || canonical.isPossible() || PhoneNumber.isE164(text);
        if (exists && PhoneNumber.isE164(canonical.e164())) {
            return new NumberReading.AcceptedNumber(PhoneNumber.of(canonical));
        }
        return refused(canonical.isValid() ? NumberRefusal.TOO_SHORT : NumberRefusal.INVALID);
    }

    /** People write (0) after the code even where metadata knows no 0 there, as for Colombia's mobiles. */
    private Plan withoutTrunkPrefix(Plan read) {
        Plan without = read.isValid() || !hasPlus()
                ? null
                : plan(TRUNK_PREFIX.matcher(text).replaceFirst(" "));
        Plan canonical = without == null ? read : Canonical.of(without);
        return canonical.isValid() ? canonical : read;
    }

    /** The number with a plus in place of 00. Null if it begins otherwise, or nobody has that number. */
    private @Nullable Plan abroad() {
        String digits = digits();
        if (!digits.startsWith(ABROAD) || refusalByCharacters().isPresent()) {
            return null;
        }
        return Plan.find("+" + digits.substring(ABROAD.length()))
                .map(Canonical::of)
                .filter(Plan::isValid)
                .orElse(null);
    }

    private boolean hasPlus() {
        return text.indexOf('+') >= 0;
    }

    private String digits() {
        StringBuilder digits = new StringBuilder();
        text.codePoints().filter(Character::isDigit).forEach(c -> digits.append(Character.digit(c, 10)));
        return digits.toString();
    }

    /** Null if libphonenumber cannot read it. */
    private @Nullable Plan plan(String number) {
        try {
            return new Plan(Plan.ALL.parse(number, country.isEmpty() ? "ZZ" : country));
        } catch (NumberParseException e) {
            return null;
        }
    }

    private Optional<NumberRefusal> refusalByCharacters() {
        if (text.codePoints().anyMatch(Character::isLetter)) {
            return Optional.of(NumberRefusal.LETTERS);
        }
        return PUNCTUATED.matcher(text).matches() ? Optional.empty() : Optional.of(NumberRefusal.CHARACTERS);
    }

    private static NumberReading refused(NumberRefusal reason) {
        return new NumberReading.RefusedNumber(reason);
    }
}
