package dev.ringlock.reply;

import org.jspecify.annotations.Nullable;

/** One pass over a reply's words, from first to last. It notes what they mean together. */
final class Scan {

    /** How many words a negation reaches within its clause. */
    private static final int REACH_OF_NEGATION = 4;

    private static final int BEFORE_THE_FIRST = WordClass.bits(
            WordClass.POLITE, WordClass.EMPHATIC, WordClass.YES, WordClass.HELP, WordClass.OPT_IN, WordClass.OBJECT);

    private static final int OPT_OUTS = WordClass.bits(
            WordClass.OPT_OUT,
            WordClass.INTENT_SENTENCE,
            WordClass.INTENT_WHOLE,
            WordClass.REVIEW_SENTENCE,
            WordClass.REVIEW_WHOLE);

    private static final int INTENTS = WordClass.bits(WordClass.INTENT_SENTENCE, WordClass.INTENT_WHOLE);

    /** A limit to an opt-out begins at most this many words behind it. */
    private static final int REACH_OF_LIMIT = 5;

    private final Words words;
    private final int[] tokens;
    private final FoundPhrases found;
    private final boolean glued;

    private int whole;
    private int sentence;
    private @Nullable String scope;
    private boolean severalScopes;
    private boolean intent;
    /** An opt-out by one word and its position, such as stop at the end of a sentence. */
    private boolean bareIntent;

    private boolean laughs;
    private boolean review;
    private boolean everything;
    private boolean all;

    private int coveredUntil;
    private int negatedFrom;
    private int negatedUntil;
    private int harmlessUntil;
    private int doubtfulUntil;
    private int bareDoubtfulUntil;
    private int echoUntil;
    /** The end of an opt-out that counts only at the end of a sentence. */
    private int lastUntil;

    private int behindLast;

    Scan(KnownWords known, Words words, int[] tokens, boolean glued) {
        this.glued = glued;
        this.words = words;
        this.tokens = tokens;
        this.found = new FoundPhrases(known, tokens, words.count());
    }

    Scan run() {
        boolean signed = false;
        for (int i = 0; i < words.count(); i++) {
            if (words.before(i) != Folding.SPACE) {
                begin(i);
            }
            found.at(i);
            harmlessUntil = Math.max(harmlessUntil, withinSentence(i, found.harmlessEnd));
            doubtfulUntil = Math.max(doubtfulUntil, withinSentence(i, found.doubtfulEnd));
            bareDoubtfulUntil = Math.max(bareDoubtfulUntil, withinSentence(i, found.bareDoubtfulEnd));
            signed |= i > 0 && (found.bits & WordClass.SIGNATURE.bit) != 0;
            boolean first = (sentence & ~BEFORE_THE_FIRST) == 0;
            if (i >= coveredUntil && !signed) {
                cover(i);
            }
            if (i >= echoUntil) {
                listen(i, first, signed);
            }
        }
        endSentence();
        return this;
    }

    /** {@code end}, or 0 if the phrase crosses the end of a sentence. */
    private int withinSentence(int begin, int end) {
        for (int i = begin + 1; i < end; i++) {
            if (words.before(i) == Folding.FULL_STOP) {
                return 0;
            }
        }
        return end;
    }

    /** {@code end}, or 0 if the phrase crosses a comma or the end of a sentence. */
    private int withinClause(int begin, int end) {
        for (int i = begin + 1; i < end; i++) {
            if (words.before(i) == Folding.COMMA || words.before(i) == Folding.FULL_STOP) {
                return 0;
            }
        }
        return end;
    }

    private void begin(int place) {
        if (words.before(place) != Folding.COMMA) {
            endSentence();
        }
        if (place >= coveredUntil) {
            negatedUntil = 0;
        }
    }

    private void endSentence() {
        bareIntent |=
                (sentence & (WordClass.INTENT_SENTENCE.bit | WordClass.OTHER.bit)) == WordClass.INTENT_SENTENCE.bit;
        review |= (sentence & (WordClass.REVIEW_SENTENCE.bit | WordClass.OTHER.bit)) == WordClass.REVIEW_SENTENCE.bit;
        review |= lastUntil > 0 && (behindLast & WordClass.OTHER.bit) == 0;
        bareIntent |= lastUntil > 0 && (behindLast & WordClass.OTHER.bit) == 0;
        sentence = 0;
        lastUntil = 0;
    }

    private void cover(int place) {
        int bits = found.coverBits == 0 ? WordClass.OTHER.bit : found.coverBits;
        coveredUntil = Math.max(place + 1, found.coverEnd);
        if (place < harmlessUntil) {
            bits = WordClass.OTHER.bit;
        } else if (place < Math.max(doubtfulUntil, bareDoubtfulUntil) && (bits & OPT_OUTS) != 0) {
            bits = WordClass.REVIEW_SENTENCE.bit | WordClass.REVIEW_WHOLE.bit;
        } else if ((bits & WordClass.OPT_OUT.bit) != 0) {
            // An opt-out word is only that, even if it is another word too: an owner's NO is one.
            bits &= WordClass.OPT_OUT.bit | WordClass.INTENT_SENTENCE.bit;
        } else if (found.scope != null) {
            bits &= ~(WordClass.OBJECT.bit | WordClass.EMPHATIC.bit);
            severalScopes |= scope != null && !scope.equals(found.scope);
            scope = found.scope;
        }
        if ((bits & INTENTS) != 0) {
            bits &= ~(WordClass.REVIEW_SENTENCE.bit | WordClass.REVIEW_WHOLE.bit);
        }
        whole |= bits;
        sentence |= place < echoUntil ? WordClass.OTHER.bit : bits;
        behindLast |= place >= lastUntil ? bits : 0;
    }

    private void listen(int place, boolean first, boolean signed) {
        if ((found.bits & WordClass.POLITE.bit) != 0 && place > negatedFrom) {
            // a new request: I can't vote please remove
            negatedUntil = 0;
        }
        boolean negated = place >= negatedFrom && place < negatedUntil;
        int echo = withinClause(place, found.echoEnd);
        if (echo > 0) {
            review = true;
            echoUntil = echo;
            return;
        }
        if (found.negationEnd > 0) {
            negatedFrom = found.negationEnd;
            negatedUntil = found.negationEnd + REACH_OF_NEGATION;
        }
        if (found.nearNegationEnd > negatedUntil) {
            negatedFrom = place + 1;
            negatedUntil = found.nearNegationEnd + 1;
        }
        if (place < harmlessUntil) {
            return;
        }
        everything |= (found.bits & WordClass.EVERYTHING.bit) != 0 && !signed && !negated;
        all |= (found.bits & WordClass.ALL.bit) != 0 && !signed;
        review |= (found.bits & (WordClass.REVIEW.bit | WordClass.IN_A_SENTENCE.bit)) != 0
                && (!KnownWords.isTypo(tokens[place]) || KnownWords.isLongTypo(tokens[place]));
        boolean doubtful = negated || place < doubtfulUntil;
        int last = found.lastEnd;
        boolean bare = place >= bareDoubtfulUntil
                && (!KnownWords.isTypo(tokens[place]) || KnownWords.isLongTypo(tokens[place]));
        int shouted = bare && isShouted(place) ? place + 1 : 0;
        laughs |= (found.bits & WordClass.LAUGH.bit) != 0;
        int end = Math.max(found.intentEnd, shouted);
        int firstEnd = first && bare ? found.firstEnd : 0;
        review |= end > 0 || firstEnd > 0;
        bareIntent |= firstEnd > 0 && !doubtful && !isLimited(firstEnd);
        if (last > 0 && !doubtful && bare) {
            lastUntil = last;
            behindLast = 0;
        }
        intent |= end > 0 && !doubtful && !isLimited(end);
    }

    /** An opt-out word in capitals among words in small letters. */
    private boolean isShouted(int place) {
        return (found.bits & WordClass.IN_A_SENTENCE.bit) != 0
                && !KnownWords.isTypo(tokens[place])
                && words.isLoud(place)
                && words.hasSmall();
    }

    private boolean isLimited(int end) {
        int limits = WordClass.LIMIT.bit | WordClass.LIMIT_NEAR.bit;
        for (int i = end; i < words.count() && i <= end + REACH_OF_LIMIT && words.before(i) != Folding.FULL_STOP; i++) {
            if ((found.at(i).bits & limits) != 0) {
                return true;
            }
            limits = WordClass.LIMIT_NEAR.bit;
        }
        return false;
    }

    /** Whether the reply has nothing but these kinds, and at least one word of the first. */
    boolean isOnly(WordClass required, WordClass... allowed) {
        return has(required) && (whole & ~(required.bit | WordClass.bits(allowed))) == 0;
    }

    boolean has(WordClass kind) {
        return (whole & kind.bit) != 0;
    }

    long steps() {
        return found.steps;
    }

    boolean isIntent() {
        return intent;
    }

    /** Whether only a bare word opts out and nothing in the reply is laughter. */
    boolean isBareIntent() {
        return bareIntent && !laughs;
    }

    boolean isForReview() {
        return review || bareIntent;
    }

    /** Whether it has an unknown word that may be several words without spaces. */
    boolean isGlued() {
        return glued;
    }

    /** An opt-out of the one purpose that the reply names, else of all. */
    Reply optOut(Reading reading) {
        return scope == null || severalScopes || everything
                ? optOutOfAll(reading)
                : new Reply(reading, scope, false, false);
    }

    /** A purpose's name does not count in a sentence: to guess the smaller of two meanings could lose an opt-out. */
    Reply optOutOfAll(Reading reading) {
        return new Reply(reading, null, everything || all || severalScopes, false);
    }
}
