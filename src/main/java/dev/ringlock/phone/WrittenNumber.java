package dev.ringlock.phone;

import java.text.Normalizer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The many ways to write one phone number, brought to one: digits, a plus, and ASCII's spaces and punctuation. */
final class WrittenNumber {

    private static final int FEWEST_DIGITS_OF_A_NUMBER = 7;

    /** Contact apps wrap copied numbers in direction marks. The variation selectors belong to emoji. */
    static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\uFE0E\uFE0F]+");

    private static final Pattern BETWEEN_NUMBERS =
            Pattern.compile("[,;/|&\\v]|\\p{L}+|(?<=\\p{Nd})[^\\p{Nd}]*(?=[+＋])");
    private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\p{Z}\u0085]+");
    private static final Pattern WHITE_SPACE_AROUND = Pattern.compile("^[\\s\\p{Z}\u0085]+|[\\s\\p{Z}\u0085]+$");
    /** Small and full-width forms of ASCII, as in East Asian text. */
    private static final Pattern WIDE = Pattern.compile("[\uFE50-\uFE6F\uFF00-\uFFEF]+");
    /** Hyphens, dashes, minus signs, and the Japanese long vowel, which is the key beside the digits. */
    private static final Pattern DASH = Pattern.compile("[\\p{Pd}˗⁃−ー]");

    private static final Pattern DOT = Pattern.compile("[·•‧․∙⋅・。]");
    private static final Pattern SLASH = Pattern.compile("[⁄∕]");
    /** A link's scheme, or a word before the number, as in {@code Tel.: }. */
    private static final Pattern LABEL = Pattern.compile(
            "(?i)^(?:tel|telephone|phone|mobile|mob|cell|sms|callto|p|t|m|c)[.]?\\s?:\\s*(?=[+(\\[\\p{Nd}])");

    /** What a link with a number without a code says of the code (RFC 3966). */
    private static final Pattern CONTEXT = Pattern.compile("^([^+;]+);phone-context=([+][\\p{Nd}-]{1,8})$");

    private static final Pattern SENTENCE_MARKS = Pattern.compile("[\\s.,;:]+$");

    private WrittenNumber() {}

    /** Without invisible marks and the space around it. */
    static String visible(String typed) {
        return WHITE_SPACE_AROUND
                .matcher(INVISIBLE.matcher(typed).replaceAll(""))
                .replaceAll("");
    }

    /** The same number in plain characters. Digits keep their script, so that a mix is seen. */
    static String plain(String typed) {
        String text = visible(typed);
        text = WIDE.matcher(text).replaceAll(wide -> Normalizer.normalize(wide.group(), Normalizer.Form.NFKC));
        text = WHITE_SPACE.matcher(text).replaceAll(" ");
        text = DASH.matcher(text).replaceAll("-");
        text = SLASH.matcher(DOT.matcher(text).replaceAll(".")).replaceAll("/");
        text = LABEL.matcher(text).replaceFirst("");
        text = CONTEXT.matcher(text).replaceFirst("$2 $1");
        return SENTENCE_MARKS.matcher(text).replaceFirst("");
    }

    static boolean isSeveral(String text) {
        return numbersBetween(BETWEEN_NUMBERS, text) > 1 || numbersBetween(WHITE_SPACE, text) > 1;
    }

    private static long numbersBetween(Pattern separator, String text) {
        return Stream.of(separator.split(text))
                .filter(part -> part.codePoints().filter(Character::isDigit).count() >= FEWEST_DIGITS_OF_A_NUMBER)
                .count();
    }
}
