package dev.ringlock.reply;

import org.jspecify.annotations.Nullable;

/** The phrases that begin at one place of a reply. One object is used for place after place. */
final class FoundPhrases {

    /** How many words a gap in a phrase may skip. */
    private static final int WIDEST_GAP = 3;

    private static final int COVER = WordClass.bits(
            WordClass.OPT_OUT,
            WordClass.OPT_IN,
            WordClass.HELP,
            WordClass.YES,
            WordClass.POLITE,
            WordClass.EMPHATIC,
            WordClass.OBJECT,
            WordClass.SCOPE,
            WordClass.INTENT_WHOLE,
            WordClass.INTENT_SENTENCE,
            WordClass.REVIEW_WHOLE,
            WordClass.REVIEW_SENTENCE);

    /** How many filler words a phrase may have between two of its own words. */
    private static final int MOST_FILLERS = 2;

    private final KnownWords known;
    private final int[] tokens;
    private final int count;

    /** The kinds of all phrases that begin here. */
    int bits;
    /** The kinds and the end of the longest phrase that can be part of a reply without other text. */
    int coverBits;

    int coverEnd;

    @Nullable
    String scope;

    int intentEnd;
    /** The end of the longest phrase that counts only at the beginning of a sentence, and below, only at its end. */
    int firstEnd;

    int lastEnd;
    int echoEnd;
    int negationEnd;
    int nearNegationEnd;
    int harmlessEnd;
    int doubtfulEnd;
    int bareDoubtfulEnd;
    /** How many nodes of the tree were visited. A test bounds the work with it. */
    long steps;

    FoundPhrases(KnownWords known, int[] tokens, int count) {
        this.known = known;
        this.tokens = tokens;
        this.count = count;
    }

    FoundPhrases at(int place) {
        bits = 0;
        coverBits = 0;
        coverEnd = place;
        scope = null;
        intentEnd = 0;
        firstEnd = 0;
        lastEnd = 0;
        echoEnd = 0;
        negationEnd = 0;
        nearNegationEnd = 0;
        harmlessEnd = 0;
        doubtfulEnd = 0;
        bareDoubtfulEnd = 0;
        if (place < count && tokens[place] != KnownWords.NOTHING) {
            for (Node node : known.starts(tokens[place])) {
                walk(node, place + 1, KnownWords.isTypo(tokens[place]));
            }
        }
        return this;
    }

    /**
     * The depth and width are bounded by a phrase's length and its one gap. So the time is linear in the number of
     * words.
     */
    private void walk(Node node, int end, boolean typo) {
        steps++;
        if (node.bits != 0) {
            ends(node, end, typo);
        }
        step(node, end, typo);
        Node afterGap = node.afterGap();
        if (afterGap != null) {
            int skipped = end;
            step(afterGap, skipped, typo);
            while (skipped < count && skipped < end + WIDEST_GAP && !known.isOptOut(tokens[skipped])) {
                step(afterGap, ++skipped, typo);
            }
        }
    }

    private void step(Node node, int from, boolean typo) {
        int until = Math.min(count, from + MOST_FILLERS + 1);
        for (int place = from; place < until && tokens[place] != KnownWords.NOTHING; place++) {
            for (int symbol : known.symbols(tokens[place])) {
                Node next = node.next(symbol);
                if (next != null) {
                    walk(next, place + 1, typo || KnownWords.isTypo(tokens[place]));
                }
            }
            if (!known.isFiller(tokens[place])) {
                return;
            }
        }
    }

    private void ends(Node node, int end, boolean typo) {
        bits |= node.bits;
        int cover = node.bits & COVER;
        if (cover != 0 && end >= coverEnd) {
            int kinds = typo ? WordClass.TYPO.bit : cover;
            coverBits = end == coverEnd ? coverBits | kinds : kinds;
            scope = end == coverEnd && node.scope == null ? scope : node.scope;
            coverEnd = end;
        }
        if ((node.bits & WordClass.AT_AN_END) != 0) {
            intentEnd = later(node, WordClass.INTENT, intentEnd, end);
            firstEnd = later(node, WordClass.INTENT_FIRST, firstEnd, end);
            lastEnd = later(node, WordClass.INTENT_LAST, lastEnd, end);
            echoEnd = later(node, WordClass.ECHO, echoEnd, end);
            negationEnd = later(node, WordClass.NEGATION, negationEnd, end);
            nearNegationEnd = later(node, WordClass.NEGATION_NEAR, nearNegationEnd, end);
            harmlessEnd = later(node, WordClass.HARMLESS, harmlessEnd, end);
            doubtfulEnd = later(node, WordClass.DOUBTFUL, doubtfulEnd, end);
            bareDoubtfulEnd = later(node, WordClass.DOUBTFUL_BARE, bareDoubtfulEnd, end);
        }
    }

    private static int later(Node node, WordClass kind, int known, int end) {
        return (node.bits & kind.bit) == 0 ? known : Math.max(known, end);
    }
}
