package dev.ringlock.reassigned;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.reassigned.ReassignedNumbers.Reassignment;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What keeps of the promise of {@link ReassignedNumbers} who knows something. */
abstract class ReassignedNumbersContract {

    static final PhoneNumber GIVEN_UP = PhoneNumber.ofCanonical("+12025550123");
    static final PhoneNumber KEPT = PhoneNumber.ofCanonical("+12025550124");
    static final PhoneNumber ABROAD = PhoneNumber.ofCanonical("+46701740605");
    static final LocalDate DAY = LocalDate.of(2026, 1, 31);

    /** Who knows that {@link #GIVEN_UP} was disconnected on {@link #DAY}, that {@link #KEPT} never was, and nothing else. */
    abstract ReassignedNumbers numbers();

    @Test
    void aNumberThatWasGivenUpSinceIsSomebodyElses() {
        assertEquals(Reassignment.YES, numbers().ask(GIVEN_UP, DAY.minusDays(1)));
        assertEquals(Reassignment.YES, numbers().ask(GIVEN_UP, DAY.minusYears(3)));
    }

    @Test
    void theDayItselfCounts() {
        assertEquals(Reassignment.YES, numbers().ask(GIVEN_UP, DAY));
    }

    @Test
    void whatWasGivenUpBeforeIsTheOneWhoSaidYes() {
        assertEquals(Reassignment.NO, numbers().ask(GIVEN_UP, DAY.plusDays(1)));
    }

    @Test
    void aNumberThatWasNeverGivenUpIsNobodyElses() {
        assertEquals(Reassignment.NO, numbers().ask(KEPT, DAY));
    }

    @Test
    void ofAnUnknownNumberNothingIsKnown() {
        assertEquals(Reassignment.NO_DATA, numbers().ask(ABROAD, DAY));
    }

    @Test
    void askingAgainAnswersTheSame() {
        ReassignedNumbers numbers = numbers();
        assertEquals(
                List.of(Reassignment.YES, Reassignment.NO, Reassignment.YES),
                List.of(numbers.ask(GIVEN_UP, DAY), numbers.ask(KEPT, DAY), numbers.ask(GIVEN_UP, DAY)));
    }
}
