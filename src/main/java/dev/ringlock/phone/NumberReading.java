package dev.ringlock.phone;

/** The result of reading a typed number. */
public sealed interface NumberReading {

    /**
     * A number in its canonical form. {@link PhoneNumber#read} accepts valid numbers only.
     * {@link PhoneNumber#readKnownOrNot} accepts every number of a possible shape.
     */
    record AcceptedNumber(PhoneNumber number) implements NumberReading {}

    /** The text was refused. The reason never repeats the text. */
    record RefusedNumber(NumberRefusal reason) implements NumberReading {}
}
