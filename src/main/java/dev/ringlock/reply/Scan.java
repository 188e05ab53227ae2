package dev.ringlock.reply;

import org.jspecify.annotations.Nullable;

/** One walk over a reply's words, from the first to the last, noting what they amount to. */
final class Scan {

    /** How far a negation reaches within its clause. */
    private static final int REACH_OF_NEGATION = 4;

    private final Words words;
    private final int[] tokens;
    private final Found found;

    private int whole;
    private int sentence;
    private @Nullable String scope;
    private boolean severalScopes;
    private boolean intent;
    private boolean review;
    private boolean everything;
    private boolean all;

    private int coveredUntil;
    private int negatedFrom;
    private int negatedUntil;
    private int echoUntil;

    Scan(Known known, Words words, int[] tokens) {
        this.words = words;
        this.tokens = tokens;
        this.found = new Found(known, tokens, words.count());
    }

    Scan run() {
        boolean signed = false;
        for (int i = 0; i < words.count(); i++) {
            if (words.before(i) != Folding.SPACE) {
                begin(i);
            }
            found.at(i);
            signed |= i > 0 && (found.bits & Kind.SIGNATURE.bit) != 0;
            everything |= (found.bits & Kind.EVERYTHING.bit) != 0 && !signed;
            all |= (found.bits & Kind.ALL.bit) != 0 && !signed;
            if (i >= coveredUntil && !signed) {
                cover(i);
            }
            if (i >= echoUntil) {
                listen(i);
            }
        }
        endSentence();
        return this;
    }

    private void begin(int place) {
        if (words.before(place) == Folding.STOP) {
            endSentence();
        }
        if (place >= coveredUntil) {
            negatedUntil = 0;
        }
    }

    private void endSentence() {
        intent |= (sentence & (Kind.INTENT_SENTENCE.bit | Kind.OTHER.bit)) == Kind.INTENT_SENTENCE.bit;
        sentence = 0;
    }

    private void cover(int place) {
        int bits = found.coverBits == 0 ? Kind.OTHER.bit : found.coverBits;
        coveredUntil = Math.max(place + 1, found.coverEnd);
        if ((bits & Kind.OPT_OUT.bit) != 0) {
            // whatever else such a word may be, as an owner's NO is
            bits &= Kind.OPT_OUT.bit | Kind.INTENT_SENTENCE.bit;
        } else if (found.scope != null) {
            bits &= ~Kind.OBJECT.bit;
            severalScopes |= scope != null && !scope.equals(found.scope);
            scope = found.scope;
        }
        whole |= bits;
        sentence |= bits;
    }

    private void listen(int place) {
        boolean negated = place >= negatedFrom && place < negatedUntil;
        if (found.echoEnd > 0) {
            review = true;
            echoUntil = found.echoEnd;
            return;
        }
        review |= (found.bits & (Kind.REVIEW.bit | Kind.IN_A_SENTENCE.bit)) != 0
                && (!Known.isTypo(tokens[place]) || Known.isLongTypo(tokens[place]));
        if (found.negationEnd > 0) {
            negatedFrom = found.negationEnd;
            negatedUntil = found.negationEnd + REACH_OF_NEGATION;
        }
        if (found.intentEnd > 0) {
            review = true;
            intent |= !negated && !isLimited(found.intentEnd);
        }
    }

    private boolean isLimited(int end) {
        return end < words.count() && words.before(end) != Folding.STOP && (found.at(end).bits & Kind.LIMIT.bit) != 0;
    }

    /** The reply is nothing but these, and has at least one of the first. */
    boolean isOnly(Kind wanted, Kind... allowed) {
        return has(wanted) && (whole & ~(wanted.bit | Kind.bits(allowed))) == 0;
    }

    boolean has(Kind kind) {
        return (whole & kind.bit) != 0;
    }

    long steps() {
        return found.steps;
    }

    boolean isIntent() {
        return intent;
    }

    boolean isForReview() {
        return review;
    }

    /** Of the one purpose that is named, if one is. */
    Reply optOut(Reading reading) {
        return scope == null || severalScopes || everything
                ? optOutOfAll(reading)
                : new Reply(reading, scope, false, false);
    }

    /** In a sentence no name of a purpose counts: to guess the smaller of two meanings could lose a no. */
    Reply optOutOfAll(Reading reading) {
        return new Reply(reading, null, everything || all || severalScopes, false);
    }
}
