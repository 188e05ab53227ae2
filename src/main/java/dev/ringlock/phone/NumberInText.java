package dev.ringlock.phone;

import com.google.i18n.phonenumbers.NumberParseException;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Finds what is probably a phone number in a text that is kept in clear: a number with its country's code, or one as it
 * is written at home in one of our own countries. Dates, times, sums and ids are none.
 */
public final class NumberInText {

    private static final String ABROAD = "00";
    private static final int FEWEST_DIGITS = 7;
    private static final int MOST_DIGITS = 17;

    /** Without our own countries, a shorter number would be valid in one or another. */
    private static final int FEWEST_ANYWHERE = 10;

    private static final int AMERICA = 1;

    /** A number without its area code, as North Americans write it. Behind a sign it is part of an order's number. */
    private static final Pattern LOCAL =
            Pattern.compile("(?<![\\p{L}\\p{N}_#.-]|\\d )[2-9]\\d{2}[-. ]\\d{4}(?![-.]?[\\p{L}\\p{N}])");

    private static final Set<LineType> MOBILE = Set.of(LineType.MOBILE, LineType.FIXED_LINE_OR_MOBILE);

    private final Set<String> countries;
    private final int fewest;

    private NumberInText(Set<String> countries) {
        this.countries = countries.isEmpty() ? Plan.ALL.getSupportedRegions() : countries;
        this.fewest = countries.isEmpty() ? FEWEST_ANYWHERE : FEWEST_DIGITS;
    }

    /** @param ours the owner's own numbers: numbers of their countries are found in their national form too */
    public static NumberInText of(Collection<String> ours) {
        return new NumberInText(ours.stream()
                .flatMap(number -> Plan.find(number).stream())
                .map(Plan::callersCountry)
                .collect(Collectors.toSet()));
    }

    /** The place of the first number, as {@code characters 9 to 20}. It does not repeat the number. */
    public Optional<String> in(String text) {
        DigitGroups groups = DigitGroups.of(text);
        return IntStream.range(0, groups.count())
                .boxed()
                .flatMap(first -> IntStream.range(first, groups.count())
                        .takeWhile(last -> groups.digits(first, last).length() <= MOST_DIGITS)
                        .takeWhile(last -> groups.isJoined(first, last))
                        .filter(last -> isNumber(groups, first, last))
                        .mapToObj(last -> groups.place(first, last)))
                .findFirst()
                .or(() -> groups.place(LOCAL).filter(place -> isAmerican()));
    }

    /** All digits of the text, of every script and shape. */
    public static String digits(String text) {
        DigitGroups groups = DigitGroups.of(text);
        return groups.count() == 0 ? "" : groups.digits(0, groups.count() - 1);
    }

    private boolean isAmerican() {
        return countries.stream().anyMatch(country -> Plan.ALL.getCountryCodeForRegion(country) == AMERICA);
    }

    private boolean isNumber(DigitGroups groups, int first, int last) {
        String digits = groups.digits(first, last);
        if (digits.length() < FEWEST_DIGITS || !groups.isOneWriting(first, last)) {
            return false;
        }
        if (groups.hasPlus(first) || digits.startsWith(ABROAD)) {
            String number = "+" + (groups.hasPlus(first) ? digits : digits.substring(ABROAD.length()));
            return Plan.find(number).map(Canonical::of).filter(Plan::isValid).isPresent();
        }
        return digits.length() >= fewest && countries.stream().anyMatch(country -> isNational(digits, country));
    }

    /** Without a 0 before them only mobile numbers count: almost every run of digits is some landline's. */
    private static boolean isNational(String digits, String country) {
        try {
            Plan plan = Canonical.of(new Plan(Plan.ALL.parse(digits, country)));
            boolean bare = digits.endsWith(Plan.ALL.getNationalSignificantNumber(plan.number()))
                    && digits.length()
                            == Plan.ALL
                                    .getNationalSignificantNumber(plan.number())
                                    .length();
            return plan.isValid() && (MOBILE.contains(plan.lineType()) || !bare || !plan.hasTrunkPrefix());
        } catch (NumberParseException e) {
            return false;
        }
    }
}
