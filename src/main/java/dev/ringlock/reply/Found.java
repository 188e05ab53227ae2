package dev.ringlock.reply;

import org.jspecify.annotations.Nullable;

/** What phrases begin at one place of a reply. One object looks at place after place. */
final class Found {

    /** How many words a gap in a phrase may skip. */
    private static final int WIDEST_GAP = 3;

    private static final int COVER = Kind.bits(
            Kind.OPT_OUT,
            Kind.OPT_IN,
            Kind.HELP,
            Kind.YES,
            Kind.POLITE,
            Kind.EMPHATIC,
            Kind.OBJECT,
            Kind.SCOPE,
            Kind.INTENT_WHOLE,
            Kind.INTENT_SENTENCE);

    private final Known known;
    private final int[] tokens;
    private final int count;

    /** All kinds that begin here, wherever they end. */
    int bits;
    /** The longest phrase that may be part of a reply of nothing else: its kinds and its end. */
    int coverBits;

    int coverEnd;

    @Nullable
    String scope;

    int intentEnd;
    int echoEnd;
    int negationEnd;
    /** How many places of the tree were looked at. */
    long steps;

    Found(Known known, int[] tokens, int count) {
        this.known = known;
        this.tokens = tokens;
        this.count = count;
    }

    Found at(int place) {
        bits = 0;
        coverBits = 0;
        coverEnd = place;
        scope = null;
        intentEnd = 0;
        echoEnd = 0;
        negationEnd = 0;
        if (place < count && tokens[place] != Known.NOTHING) {
            for (Node node : known.starts(tokens[place])) {
                walk(node, place + 1, Known.isTypo(tokens[place]));
            }
        }
        return this;
    }

    /** A phrase's length and its one gap bound how deep and how wide this goes: the time is a multiple of the words. */
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

    private void step(Node node, int place, boolean typo) {
        if (place < count && tokens[place] != Known.NOTHING) {
            for (int symbol : known.symbols(tokens[place])) {
                Node next = node.next(symbol);
                if (next != null) {
                    walk(next, place + 1, typo || Known.isTypo(tokens[place]));
                }
            }
        }
    }

    private void ends(Node node, int end, boolean typo) {
        bits |= node.bits;
        int cover = node.bits & COVER;
        if (cover != 0 && end >= coverEnd) {
            int kinds = typo ? Kind.TYPO.bit : cover;
            coverBits = end == coverEnd ? coverBits | kinds : kinds;
            scope = end == coverEnd && node.scope == null ? scope : node.scope;
            coverEnd = end;
        }
        if ((node.bits & Kind.INTENT.bit) != 0) {
            intentEnd = Math.max(intentEnd, end);
        }
        if ((node.bits & Kind.ECHO.bit) != 0) {
            echoEnd = Math.max(echoEnd, end);
        }
        if ((node.bits & Kind.NEGATION.bit) != 0) {
            negationEnd = Math.max(negationEnd, end);
        }
    }
}
