package dev.ringlock.reply;

import org.jspecify.annotations.Nullable;

/** A short reply whose words were typed without spaces, such as removeme or STOP2END. */
final class GluedWords {

    /** Longer replies are sentences. An unknown word in them is rarely two words without a space. */
    private static final int LONGEST = 60;

    private static final int SHORTEST_PIECE = 2;

    private final KnownWords known;
    private final Words words;

    GluedWords(KnownWords known, Words words) {
        this.known = known;
        this.words = words;
    }

    /** The reply with spaces between such words. Null if it has none. */
    @Nullable
    String apart() {
        if (words.end(words.count() - 1) > LONGEST) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        boolean split = false;
        for (int i = 0; i < words.count(); i++) {
            int[] cuts = known.isWord(words.letters(), words.start(i), words.end(i))
                    ? new int[] {words.start(i)}
                    : cuts(words.start(i), words.end(i));
            split |= cuts.length > 1;
            text.append(words.before(i));
            for (int c = 0; c < cuts.length; c++) {
                int end = c + 1 < cuts.length ? cuts[c + 1] : words.end(i);
                text.append(' ').append(words.letters(), cuts[c], end - cuts[c]);
            }
        }
        return split ? text.toString() : null;
    }

    /**
     * The starts of the known words inside this word, with as few words as possible. Only its own start if it is not made
     * of known words.
     */
    private int[] cuts(int start, int end) {
        int length = end - start;
        int[] pieces = new int[length + 1];
        int[] from = new int[length + 1];
        for (int until = 1; until <= length; until++) {
            pieces[until] = length + 1;
            for (int begin = 0; begin < until; begin++) {
                if (pieces[begin] + 1 < pieces[until] && isPiece(start + begin, start + until)) {
                    pieces[until] = pieces[begin] + 1;
                    from[until] = begin;
                }
            }
        }
        if (pieces[length] > length) {
            return new int[] {start};
        }
        int[] cuts = new int[pieces[length]];
        int at = length;
        for (int i = cuts.length - 1; i >= 0; i--) {
            at = from[at];
            cuts[i] = start + at;
        }
        return cuts;
    }

    private boolean isPiece(int start, int end) {
        return (end - start >= SHORTEST_PIECE || Character.isDigit(words.letters()[start]))
                && known.isWord(words.letters(), start, end);
    }
}
