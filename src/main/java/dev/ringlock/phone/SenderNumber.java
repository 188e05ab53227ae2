package dev.ringlock.phone;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the number that a provider says a message came from. Kinder than a form: what is wrong here is nobody's fault. But
 * what is not one phone's number is no number, and is never made one of by leaving something out.
 */
final class SenderNumber {

    /** Groups of digits, with what people write between and around them. */
    private static final Pattern WRITTEN = Pattern.compile("[(（]?[+＋]?[\\p{Nd}()（）\\p{Zs}\\t\\p{Pd}−.]*\\p{Nd}[)）]?");

    /** A kind of message before the number, as in {@code whatsapp:+12025550123}. */
    private static final Pattern KIND = Pattern.compile("(?i)([a-z]+):(.*)", Pattern.DOTALL);

    /** Kinds whose addresses are phones' numbers; others, such as {@code messenger:}, have addresses of their own. */
    private static final Set<String> PHONES = Set.of("whatsapp", "sms", "mms", "rcs", "tel");
    /** Kinds that always have the country code in it. */
    private static final Set<String> CODED = Set.of("whatsapp", "rcs");

    private static final String ABROAD = "00";
    /** Fewer digits without a country code are a short code. */
    private static final int FEWEST_DIGITS = 7;

    /** Longer national numbers are rare. */
    private static final int LONGEST_AT_HOME = 10;

    /** Kinds of line that nobody writes a text from, as far as metadata can tell. */
    private static final Set<LineType> SILENT =
            Set.of(LineType.FIXED_LINE, LineType.PREMIUM_RATE, LineType.SHARED_COST, LineType.UAN, LineType.VOICEMAIL);

    private final String digits;
    private final boolean formatted;

    private SenderNumber(String digits, boolean formatted) {
        this.digits = digits;
        this.formatted = formatted;
    }

    /**
     * @param ours numbers of ours, in whose countries a number without a country code is read
     * @param coded whether who tells it always writes the country code, with a + or without
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

    private static Optional<String> address(String told, Collection<PhoneNumber> ours, boolean coded) {
        String text = TypedNumber.INVISIBLE.matcher(told).replaceAll("").strip();
        if (!WRITTEN.matcher(text).matches() || TypedNumber.isSeveral(text)) {
            return Optional.empty();
        }
        StringBuilder found = new StringBuilder();
        text.codePoints().filter(Character::isDigit).forEach(c -> found.append(Character.digit(c, 10)));
        String digits = found.toString();
        boolean plus = text.indexOf('+') >= 0 || text.indexOf('＋') >= 0;
        SenderNumber number = new SenderNumber(digits, text.length() > digits.length() + (plus ? 1 : 0));
        if (plus) {
            return number.international(digits);
        }
        // a + that was not encoded in a form has become a space
        return digits.startsWith(ABROAD)
                ? number.international(digits.substring(ABROAD.length()))
                : number.bare(countries(ours), coded || told.startsWith(" "));
    }

    /** A number with its country is taken by its shape alone. Written in groups it is not: a group may not belong to it. */
    private Optional<String> international(String told) {
        String e164 = "+" + told;
        Plan plan = plan(e164);
        Plan canonical = plan == null ? null : Canonical.of(plan);
        if (!PhoneNumber.isE164(e164) || (formatted && (canonical == null || !canonical.isPossible()))) {
            return Optional.empty();
        }
        return Optional.of(canonical == null ? e164 : shaped(canonical).orElse(e164));
    }

    /**
     * A number without + and 00 may be a national one, or one with its country code. If both exist, a provider that always
     * writes the country code is believed, as long as a phone can have that number. Everybody else means our own country.
     */
    private Optional<String> bare(Set<String> countries, boolean coded) {
        if (digits.length() < FEWEST_DIGITS) {
            return Optional.empty();
        }
        List<Plan> home = countries.stream().flatMap(this::national).toList();
        Optional<Plan> told = digits.startsWith("0")
                ? Optional.empty()
                : Optional.ofNullable(plan("+" + digits)).filter(plan -> !formatted || isAPhones(plan));
        Optional<Plan> abroad = told.map(Canonical::of);
        Optional<Plan> phone = told.filter(SenderNumber::isAPhones).map(Canonical::of);
        if (isSeveral(home)) {
            return phone.filter(plan -> coded || digits.length() > LONGEST_AT_HOME)
                    .flatMap(SenderNumber::shaped);
        }
        Stream<Optional<Plan>> readings = coded
                ? Stream.of(
                        phone,
                        agreed(home, Plan::isValid),
                        abroad.filter(Plan::isPossible),
                        agreed(home, Plan::isPossible),
                        abroad)
                : Stream.of(
                        agreed(home, Plan::isValid),
                        abroad.filter(plan -> countries.isEmpty() ? isAPhones(plan) : plan.isValid()),
                        abroad.filter(plan -> digits.length() > LONGEST_AT_HOME && plan.isPossible()),
                        agreed(home, Plan::isPossible));
        return readings.flatMap(Optional::stream).findFirst().flatMap(SenderNumber::shaped);
    }

    private static boolean isAPhones(Plan plan) {
        return plan.isValid() && !SILENT.contains(plan.lineType());
    }

    /** Whether our countries have different valid numbers for it. That tells nothing, least of all a third country's. */
    private static boolean isSeveral(List<Plan> home) {
        return home.stream().filter(Plan::isValid).map(Plan::e164).distinct().count() > 1;
    }

    /** The one number that it is in our countries; none if they would have it be different ones. */
    private static Optional<Plan> agreed(List<Plan> home, Predicate<Plan> wanted) {
        Set<String> found = home.stream().filter(wanted).map(Plan::e164).collect(Collectors.toSet());
        return found.size() == 1 ? home.stream().filter(wanted).findFirst() : Optional.empty();
    }

    /** The number as people in that country write it. */
    private Stream<Plan> national(String country) {
        try {
            Phonenumber.PhoneNumber number = Plan.ALL.parse(digits, country);
            return Stream.of(Canonical.of(new Plan(number)));
        } catch (NumberParseException e) {
            return Stream.empty();
        }
    }

    private static Set<String> countries(Collection<PhoneNumber> ours) {
        return ours.stream()
                .map(number -> plan(number.e164()))
                .flatMap(Stream::ofNullable)
                .map(Plan::callersCountry)
                .collect(Collectors.toSet());
    }

    private static Optional<String> shaped(Plan plan) {
        return Optional.of(plan.e164()).filter(PhoneNumber::isE164);
    }

    /** Null for what begins with no country's code. */
    private static @Nullable Plan plan(String e164) {
        try {
            return Plan.of(e164);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
