package dev.ringlock.reply;

/** The part that a word or a phrase of the lists plays in a reply. A place in the text may have several at once: bits. */
enum WordClass {
    /** Takes consent back by itself. */
    OPT_OUT,
    /** Asks for a person's eye wherever it stands in an unrecognised sentence. */
    IN_A_SENTENCE,
    OPT_IN,
    HELP,
    YES,
    /** May stand around a word without changing what it says. */
    POLITE,
    /** May stand around an opt-out, and around nothing else: no, me, now. */
    EMPHATIC,
    /** An object that an opt-out may name without naming a purpose: all your messages. */
    OBJECT,
    SCOPE,
    /** An opt-out if nothing else is said. */
    INTENT_WHOLE,
    /** An opt-out if nothing else is said in the sentence. */
    INTENT_SENTENCE,
    /** An opt-out if nothing but polite words stands before it in its sentence. */
    INTENT_FIRST,
    /** An opt-out if nothing but polite words stands behind it in its sentence. */
    INTENT_LAST,
    /** An opt-out wherever it stands, unless negated before or limited after. */
    INTENT,
    REVIEW,
    /** Asks for a person's eye if nothing else is said, or nothing else in the sentence. */
    REVIEW_WHOLE,
    REVIEW_SENTENCE,
    /** Our own instruction, quoted: what is said in it is not the person's. */
    ECHO,
    NEGATION,
    /** The same for what begins right behind it, and for nothing further: don't want you to. */
    NEGATION_NEAR,
    /** Right behind an opt-out it makes less of it: on Sundays, so often. */
    LIMIT,
    /** The same a few words behind it, in its sentence: before nine, until I call. */
    LIMIT_NEAR,
    /** Has another meaning: bus stop. What begins in it says nothing of consent. */
    HARMLESS,
    /** Has perhaps another meaning: you have to stop. What begins in it asks for a person's eye at most. */
    DOUBTFUL,
    /** The same for what counts only at the beginning or end of a sentence: you stop. */
    DOUBTFUL_BARE,
    /** Laughter, such as haha: beside it a bare stop may not be meant. */
    LAUGH,
    SIGNATURE,
    /** In an opt-out it means all purposes, even if one is named: delete my number. */
    EVERYTHING,
    /** In an opt-out it means all purposes, unless one is named: stop all. */
    ALL,
    /** Not in the lists: an opt-out word, mistyped. */
    TYPO,
    /** Not in the lists: something that is none of all this. */
    OTHER;

    final int bit = 1 << ordinal();

    static int bits(WordClass... kinds) {
        int bits = 0;
        for (WordClass kind : kinds) {
            bits |= kind.bit;
        }
        return bits;
    }
}
