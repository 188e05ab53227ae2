package dev.ringlock.reply;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Reduces a code point to simple letters: NFKC, lower case without a locale, no format characters, no accents.
 *
 * <p>It works on one code point at a time. {@link Normalizer} sorts accents by insertion, so a long run of accents
 * would take quadratic time. The result is the same: what NFKC composes is decomposed again to strip the accents.
 */
final class Folding {

    /** Ends a word. */
    static final char SPACE = ' ';
    /** Ends a word and a clause. */
    static final char COMMA = ',';
    /** Ends a word. A quotation may begin behind it. */
    static final char QUOTE = '"';
    /** Ends a word and a sentence. */
    static final char FULL_STOP = '.';

    /**
     * Scripts without spaces come after this code point. Each of their letters is a word, so that a word is found
     * inside a sentence.
     */
    static final char FIRST_UNSPACED = '\u0e00';

    private static final int PAGE = 256;
    private static final String[][] PAGES = new String[(Character.MAX_CODE_POINT + 1) / PAGE][];
    private static final String QUOTES = "\"\u201c\u201e\u00ab";
    private static final String COMMAS = ",;:、،";
    private static final String SENTENCE_ENDS = ".!?\n\r\u2028\u2029\u0085。؟¿¡…";
    /** Arabic's tatweel. It only stretches a word. */
    private static final int TATWEEL = 'ـ';
    /** Letters that people use in place of {@link #OTHER_LETTER}. */
    private static final String ONE_LETTER = "ςىة";

    private static final String OTHER_LETTER = "σيه";
    /** Hangul fillers: their category is letter, but they are blank. */
    private static final String BLANK_LETTERS = "\u115f\u1160\u3164\uffa0";

    private Folding() {}

    /**
     * Thai, Lao, Khmer and Burmese letters, kana and Han. Hangul too: it is written with spaces, but its words take
     * endings.
     */
    static boolean isUnspaced(char c) {
        return (c >= '\u0e00' && c <= '\u0eff')
                || (c >= '\u1000' && c <= '\u109f')
                || (c >= '\u1100' && c <= '\u11ff')
                || (c >= '\u1780' && c <= '\u17ff')
                || (c >= '\u3040' && c <= '\u30ff')
                || (c >= '\u3400' && c <= '\u9fff');
    }

    /** The letters and digits of a code point, or a separator where a word ends. Empty if the code point is dropped. */
    static String of(int codePoint) {
        String[] page = PAGES[codePoint / PAGE];
        if (page == null) {
            // A race is harmless: both threads make the same page, and strings are safe to share.
            page = new String[PAGE];
            PAGES[codePoint / PAGE] = page;
        }
        String folded = page[codePoint % PAGE];
        if (folded == null) {
            folded = fold(codePoint);
            page[codePoint % PAGE] = folded;
        }
        return folded;
    }

    private static String fold(int codePoint) {
        if (SENTENCE_ENDS.indexOf(codePoint) >= 0) {
            return String.valueOf(FULL_STOP);
        }
        if (QUOTES.indexOf(codePoint) >= 0) {
            return String.valueOf(QUOTE);
        }
        int type = Character.getType(codePoint);
        if (type == Character.SURROGATE || BLANK_LETTERS.indexOf(codePoint) >= 0) {
            return String.valueOf(SPACE);
        }
        String lower = squaredOrCircled(
                        Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKC), codePoint)
                .toLowerCase(Locale.ROOT);
        StringBuilder folded = new StringBuilder();
        Normalizer.normalize(lower, Normalizer.Form.NFD).codePoints().forEach(c -> append(folded, c));
        return folded.toString();
    }

    private static void append(StringBuilder folded, int c) {
        int type = Character.getType(c);
        if (c == TATWEEL) {
            return;
        }
        if (Character.isLetterOrDigit(c)) {
            int at = ONE_LETTER.indexOf(c);
            folded.appendCodePoint(at < 0 ? c : OTHER_LETTER.charAt(at));
        } else if (SENTENCE_ENDS.indexOf(c) >= 0) {
            folded.append(FULL_STOP);
        } else if (COMMAS.indexOf(c) >= 0) {
            folded.append(COMMA);
        } else if (type != Character.FORMAT && type != Character.NON_SPACING_MARK) {
            folded.append(SPACE);
        }
    }

    /** People read white letters on dark squares and circles as letters. Unicode calls them pictures. */
    private static String squaredOrCircled(String nfkc, int codePoint) {
        if (codePoint >= 0x1f150 && codePoint <= 0x1f169) {
            return String.valueOf((char) ('a' + codePoint - 0x1f150));
        }
        return codePoint >= 0x1f170 && codePoint <= 0x1f189 ? String.valueOf((char) ('a' + codePoint - 0x1f170)) : nfkc;
    }
}
