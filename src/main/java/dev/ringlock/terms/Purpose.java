package dev.ringlock.terms;

import java.util.regex.Pattern;

/**
 * A use of a number, by its id in the policy: a lower-case letter, then up to 30 lower-case letters, digits
 * and dashes.
 */
public record Purpose(String id) implements Comparable<Purpose> {

    private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9-]{0,30}");

    /** Reserved: re-checking and re-keying numbers. Nobody asks for it by itself; every notice names it. */
    public static final Purpose MAINTENANCE = new Purpose("maintenance");

    public Purpose {
        if (!isId(id)) {
            throw new IllegalArgumentException("not a purpose's id");
        }
    }

    public static boolean isId(String text) {
        return SHAPE.matcher(text).matches();
    }

    @Override
    public int compareTo(Purpose other) {
        return id.compareTo(other.id);
    }

    @Override
    public String toString() {
        return id;
    }
}
