package dev.ringlock.reply;

import java.util.Set;

/**
 * A row of the list of keywords.
 *
 * @param status how well it is confirmed: {@code UNCONFIRMED…} words are on only in their language's pack,
 *     {@code …optional} words are never on, {@code …conditional} words count only while a question is open
 */
record Keyword(String language, String text, String action, boolean inSentences, String status) {

    private static final String SCOPED = "opt_out_scope_";

    static Keyword of(Csv.WordListRow row) {
        String action = row.get("action");
        if (!Set.of("opt_out", "opt_out_all", "opt_in", "help", "yes").contains(action) && !action.startsWith(SCOPED)) {
            throw row.wrong("`" + action
                    + "` is not an action; known are opt_out, opt_out_all, opt_out_scope_…, opt_in, help, yes");
        }
        String match = row.get("match");
        if (!Set.of("exact_after_normalise", "exact_only").contains(match)) {
            throw row.wrong("`" + match + "` is not a match; known are exact_after_normalise, exact_only");
        }
        if (Lexicon.words(row.get("keyword")).isEmpty()) {
            throw row.wrong("has no keyword");
        }
        boolean inSentences = match.equals("exact_after_normalise");
        return new Keyword(row.get("lang"), row.get("keyword"), action, inSentences, row.get("status"));
    }

    private boolean isInPack() {
        return status.startsWith("UNCONFIRMED");
    }

    /**
     * Adds the keyword to the lexicon if it is on.
     *
     * @param scopes the purposes' names in replies. A scoped keyword that ends with one of them is left out: it is
     *     found as two known words
     */
    void addTo(Lexicon lexicon, Set<String> packs, Set<String> scopes) {
        boolean off = status.endsWith("optional") || (isInPack() && !packs.contains(language));
        boolean composed = action.startsWith(SCOPED)
                && scopes.stream()
                        .anyMatch(scope -> String.join(" ", Lexicon.words(text)).endsWith(" " + scope));
        if (!off && !composed) {
            lexicon.keyword(text, bits());
        }
    }

    private int bits() {
        if (status.endsWith("conditional")) {
            return WordClass.YES.bit;
        }
        if (status.equals("industry_phrase")) {
            return WordClass.INTENT_WHOLE.bit;
        }
        return switch (action) {
            case "opt_in" -> WordClass.OPT_IN.bit;
            case "help" -> WordClass.HELP.bit;
            case "yes" -> WordClass.YES.bit;
            case "opt_out_all" -> WordClass.OPT_OUT.bit | WordClass.ALL.bit | WordClass.IN_A_SENTENCE.bit;
            default -> WordClass.OPT_OUT.bit | (inSentences ? WordClass.IN_A_SENTENCE.bit : 0);
        };
    }
}
