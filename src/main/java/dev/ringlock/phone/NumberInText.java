package dev.ringlock.phone;

import java.util.regex.Pattern;

/** Whether a text that is kept in clear holds a phone number, as likely as not. */
public final class NumberInText {

    private static final Pattern TEN = Pattern.compile("\\d(?:[^\\dA-Za-z/]{0,3}\\d){9,}");
    private static final Pattern SEVEN = Pattern.compile("\\d(?:[^\\d\\p{L}]{0,3}\\d){6,}");

    private NumberInText() {}

    /** Ten digits or more, whatever stands between them: for what programs write, and paths of pages. */
    public static boolean isIn(String text) {
        return TEN.matcher(latin(text)).find();
    }

    /** Seven digits or more, as short as a person may write a number. Some dates are taken for one. */
    public static boolean mayBeIn(String text) {
        return SEVEN.matcher(latin(text)).find();
    }

    /** Digits of every script as those that patterns know. */
    private static String latin(String text) {
        StringBuilder latin = new StringBuilder();
        text.codePoints()
                .map(c -> Character.isDigit(c) ? '0' + Character.digit(c, 10) : c)
                .forEach(latin::appendCodePoint);
        return latin.toString();
    }
}
