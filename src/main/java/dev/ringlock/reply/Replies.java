package dev.ringlock.reply;

import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads what people reply. An opt-out must not be lost: it wins over everything else in the text, and a possible one is
 * left to staff. The time is linear in the text's length, whatever the text is.
 */
public final class Replies {

    private static final WordClass[] BESIDE_AN_OPT_OUT = {
        WordClass.OPT_OUT,
        WordClass.INTENT_WHOLE,
        WordClass.INTENT_SENTENCE,
        WordClass.REVIEW_SENTENCE,
        WordClass.SCOPE,
        WordClass.OBJECT,
        WordClass.POLITE,
        WordClass.EMPHATIC,
        WordClass.OPT_IN,
        WordClass.HELP,
        WordClass.YES,
        WordClass.TYPO
    };

    /**
     * All known words, the signs (such as emoji) that staff review when they stand alone, and the signs of laughter.
     */
    record Rule(KnownWords known, Set<Integer> signs, Set<Integer> laughs) {}

    private final Supplier<Replies> later;
    private volatile @Nullable Rule rule;

    Replies(Rule rule) {
        this.later = () -> this;
        this.rule = rule;
    }

    private Replies(Supplier<Replies> later) {
        this.later = later;
    }

    /** Built when the first reply comes. Most functions never read a reply and need not wait for it at their start. */
    public static Replies lazily(Supplier<Replies> later) {
        return new Replies(later);
    }

    public Reply read(String text) {
        Rule known = rule();
        Words words = Words.of(text);
        if (words.count() == 0) {
            return text.codePoints().anyMatch(known.signs()::contains) ? Reply.of(Reading.REVIEW) : Reply.NOTHING;
        }
        Scan scan = scan(words);
        Reply optOut = optOut(scan, text);
        if (optOut.reading() != Reading.NONE) {
            return optOut;
        }
        int inPieces = known.known().optOutInPieces(words);
        if (inPieces != 0) {
            return new Reply(Reading.OPT_OUT_EXACT, null, (inPieces & WordClass.ALL.bit) != 0, false);
        }
        return scan.isGlued() ? glued(words, scan) : other(scan, words.hasQuestion());
    }

    /** Separates words that were typed without spaces. They count if the result is an opt-out. */
    private Reply glued(Words words, Scan scan) {
        String apart = new GluedWords(rule().known(), words).apart();
        Reply optOut = apart == null ? Reply.NOTHING : optOut(scan(Words.of(apart)), apart);
        return optOut.reading() == Reading.NONE ? other(scan, words.hasQuestion()) : optOut;
    }

    Scan scan(Words words) {
        KnownWords known = rule().known();
        Words spelled = words.hasLetterByLetter() ? words.spelledOut() : words;
        int[] tokens = new int[spelled.count()];
        boolean glued = false;
        for (int i = 0; i < tokens.length; i++) {
            int token = known.token(spelled.letters(), spelled.start(i), spelled.end(i));
            glued |= known.isGlued(token);
            tokens[i] = token == KnownWords.NOTHING
                            && spelled.before(i) != Folding.FULL_STOP
                            && spelled.beginsWithCapital(i)
                    ? known.name()
                    : token;
        }
        return new Scan(known, spelled, tokens, glued).run();
    }

    private Rule rule() {
        Rule known = rule;
        if (known == null) {
            // A race is harmless: both threads make the same rule.
            known = later.get().rule();
            rule = known;
        }
        return known;
    }

    private Reply optOut(Scan scan, String text) {
        if (scan.isOnly(WordClass.OPT_OUT, WordClass.SCOPE, WordClass.INTENT_SENTENCE)) {
            return scan.optOut(Reading.OPT_OUT_EXACT);
        }
        if (scan.isOnly(WordClass.OPT_OUT, BESIDE_AN_OPT_OUT)
                || scan.isOnly(WordClass.INTENT_WHOLE, BESIDE_AN_OPT_OUT)) {
            return scan.optOut(Reading.OPT_OUT_INTENT);
        }
        boolean meant =
                scan.isIntent() || (scan.isBareIntent() && text.codePoints().noneMatch(rule().laughs()::contains));
        return meant ? scan.optOutOfAll(Reading.OPT_OUT_INTENT) : Reply.NOTHING;
    }

    private static Reply other(Scan scan, boolean question) {
        if (scan.isForReview()
                || scan.isOnly(WordClass.TYPO, BESIDE_AN_OPT_OUT)
                || scan.isOnly(WordClass.REVIEW_WHOLE, BESIDE_AN_OPT_OUT)) {
            return Reply.of(Reading.REVIEW);
        }
        if (scan.isOnly(WordClass.HELP, WordClass.POLITE, WordClass.EMPHATIC, WordClass.OPT_IN, WordClass.YES)) {
            return Reply.of(Reading.HELP);
        }
        if (scan.isOnly(WordClass.OPT_IN, WordClass.POLITE, WordClass.YES)) {
            return Reply.of(Reading.OPT_IN);
        }
        return new Reply(Reading.NONE, null, false, !question && scan.isOnly(WordClass.YES, WordClass.POLITE));
    }
}
