package dev.ringlock.reassigned;

import dev.ringlock.phone.PhoneNumber;
import java.time.LocalDate;

/**
 * The promise of somebody who knows which numbers were given up: the FCC's Reassigned Numbers Database, asked by way of the
 * owner, or a list of theirs. Each call ends within a few seconds, and asking again is harmless.
 */
@FunctionalInterface
public interface ReassignedNumbers {

    /** What the database answers. */
    enum Reassignment {
        /** It was permanently disconnected on that day or later: whoever has it now is not who said yes. */
        YES,
        /** It was not. */
        NO,
        /** Nothing is known of it. */
        NO_DATA
    }

    /**
     * Whether the number was permanently disconnected since.
     *
     * @param since the day on which its person was last known to have it, that day included: nobody is given a number on
     *     the day on which another gave it up
     * @throws ReassignedUnavailableException if it cannot be told now; nothing else is ever thrown
     */
    Reassignment ask(PhoneNumber number, LocalDate since);

    /** For who asks nobody: nothing is known of any number. */
    static ReassignedNumbers none() {
        return (number, since) -> Reassignment.NO_DATA;
    }
}
