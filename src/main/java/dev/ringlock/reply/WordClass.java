package dev.ringlock.reply;

/** The part that a word or phrase of the lists plays in a reply. A place in the text may have several: bits. */
enum WordClass {
    /** An opt-out by itself. */
    OPT_OUT,
    /** Staff review it wherever it stands in an unrecognised sentence. */
    IN_A_SENTENCE,
    OPT_IN,
    HELP,
    YES,
    /** May stand next to a word without changing its meaning. */
    POLITE,
    /** May stand next to an opt-out only: no, me, now. */
    EMPHATIC,
    /** An object that an opt-out may name without naming a purpose: all your messages. */
    OBJECT,
    SCOPE,
    /** An opt-out if the reply says nothing else. */
    INTENT_WHOLE,
    /** An opt-out if its sentence says nothing else. */
    INTENT_SENTENCE,
    /** An opt-out if only polite words stand before it in its sentence. */
    INTENT_FIRST,
    /** An opt-out if only polite words stand after it in its sentence. */
    INTENT_LAST,
    /** An opt-out wherever it stands, unless negated before or limited after. */
    INTENT,
    REVIEW,
    /** Staff review it if the reply, or (below) the sentence, says nothing else. */
    REVIEW_WHOLE,
    REVIEW_SENTENCE,
    /** Our own instruction, quoted. Its words are not the person's. */
    ECHO,
    NEGATION,
    /** Negates only what begins right behind it: don't want you to. */
    NEGATION_NEAR,
    /** Limits an opt-out right before it: on Sundays, so often. */
    LIMIT,
    /** Limits an opt-out up to a few words before it in its sentence: before nine, until I call. */
    LIMIT_NEAR,
    /** Has another meaning: bus stop. Words inside it say nothing about consent. */
    HARMLESS,
    /** May have another meaning: you have to stop. Opt-out words inside it lead at most to a review. */
    DOUBTFUL,
    /** The same for words that count only at the beginning or end of a sentence: you stop. */
    DOUBTFUL_BARE,
    /** Laughter, such as haha. A bare stop next to it may not be meant. */
    LAUGH,
    SIGNATURE,
    /** In an opt-out it means all purposes, even if one is named: delete my number. */
    EVERYTHING,
    /** In an opt-out it means all purposes, unless one is named: stop all. */
    ALL,
    /** Not in the lists: a mistyped opt-out word. */
    TYPO,
    /** Not in the lists: any other word. */
    OTHER;

    /** The kinds of phrases that count at their end. */
    static final int AT_AN_END =
            bits(INTENT, INTENT_FIRST, INTENT_LAST, ECHO, NEGATION, NEGATION_NEAR, HARMLESS, DOUBTFUL, DOUBTFUL_BARE);

    final int bit = 1 << ordinal();

    static int bits(WordClass... kinds) {
        int bits = 0;
        for (WordClass kind : kinds) {
            bits |= kind.bit;
        }
        return bits;
    }
}
