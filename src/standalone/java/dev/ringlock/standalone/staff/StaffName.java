package dev.ringlock.standalone.staff;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The name of a person or a client, in lower case. It is on the ledger, so it looks like no phone number. */
public record StaffName(String value) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9@._+-]{0,63}");
    private static final int MOST_DIGITS = 6;

    /** What is wrong with a name that is none. */
    public static final String RULE = "A name begins with a letter, and has at most 64 letters, digits and @ . _ + -,"
            + " of them at most " + MOST_DIGITS + " digits.";

    /** Empty if it cannot be a name. Capital letters count as small ones. */
    public static Optional<StaffName> of(String typed) {
        String name = typed.strip().toLowerCase(Locale.ROOT);
        boolean fits = NAME.matcher(name).matches()
                && name.chars().filter(c -> c >= '0' && c <= '9').count() <= MOST_DIGITS;
        return fits ? Optional.of(new StaffName(name)) : Optional.empty();
    }
}
