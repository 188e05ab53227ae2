package dev.ringlock.reply;

import org.jspecify.annotations.Nullable;

/** One walk over a reply's words, from the first to the last, noting what they amount to. */
final class Scan {

    /** How far a negation reaches within its clause. */
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

    /** How many words behind an opt-out may begin a limit to it. */
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
    /** An opt-out by a bare word and its place, such as stop at the end of a sentence. */
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
    /** The end of an opt-out that counts only if its sentence ends there too. */
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

    /** An end, or 0 if the phrase goes over the end of a sentence. */
    private int withinSentence(int begin, int end) {
        for (int i = begin + 1; i < end; i++) {
            if (words.before(i) == Folding.FULL_STOP) {
                return 0;
            }
        }
        return end;
    }

    /** An end, or 0 if the phrase goes over a comma or more. */
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
            // whatever else such a word may be, as an owner's NO is
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

    /** An opt-out word in capitals among words that are not. */
    private boolean isShouted(int place) {
        return (found.bits & WordClass.IN_A_SENTENCE.bit) != 0
                && !KnownWords.isTypo(tokens[place])
                && words.isLoud(place)
                && words.hasSmall();
    }

    private boolean isLimited(int end) {
        int wanted = WordClass.LIMIT.bit | WordClass.LIMIT_NEAR.bit;
        for (int i = end; i < words.count() && i <= end + REACH_OF_LIMIT && words.before(i) != Folding.FULL_STOP; i++) {
            if ((found.at(i).bits & wanted) != 0) {
                return true;
            }
            wanted = WordClass.LIMIT_NEAR.bit;
        }
        return false;
    }

    /** The reply is nothing but these, and has at least one of the first. */
    boolean isOnly(WordClass wanted, WordClass... allowed) {
        return has(wanted) && (whole & ~(wanted.bit | WordClass.bits(allowed))) == 0;
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

    /** Only a bare word takes consent back, and no word laughs. */
    boolean isBareIntent() {
        return bareIntent && !laughs;
    }

    boolean isForReview() {
        return review || bareIntent;
    }

    /** It has an unknown word that may be several without spaces. */
    boolean isGlued() {
        return glued;
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
