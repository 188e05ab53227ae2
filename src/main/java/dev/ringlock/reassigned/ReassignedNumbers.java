package dev.ringlock.reassigned;

import dev.ringlock.phone.PhoneNumber;
import java.time.LocalDate;

/**
 * The promise of a source on disconnected numbers: the FCC's Reassigned Numbers Database, queried through the owner, or
 * the owner's own list. Each query ends within a few seconds, and repeating one is harmless.
 */
@FunctionalInterface
public interface ReassignedNumbers {

    /** The source's answer. */
    enum Reassignment {
        /** It was permanently disconnected on that day or later. Whoever has it now is not the person who consented. */
        YES,
        /** It was not. */
        NO,
        /** The source does not know the number. */
        NO_DATA
    }

    /**
     * Whether the number was permanently disconnected since that day.
     *
     * @param since the last day on which its person was known to have it, included: no number is given to a new
     *     person on the day on which the old one gave it up
     * @throws ReassignedUnavailableException if the source cannot answer now; nothing else is ever thrown
     */
    Reassignment ask(PhoneNumber number, LocalDate since);

    /** A source that knows no number. */
    static ReassignedNumbers none() {
        return (number, since) -> Reassignment.NO_DATA;
    }
}
