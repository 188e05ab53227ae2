package dev.ringlock.imports.rows;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The words of a column that are a yes, those that are a no, and those that say nothing. */
final class AnswerWords {

    /** The meaning of a word. */
    enum WordMeaning {
        YES,
        NO,
        NOTHING,
        UNKNOWN
    }

    private static final int LONGEST_NAME = 60;

    /** Stands for every word that the mapping does not name. */
    private static final String ANY = "*";

    private static final Map<WordMeaning, String> USUAL = Map.of(
            WordMeaning.YES,
                    "yes y true t 1 on ja oui sí sim optin optedin subscribed subscribe granted grant consented consent"
                            + " accepted agreed allowed start unstop",
            WordMeaning.NO,
                    "no n false f 0 off nein non não optout optedout unsubscribed unsubscribe stop stopped stopall"
                            + " withdrawn withdraw revoked revoke denied declined refused rejected blocked suppressed"
                            + " donotcontact dnc end quit cancel cancelled",
            WordMeaning.NOTHING,
                    "- null nil none na unknown undefined pending requested notset unset neversubscribed notasked"
                            + " neverasked");

    /** A column of such a name holds noes: its {@code true} is no yes. */
    private static final List<String> OF_A_NO = List.of(
            "optout",
            "optedout",
            "unsub",
            "donot",
            "dontc",
            "dnc",
            "dnd",
            "stop",
            "suppress",
            "exclu",
            "revok",
            "withdr",
            "block",
            "blacklist",
            "denylist",
            "optoff",
            "nosms",
            "notext",
            "nomarketing",
            "nocontact",
            "nonews",
            "reject",
            "refus",
            "declin",
            "objec",
            "oppos",
            "desinscri",
            "baja",
            "robinson",
            "abmeld",
            "abbestell",
            "widerruf",
            "widerspr",
            "sperr",
            "keine",
            "kuendig");

    /**
     * The words of a column's name that asks for a yes. A name with any other word may turn it round: {@code
     * consent_refused}, {@code not subscribed}.
     */
    private static final Pattern OF_A_YES = words(
            "consent|consents|consented|optin|optedin|subscribed|subscription|subscriber|subscribe|permission|agreed"
                    + "|agreement|accepted|granted|status|decision|answer|consentimiento|consentement|einwilligung|zustimmung"
                    + "|suscrito|abonne|abonniert",
            "sms|text|texts|message|messages|mms|whatsapp|phone|mobile|marketing|newsletter|news|promo|promotions|offers"
                    + "|contact|customer|user|has|is|given|to|for|the|of|state|tcpa|gdpr|rgpd|dsgvo|list");

    static final AnswerWords USUAL_WORDS = new AnswerWords(usual());

    private final Map<String, WordMeaning> words;

    private AnswerWords(Map<String, WordMeaning> words) {
        this.words = Map.copyOf(words);
    }

    /**
     * The words that the mapping names, or the usual ones if it names none. The two are never mixed: who names what is a
     * yes may have turned the usual words round.
     */
    static AnswerWords read(MappingFields fields, List<String> columns) {
        Map<String, WordMeaning> words = new HashMap<>();
        for (WordMeaning answer : List.of(WordMeaning.YES, WordMeaning.NO, WordMeaning.NOTHING)) {
            String name = CellText.folded(answer.name());
            for (String word : fields.texts(name)) {
                WordMeaning before = words.putIfAbsent(word.equals(ANY) ? ANY : CellText.folded(word), answer);
                if (before != null && before != answer) {
                    fields.mistake(name, "duplicate", "A word of it means something else already; keep one meaning.");
                }
            }
        }
        if (words.get("") == WordMeaning.YES) {
            fields.mistake("yes", "not_valid", "A blank cell is nobody's yes. Leave it out.");
        }
        if (words.isEmpty()) {
            refuseBareWords(fields, columns);
        }
        if (words.get(ANY) == WordMeaning.YES) {
            // a column of dates or ids may have a no in it all the same
            USUAL_WORDS.words.forEach((word, meaning) -> {
                if (meaning != WordMeaning.YES) {
                    words.putIfAbsent(word, meaning);
                }
            });
        }
        words.putIfAbsent("", WordMeaning.NOTHING);
        return words.size() == 1 ? USUAL_WORDS : new AnswerWords(words);
    }

    /** Without words of the mapping's own, a column's name has to say that its {@code true} is a yes. */
    private static void refuseBareWords(MappingFields fields, List<String> columns) {
        if (columns.stream().anyMatch(AnswerWords::isOfANo)) {
            fields.missing(
                    "no",
                    "The column's name sounds like a no. Say which of its words are `yes`, `no` and `nothing`, such as"
                            + " `no: [\"true\"]` and `nothing: [\"false\"]`.");
        } else if (!columns.stream().allMatch(AnswerWords::isOfAYes)) {
            fields.missing(
                    "yes",
                    "The column's name does not tell whether `true`, `yes` or `1` in it is a yes. Say which of its words are"
                            + " `yes`, `no` and `nothing`, such as `yes: [\"yes\"]` and `no: [\"no\"]`.");
        }
    }

    WordMeaning of(String cell) {
        WordMeaning answer = words.get(CellText.folded(cell));
        return answer == null ? words.getOrDefault(ANY, WordMeaning.UNKNOWN) : answer;
    }

    /** Whether a column of that name holds noes, as people call them. */
    static boolean isOfANo(String column) {
        String name = CellText.folded(column);
        return OF_A_NO.stream().anyMatch(name::contains);
    }

    /** Whether a column of that name holds yeses, and nothing in its name may turn them round. */
    static boolean isOfAYes(String column) {
        // a field inside another is named with a dot, and what is around it says where it is
        String name = CellText.folded(column.substring(column.lastIndexOf('.') + 1));
        return name.length() <= LONGEST_NAME
                && !isOfANo(column)
                && OF_A_YES.matcher(name).matches();
    }

    private static Pattern words(String telling, String others) {
        String any = "(?:" + telling + "|" + others + ")*";
        return Pattern.compile(any + "(?:" + telling + ")" + any);
    }

    private static Map<String, WordMeaning> usual() {
        Map<String, WordMeaning> words = new HashMap<>();
        USUAL.forEach((answer, list) ->
                Stream.of(list.split(" ", -1)).forEach(word -> words.put(CellText.folded(word), answer)));
        words.put("", WordMeaning.NOTHING);
        return words;
    }
}
