package dev.ringlock.reply;

import java.util.Arrays;

/** A text's words: letters and digits, each in its simplest form, without a text's worth of new objects. */
final class Words {

    /** What a person's phone writes in don't. */
    private static final String APOSTROPHES = "'\u2019\u2018\u02bc\uff07`\u00b4\u2032\u201b";
    /** ASCII as {@link Folding} would have it. */
    private static final char[] ASCII = new char[128];

    static {
        for (int c = 0; c < ASCII.length; c++) {
            ASCII[c] = Folding.of(c).charAt(0);
        }
    }

    private static final int LETTER_BY_LETTER = 3;

    private char[] letters;
    private int length;
    private int[] starts = new int[16];
    private char[] breaks = new char[16];
    private int count;
    /** The most that lay between the last word and this place. */
    private char pending = Folding.STOP;

    private boolean inWord;

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
                if (c != '\'' || !words.inNegation(text, i)) {
                    words.add(ASCII[c]);
                }
            } else {
                int codePoint = text.codePointAt(i);
                i += Character.charCount(codePoint);
                if (APOSTROPHES.indexOf(codePoint) < 0 || !words.inNegation(text, i)) {
                    words.addAll(Folding.of(codePoint));
                }
            }
        }
        return words;
    }

    int count() {
        return count;
    }

    /** All letters, the words' one after the other. */
    char[] letters() {
        return letters;
    }

    int start(int word) {
        return starts[word];
    }

    int end(int word) {
        return word + 1 < count ? starts[word + 1] : length;
    }

    /** What lies before a word: {@link Folding#SPACE}, {@link Folding#COMMA} or {@link Folding#STOP}. */
    char before(int word) {
        return breaks[word];
    }

    boolean hasLetterByLetter() {
        int run = 0;
        for (int i = 0; i < count; i++) {
            run = end(i) - start(i) == 1 ? run + 1 : 0;
            if (run == LETTER_BY_LETTER) {
                return true;
            }
        }
        return false;
    }

    /** Words of one letter that follow each other, at least three, as one: S T O P. */
    Words spelledOut() {
        Words joined = new Words(length);
        int i = 0;
        while (i < count) {
            int after = i;
            while (after < count && end(after) - start(after) == 1) {
                after++;
            }
            int until = after - i >= LETTER_BY_LETTER ? after : i + 1;
            joined.pending = breaks[i];
            for (int c = start(i); c < end(until - 1); c++) {
                joined.add(letters[c]);
            }
            joined.inWord = false;
            i = until;
        }
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

    private boolean inNegation(String text, int next) {
        return inWord
                && letters[length - 1] == 'n'
                && next < text.length()
                && (text.charAt(next) == 't' || text.charAt(next) == 'T');
    }

    private void addAll(String folded) {
        for (int i = 0; i < folded.length(); i++) {
            add(folded.charAt(i));
        }
    }

    private void add(char c) {
        if (c == Folding.SPACE || c == Folding.COMMA || c == Folding.STOP) {
            inWord = false;
            pending = stronger(pending, c);
            return;
        }
        if (!inWord) {
            begin();
        }
        if (length == letters.length) {
            letters = Arrays.copyOf(letters, 2 * length);
        }
        letters[length++] = c;
    }

    private void begin() {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            breaks = Arrays.copyOf(breaks, 2 * count);
        }
        starts[count] = length;
        breaks[count++] = pending;
        pending = Folding.SPACE;
        inWord = true;
    }

    private static char stronger(char one, char other) {
        return one == Folding.STOP || other == Folding.SPACE ? one : other;
    }
}
