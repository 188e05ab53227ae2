package dev.ringlock.reply;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** A text's words: letters and digits, each in its simplest form. It makes few new objects. */
final class Words {

    /** The apostrophes that phones write. */
    private static final String APOSTROPHES = "'\u2019\u2018\u02bc\uff07`\u00b4\u2032\u201b";

    private static final String QUESTIONS = "\uff1f\u061f\u037e";
    /** The ASCII results of {@link Folding}, precomputed. */
    private static final char[] ASCII = new char[128];

    static {
        for (int c = 0; c < ASCII.length; c++) {
            ASCII[c] = Folding.of(c).charAt(0);
        }
    }

    /** The endings that may follow an apostrophe within a word. */
    private static final Set<String> ENDINGS = Set.of("t", "m", "s", "d", "ve", "re", "ll");

    /** From the weakest to the strongest. */
    private static final String BREAKS =
            String.valueOf(new char[] {Folding.SPACE, Folding.COMMA, Folding.QUOTE, Folding.FULL_STOP});

    private static final int LONGEST_ENDING = 2;
    private static final int LETTER_BY_LETTER = 3;
    /** A word's first letter is a capital. */
    private static final byte CAPITAL = 1;
    /** A word has a small letter. */
    private static final byte SMALL = 2;

    private char[] letters;
    private int length;
    private int[] starts = new int[16];
    private char[] breaks = new char[16];
    private byte[] cases = new byte[16];
    private int count;
    /** The strongest separator since the last word. */
    private char pending = Folding.FULL_STOP;

    private boolean inWord;
    private boolean question;
    private boolean anySmall;

    private Words(int size) {
        letters = new char[size + 1];
    }

    static Words of(String text) {
        Words words = new Words(text.length());
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c < ASCII.length) {
                i++;
                if (c == '$' && isLetter(text, i)) {
                    words.add('s');
                } else if (c != '\'' || !words.isWithinWord(text, i)) {
                    words.add(ASCII[c]);
                    words.mark(c >= 'A' && c <= 'Z', c >= 'a' && c <= 'z');
                }
                words.question |= c == '?';
            } else {
                int codePoint = text.codePointAt(i);
                i += Character.charCount(codePoint);
                words.addOther(text, i, codePoint);
            }
        }
        return words;
    }

    int count() {
        return count;
    }

    /** The letters of all words, one after the other. */
    char[] letters() {
        return letters;
    }

    int start(int word) {
        return starts[word];
    }

    int end(int word) {
        return word + 1 < count ? starts[word + 1] : length;
    }

    /** The separator before a word: {@link Folding#SPACE}, {@link Folding#COMMA}, {@link Folding#QUOTE} or {@link Folding#FULL_STOP}. */
    char before(int word) {
        return breaks[word];
    }

    boolean beginsWithCapital(int word) {
        return (cases[word] & CAPITAL) != 0;
    }

    /** Whether a word is all capitals. */
    boolean isLoud(int word) {
        return cases[word] == CAPITAL;
    }

    /** Whether any word has a small letter. If not, capitals mean nothing. */
    boolean hasSmall() {
        return anySmall;
    }

    boolean hasQuestion() {
        return question;
    }

    boolean hasLetterByLetter() {
        int run = 0;
        for (int i = 0; i < count; i++) {
            run = isLetter(i) ? run + 1 : 0;
            if (run == LETTER_BY_LETTER) {
                return true;
            }
        }
        return false;
    }

    /** Joins runs of at least three one-letter words: S T O P. */
    Words spelledOut() {
        Words joined = new Words(length);
        int i = 0;
        while (i < count) {
            int after = i;
            while (after < count && isLetter(after)) {
                after++;
            }
            int until = after - i >= LETTER_BY_LETTER ? after : i + 1;
            joined.pending = breaks[i];
            for (int c = start(i); c < end(until - 1); c++) {
                joined.add(letters[c]);
            }
            joined.inWord = false;
            joined.cases[joined.count - 1] = cases[i];
            i = until;
        }
        joined.question = question;
        joined.anySmall = anySmall;
        return joined;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : " ").append(letters, start(i), end(i) - start(i));
        }
        return text.toString();
    }

    /** Whether an apostrophe is inside a word, as in don't and I'm, and not between two, as in d'accord. */
    private boolean isWithinWord(String text, int next) {
        int after = next;
        while (after < text.length() && after - next <= LONGEST_ENDING && Character.isLetter(text.charAt(after))) {
            after++;
        }
        return inWord
                && ENDINGS.contains(text.substring(next, after).toLowerCase(Locale.ROOT))
                && (letters[length - 1] == 'n' || after - next > 1 || !isT(text.charAt(next)));
    }

    private static boolean isT(char c) {
        return c == 't' || c == 'T';
    }

    private static boolean isLetter(String text, int at) {
        return at < text.length() && Character.isLetter(text.charAt(at));
    }

    private boolean isLetter(int word) {
        return end(word) - start(word) == 1 && !Folding.isUnspaced(letters[start(word)]);
    }

    private void addOther(String text, int next, int codePoint) {
        if (APOSTROPHES.indexOf(codePoint) < 0 || !isWithinWord(text, next)) {
            addAll(Folding.of(codePoint));
            mark(Character.isUpperCase(codePoint), Character.isLowerCase(codePoint));
        }
        question |= QUESTIONS.indexOf(codePoint) >= 0;
    }

    private void mark(boolean capital, boolean small) {
        if (inWord) {
            cases[count - 1] |= capital && length == starts[count - 1] + 1 ? CAPITAL : 0;
            cases[count - 1] |= small ? SMALL : 0;
            anySmall |= small;
        }
    }

    private void addAll(String folded) {
        for (int i = 0; i < folded.length(); i++) {
            add(folded.charAt(i));
        }
    }

    private void add(char c) {
        if (c == Folding.SPACE || c == Folding.COMMA || c == Folding.QUOTE || c == Folding.FULL_STOP) {
            inWord = false;
            pending = stronger(pending, c);
            return;
        }
        boolean unspaced = c >= Folding.FIRST_UNSPACED && Folding.isUnspaced(c);
        if (!inWord || unspaced) {
            begin();
        }
        if (length == letters.length) {
            letters = Arrays.copyOf(letters, 2 * length);
        }
        letters[length++] = c;
        inWord = !unspaced;
    }

    private void begin() {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            breaks = Arrays.copyOf(breaks, 2 * count);
            cases = Arrays.copyOf(cases, 2 * count);
        }
        starts[count] = length;
        breaks[count++] = pending;
        pending = Folding.SPACE;
        inWord = true;
    }

    private static char stronger(char one, char other) {
        return BREAKS.indexOf(one) > BREAKS.indexOf(other) ? one : other;
    }
}
