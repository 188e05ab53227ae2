package dev.ringlock.phone;

import static dev.ringlock.phone.Habit.PLANS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every country's example numbers of the kinds that a policy can take, written in every {@link Habit}. */
class NumberSweepTest {

    private static final List<PhoneNumberType> KINDS = List.of(
            PhoneNumberType.MOBILE,
            PhoneNumberType.FIXED_LINE,
            PhoneNumberType.FIXED_LINE_OR_MOBILE,
            PhoneNumberType.VOIP);
    private static final double MOST_REFUSED = 0.005;
    private static final List<String> COUNTRIES = List.copyOf(new TreeSet<>(PLANS.getSupportedRegions()));

    private final List<String> wrong = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private int tries;

    @Test
    void noNumberIsReadWronglyAndFewAreRefused() {
        assertTrue(Habit.ALL.size() >= 35);
        sweep(IntStream.range(0, COUNTRIES.size())
                .filter(i -> i % 6 == 0)
                .mapToObj(COUNTRIES::get)
                .toList());
    }

    @Test
    @Tag("full")
    void noNumberOfAnyCountryIsReadWronglyAndFewAreRefused() {
        sweep(COUNTRIES);
    }

    @Test
    void aNumberDialledFromAnotherCountryIsReadRightly() {
        for (String country : COUNTRIES) {
            for (String other : List.of("US", "GB", "DE", "IN", "SG", "IT", "BR")) {
                Phonenumber.PhoneNumber number = PLANS.getExampleNumberForType(other, PhoneNumberType.MOBILE);
                count(PLANS.formatOutOfCountryCallingNumber(number, country), country, number, "dialled from abroad");
            }
        }
        assertFewAreRefused();
    }

    private void sweep(List<String> countries) {
        for (String country : countries) {
            for (PhoneNumberType kind : KINDS) {
                Phonenumber.PhoneNumber number = PLANS.getExampleNumberForType(country, kind);
                if (number != null) {
                    Habit.ALL.forEach(habit -> write(number, country, habit));
                }
            }
        }
        assertFewAreRefused();
    }

    private void write(Phonenumber.PhoneNumber number, String country, Habit habit) {
        String typed = habit.writing().of(number, country);
        count(typed, country, number, habit.name());
        if (habit.international()) {
            count(typed, "", number, habit.name());
        }
    }

    private void count(String typed, String country, Phonenumber.PhoneNumber number, String habit) {
        tries++;
        NumberReading reading = PhoneNumber.read(typed, country);
        if (reading instanceof NumberReading.RefusedNumber no) {
            refused.add(country + " " + habit + ": " + no.reason());
        } else if (!reading.equals(new NumberReading.AcceptedNumber(meant(number)))) {
            wrong.add(country + " " + habit + ": " + typed);
        }
    }

    private static PhoneNumber meant(Phonenumber.PhoneNumber number) {
        return PhoneNumber.of(Canonical.of(Plan.of(PLANS.format(number, PhoneNumberFormat.E164))));
    }

    private void assertFewAreRefused() {
        System.out.printf("%d tries, %d read wrongly, %d refused: %s%n", tries, wrong.size(), refused.size(), refused);
        assertEquals(List.of(), wrong);
        assertTrue(refused.size() < tries * MOST_REFUSED, () -> refused.size() + " of " + tries + " are refused");
    }
}
