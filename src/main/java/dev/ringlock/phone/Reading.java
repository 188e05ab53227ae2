package dev.ringlock.phone;

/** What came of reading a typed number. */
public sealed interface Reading {

    /** A valid number in its canonical form. */
    record Accepted(PhoneNumber number) implements Reading {}

    /** Not a number we can take; the reason never repeats what was typed. */
    record Refused(NumberRefusal reason) implements Reading {}
}
