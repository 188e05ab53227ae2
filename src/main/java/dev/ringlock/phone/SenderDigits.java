package dev.ringlock.phone;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The digits of a {@link SenderNumber}, and the numbers that they may be. */
final class SenderDigits {

    /** A number with fewer digits and no country code is a short code. */
    private static final int FEWEST_DIGITS = 7;

    /** Longer national numbers are rare. */
    private static final int LONGEST_AT_HOME = 10;

    /** Kinds of line that send no texts, as far as metadata can tell. */
    private static final Set<LineType> SILENT =
            Set.of(LineType.FIXED_LINE, LineType.PREMIUM_RATE, LineType.SHARED_COST, LineType.UAN, LineType.VOICEMAIL);

    private final String digits;
    private final boolean formatted;

    /** @param formatted whether the text has characters between or around the digits */
    SenderDigits(String digits, boolean formatted) {
        this.digits = digits;
        this.formatted = formatted;
    }

    /**
     * A number with its country code is accepted by its shape alone. In groups it must be possible too: a group may not
     * belong to it.
     */
    Optional<String> international(String digitsWithCode) {
        String e164 = "+" + digitsWithCode;
        Optional<Plan> canonical = Plan.find(e164).map(Canonical::of);
        if (!PhoneNumber.isE164(e164)
                || (formatted && canonical.filter(Plan::isPossible).isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(canonical.flatMap(SenderDigits::shaped).orElse(e164));
    }

    /**
     * Reads a number without + and 00. It may be national or have its country code. If both numbers exist, the country
     * code counts if the provider always writes it and a phone can have that number. Otherwise our own country counts.
     */
    Optional<String> bare(Collection<PhoneNumber> ours, boolean coded) {
        if (digits.length() < FEWEST_DIGITS) {
            return Optional.empty();
        }
        Set<String> countries = countries(ours);
        List<Plan> home = countries.stream().flatMap(this::national).toList();
        Optional<Plan> international = digits.startsWith("0")
                ? Optional.empty()
                : Plan.find("+" + digits).filter(plan -> !formatted || isAPhones(plan));
        Optional<Plan> abroad = international.map(Canonical::of);
        Optional<Plan> phone = international.filter(SenderDigits::isAPhones).map(Canonical::of);
        if (isSeveral(home)) {
            return phone.filter(plan -> coded || digits.length() > LONGEST_AT_HOME)
                    .flatMap(SenderDigits::shaped);
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
        return readings.flatMap(Optional::stream).findFirst().flatMap(SenderDigits::shaped);
    }

    private static boolean isAPhones(Plan plan) {
        return plan.isValid() && !SILENT.contains(plan.lineType());
    }

    /**
     * Whether our countries have different valid numbers for it. Then the number could be anyone's, and a third
     * country's is no better guess.
     */
    private static boolean isSeveral(List<Plan> home) {
        return home.stream().filter(Plan::isValid).map(Plan::e164).distinct().count() > 1;
    }

    /** The one number that it is in our countries. Empty if they disagree. */
    private static Optional<Plan> agreed(List<Plan> home, Predicate<Plan> condition) {
        Set<String> found = home.stream().filter(condition).map(Plan::e164).collect(Collectors.toSet());
        return found.size() == 1 ? home.stream().filter(condition).findFirst() : Optional.empty();
    }

    /** The number in that country's national format. */
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
                .flatMap(number -> Plan.find(number.e164()).stream())
                .map(Plan::callersCountry)
                .collect(Collectors.toSet());
    }

    private static Optional<String> shaped(Plan plan) {
        return Optional.of(plan.e164()).filter(PhoneNumber::isE164);
    }
}
