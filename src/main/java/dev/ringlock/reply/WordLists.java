package dev.ringlock.reply;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The lists of words, read and checked: what is always on, and packs by language that an owner may turn on. */
public final class WordLists {

    /** Phrases of this language are always on. */
    private static final String CORE = "en";

    /** An owner's own word that is shorter, such as NO, is too common to look for in sentences. */
    private static final int LONG_ENOUGH = 4;

    private static final Set<String> ROLES = Set.of(
            "opt_out_intent",
            "opt_out_all",
            "all",
            "review",
            "polite",
            "emphatic",
            "object",
            "negation",
            "limit",
            "signature",
            "echo",
            "typo",
            "not_a_typo",
            "prefix",
            "sign");

    private final List<Keyword> keywords;
    private final List<Csv.Row> phrases;
    private final List<Csv.Row> classes;

    private WordLists(List<Keyword> keywords, List<Csv.Row> phrases, List<Csv.Row> classes) {
        this.keywords = keywords;
        this.phrases = phrases;
        this.classes = classes;
    }

    /**
     * Reads the three lists' texts.
     *
     * @throws WordListException if one cannot be used; the message says where and why
     */
    public static WordLists parse(String keywords, String phrases, String classes) {
        WordLists lists = new WordLists(
                Csv.parse("keywords", keywords).stream().map(Keyword::of).toList(),
                Csv.parse("phrases", phrases),
                Csv.parse("classes", classes));
        Set<String> names = new HashSet<>();
        lists.classes.forEach(row -> names.add(row.get("class")));
        lists.phrases.forEach(row -> check(row, names));
        return lists;
    }

    /** The languages of lists that are not read yet: each has a pack, but the one that is always on. */
    public static Set<String> packs(String... lists) {
        Set<String> packs = new TreeSet<>();
        for (String list : lists) {
            list.lines()
                    .filter(line -> !line.startsWith("#") && !line.startsWith("lang,"))
                    .map(line -> line.substring(0, Math.max(0, line.indexOf(','))))
                    .filter(language -> !language.isEmpty())
                    .forEach(packs::add);
        }
        packs.remove(CORE);
        return packs;
    }

    /** Whether a text has a letter or digit, without which it could not be found in any reply. */
    public static boolean isWord(String text) {
        return !Lexicon.words(text).isEmpty();
    }

    /**
     * The rule over these lists.
     *
     * @param packs languages of {@link #packs()}
     * @param optOut the owner's own words that take consent back
     * @param help the owner's own words that ask for help
     * @param scopes how a purpose is called in a reply, and its id
     */
    public Replies replies(Set<String> packs, List<String> optOut, List<String> help, Map<String, String> scopes) {
        Lexicon lexicon = new Lexicon();
        Set<Integer> signs = new HashSet<>();
        for (Csv.Row row : classes) {
            if (isOn(row, packs)) {
                List.of(row.get("words").split(" +")).forEach(word -> lexicon.word(row.get("class"), word));
            }
        }
        Set<String> named = new HashSet<>();
        scopes.forEach((words, purpose) -> {
            List<String> normal = Lexicon.words(words);
            named.add(String.join(" ", normal));
            lexicon.phrase(normal, Kind.SCOPE.bit, purpose);
        });
        keywords.forEach(keyword -> keyword.addTo(lexicon, packs, named));
        for (Csv.Row row : phrases) {
            if (isOn(row, packs)) {
                add(lexicon, signs, row);
            }
        }
        optOut.forEach(word ->
                lexicon.keyword(word, Kind.OPT_OUT.bit | (word.length() < LONG_ENOUGH ? 0 : Kind.IN_A_SENTENCE.bit)));
        help.forEach(word -> lexicon.keyword(word, Kind.HELP.bit));
        return new Replies(new Replies.Rule(lexicon.build(), signs));
    }

    private static boolean isOn(Csv.Row row, Set<String> packs) {
        String language = row.get("lang");
        return language.equals(CORE) || packs.contains(language);
    }

    private static void add(Lexicon lexicon, Set<Integer> signs, Csv.Row row) {
        String phrase = row.get("phrase");
        switch (row.get("reading")) {
            case "typo" -> lexicon.mistyped(phrase);
            case "not_a_typo" -> lexicon.notATypo(phrase);
            case "prefix" -> lexicon.prefix(phrase);
            case "sign" ->
                phrase.codePoints().filter(c -> !Folding.of(c).isEmpty()).forEach(signs::add);
            default -> lexicon.pattern(phrase, bits(row));
        }
    }

    private static int bits(Csv.Row row) {
        return switch (row.get("reading")) {
            case "opt_out_intent" -> intent(row);
            case "opt_out_all" -> intent(row) | Kind.EVERYTHING.bit;
            case "all" -> Kind.ALL.bit;
            case "review" -> Kind.REVIEW.bit;
            case "polite" -> Kind.POLITE.bit;
            case "emphatic" -> Kind.EMPHATIC.bit;
            case "object" -> Kind.OBJECT.bit;
            case "negation" -> Kind.NEGATION.bit;
            case "limit" -> Kind.LIMIT.bit;
            case "signature" -> Kind.SIGNATURE.bit;
            case "echo" -> Kind.ECHO.bit;
            default -> throw row.wrong("has no reading that is known");
        };
    }

    private static int intent(Csv.Row row) {
        return switch (row.get("match")) {
            case "whole" -> Kind.INTENT_WHOLE.bit;
            case "sentence" -> Kind.INTENT_SENTENCE.bit;
            default -> Kind.INTENT.bit;
        };
    }

    private static void check(Csv.Row row, Set<String> classes) {
        if (!ROLES.contains(row.get("reading"))) {
            throw row.wrong("`" + row.get("reading") + "` is not a reading; known are "
                    + String.join(", ", new TreeSet<>(ROLES)));
        }
        if (!Set.of("whole", "sentence", "anywhere").contains(row.get("match"))) {
            throw row.wrong("`" + row.get("match") + "` is not a match; known are anywhere, sentence, whole");
        }
        List<String> elements = new ArrayList<>(List.of(row.get("phrase").split(" +")));
        for (String element : elements) {
            String bare = element.endsWith("?") ? element.substring(0, element.length() - 1) : element;
            if (bare.startsWith("{") && !classes.contains(bare.substring(1, bare.length() - 1))) {
                throw row.wrong("no class is called " + bare);
            }
        }
        if (elements.stream().filter(Lexicon.GAP::equals).count() > 1
                || elements.get(0).equals(Lexicon.GAP)
                || elements.get(elements.size() - 1).equals(Lexicon.GAP)) {
            throw row.wrong("may have one " + Lexicon.GAP + ", between words");
        }
    }
}
