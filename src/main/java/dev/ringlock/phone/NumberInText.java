package dev.ringlock.phone;

import java.util.regex.Pattern;

/** Whether a text that is kept in clear probably holds a phone number. */
public final class NumberInText {

    private static final Pattern TEN = Pattern.compile("\\d(?:[^\\dA-Za-z/]{0,3}\\d){9,}");
    private static final Pattern SEVEN = Pattern.compile("\\d(?:[^\\d\\p{L}]{0,3}\\d){6,}");

    private NumberInText() {}

    /** Ten digits or more, with any characters between them. For texts that programs write, and paths of pages. */
    public static boolean isIn(String text) {
        return TEN.matcher(latin(text)).find();
    }

    /** Seven digits or more, the shortest way to write a number. Some dates match too. */
    public static boolean mayBeIn(String text) {
        return SEVEN.matcher(latin(text)).find();
    }

    /** Digits of every script as ASCII digits, which the patterns know. */
    private static String latin(String text) {
        StringBuilder latin = new StringBuilder();
        text.codePoints()
                .map(c -> Character.isDigit(c) ? '0' + Character.digit(c, 10) : c)
                .forEach(latin::appendCodePoint);
        return latin.toString();
    }
}
