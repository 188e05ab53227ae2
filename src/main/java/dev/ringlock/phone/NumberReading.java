package dev.ringlock.phone;

/** What came of reading a typed number. */
public sealed interface NumberReading {

    /**
     * A number in its canonical form. {@link PhoneNumber#read} takes valid ones alone, {@link
     * PhoneNumber#readKnownOrNot} also others of a possible shape.
     */
    record AcceptedNumber(PhoneNumber number) implements NumberReading {}

    /** Not a number we can take; the reason never repeats what was typed. */
    record RefusedNumber(NumberRefusal reason) implements NumberReading {}
}
