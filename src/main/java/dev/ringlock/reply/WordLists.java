package dev.ringlock.reply;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The lists of words, read and checked: the core list, which is always on, and language packs that an owner may turn
 * on.
 */
public final class WordLists {

    /** Phrases of this language are always on. */
    private static final String CORE = "en";

    /** An owner's own word that is shorter, such as NO, is too common to search for in sentences. */
    private static final int LONG_ENOUGH = 4;

    private static final Pattern CLASS = Pattern.compile("\\{([^}]*)}");

    private static final Set<String> ROLES = Set.of(
            "class",
            "opt_out_intent",
            "opt_out_all",
            "all",
            "review",
            "polite",
            "emphatic",
            "object",
            "negation",
            "negation_near",
            "laugh",
            "laugh_sign",
            "limit",
            "limit_near",
            "harmless",
            "doubtful",
            "signature",
            "echo",
            "typo",
            "not_a_typo",
            "prefix",
            "glued",
            "sign");

    private final List<Keyword> keywords;
    /** By language. */
    private final Map<String, List<Csv.WordListRow>> phrases;

    private WordLists(List<Keyword> keywords, Map<String, List<Csv.WordListRow>> phrases) {
        this.keywords = keywords;
        this.phrases = phrases;
    }

    /**
     * Reads the lists' texts.
     *
     * @param phrases by language: English and the packs to use
     * @throws WordListException if a list has an error; the message says where and why
     */
    public static WordLists parse(String keywords, Map<String, String> phrases) {
        Map<String, List<Csv.WordListRow>> rows = new LinkedHashMap<>();
        phrases.forEach((language, list) -> {
            List<Csv.WordListRow> parsed = Csv.parse(language, list);
            Set<String> names = new HashSet<>(Set.of(Lexicon.NAME));
            parsed.stream().filter(WordLists::isClass).forEach(row -> names.add(className(row)));
            parsed.forEach(row -> check(row, names));
            rows.put(language, parsed);
        });
        return new WordLists(
                Csv.parse("keywords", keywords).stream().map(Keyword::of).toList(), rows);
    }

    /** English, which is always on, and the languages of the packs. Each has a list of phrases. */
    public static Set<String> languages(String keywords) {
        Set<String> languages = new TreeSet<>();
        keywords.lines()
                .filter(line -> !line.startsWith("#") && !line.startsWith("lang,"))
                .map(line -> line.substring(0, Math.max(0, line.indexOf(','))))
                .filter(language -> !language.isEmpty())
                .forEach(languages::add);
        languages.add(CORE);
        return languages;
    }

    /** The languages that an owner may turn on. */
    public static Set<String> packs(String keywords) {
        Set<String> packs = new TreeSet<>(languages(keywords));
        packs.remove(CORE);
        return packs;
    }

    /** Whether a text has a letter or digit. A text without one is never found in a reply. */
    public static boolean isWord(String text) {
        return !Lexicon.words(text).isEmpty();
    }

    /**
     * Builds the reader of replies from these lists.
     *
     * @param packs languages of {@link #packs}
     * @param optOut the owner's own opt-out words
     * @param help the owner's own words that ask for help
     * @param scopes a purpose's name in replies, and its id
     */
    public Replies replies(Set<String> packs, List<String> optOut, List<String> help, Map<String, String> scopes) {
        Lexicon lexicon = new Lexicon();
        Set<Integer> signs = new HashSet<>();
        Set<Integer> laughs = new HashSet<>();
        Set<String> scopeNames = new HashSet<>();
        scopes.forEach((words, purpose) -> {
            List<String> normal = Lexicon.words(words);
            scopeNames.add(String.join(" ", normal));
            lexicon.phrase(normal, WordClass.SCOPE.bit, purpose);
        });
        keywords.forEach(keyword -> keyword.addTo(lexicon, packs, scopeNames));
        phrases.forEach((language, rows) -> {
            if (language.equals(CORE) || packs.contains(language)) {
                rows.forEach(row -> add(lexicon, signs, laughs, language, row));
            }
        });
        optOut.forEach(word -> lexicon.keyword(
                word, WordClass.OPT_OUT.bit | (word.length() < LONG_ENOUGH ? 0 : WordClass.IN_A_SENTENCE.bit)));
        help.forEach(word -> lexicon.keyword(word, WordClass.HELP.bit));
        return new Replies(new Replies.Rule(lexicon.build(), signs, laughs));
    }

    private static boolean isClass(Csv.WordListRow row) {
        return row.get("reading").equals("class");
    }

    /** A class is written as a name, a colon and its words. */
    private static String className(Csv.WordListRow row) {
        int colon = row.get("phrase").indexOf(':');
        if (colon < 1) {
            throw row.wrong("is not a class: write its name, a colon and its words");
        }
        return row.get("phrase").substring(0, colon);
    }

    private static void add(
            Lexicon lexicon, Set<Integer> signs, Set<Integer> laughs, String language, Csv.WordListRow row) {
        String phrase = row.get("phrase");
        switch (row.get("reading")) {
            case "class" -> {
                String name = className(row);
                for (String word : phrase.substring(name.length() + 1).strip().split(" +")) {
                    lexicon.word(symbol(language, name), word);
                }
            }
            case "typo" -> words(phrase).forEach(lexicon::mistyped);
            case "not_a_typo" -> lexicon.notATypo(phrase);
            case "prefix" -> words(phrase).forEach(word -> lexicon.prefix(word, true));
            case "glued" -> words(phrase).forEach(word -> lexicon.prefix(word, false));
            case "sign" -> signsOf(phrase).forEach(signs::add);
            case "laugh_sign" -> signsOf(phrase).forEach(laughs::add);
            default ->
                lexicon.pattern(
                        words(phrase).stream()
                                .map(element -> CLASS.matcher(element)
                                        .replaceAll(found -> "{" + symbol(language, found.group(1)) + "}"))
                                .toList(),
                        bits(row));
        }
    }

    /** Each language has its own classes, except those that all share. */
    private static String symbol(String language, String name) {
        return name.equals(Lexicon.FILLER) || name.equals(Lexicon.NAME) ? name : language + "." + name;
    }

    private static IntStream signsOf(String phrase) {
        return phrase.codePoints().filter(c -> !Folding.of(c).isEmpty());
    }

    private static List<String> words(String phrase) {
        return List.of(phrase.split(" +"));
    }

    private static int bits(Csv.WordListRow row) {
        return switch (row.get("reading")) {
            case "opt_out_intent" -> intent(row);
            case "opt_out_all" -> intent(row) | WordClass.EVERYTHING.bit;
            case "all" -> WordClass.ALL.bit;
            case "review" ->
                switch (row.get("match")) {
                    case "whole" -> WordClass.REVIEW_WHOLE.bit;
                    case "sentence" -> WordClass.REVIEW_SENTENCE.bit;
                    default -> WordClass.REVIEW.bit;
                };
            case "polite" -> WordClass.POLITE.bit;
            case "emphatic" -> WordClass.EMPHATIC.bit;
            case "object" -> WordClass.OBJECT.bit;
            case "negation" -> WordClass.NEGATION.bit;
            case "negation_near" -> WordClass.NEGATION_NEAR.bit;
            case "laugh" -> WordClass.LAUGH.bit;
            case "limit" -> WordClass.LIMIT.bit;
            case "limit_near" -> WordClass.LIMIT_NEAR.bit;
            case "harmless" -> WordClass.HARMLESS.bit;
            case "doubtful" -> row.get("match").isEmpty() ? WordClass.DOUBTFUL.bit : WordClass.DOUBTFUL_BARE.bit;
            case "signature" -> WordClass.SIGNATURE.bit;
            case "echo" -> WordClass.ECHO.bit;
            default -> throw row.wrong("has an unknown reading");
        };
    }

    private static int intent(Csv.WordListRow row) {
        return switch (row.get("match")) {
            case "whole" -> WordClass.INTENT_WHOLE.bit;
            case "sentence" -> WordClass.INTENT_SENTENCE.bit;
            case "first" -> WordClass.INTENT_FIRST.bit;
            case "last" -> WordClass.INTENT_LAST.bit;
            default -> WordClass.INTENT.bit;
        };
    }

    private static void check(Csv.WordListRow row, Set<String> classes) {
        if (!ROLES.contains(row.get("reading"))) {
            throw row.wrong("`" + row.get("reading") + "` is not a reading; known are "
                    + String.join(", ", new TreeSet<>(ROLES)));
        }
        if (!Set.of("whole", "sentence", "first", "last", "").contains(row.get("match"))) {
            throw row.wrong(
                    "`" + row.get("match") + "` is not a match; known are first, last, sentence, whole, or none");
        }
        if (isClass(row)) {
            return;
        }
        List<String> elements = words(row.get("phrase"));
        CLASS.matcher(row.get("phrase")).results().map(found -> found.group(1)).forEach(name -> {
            if (!classes.contains(name)) {
                throw row.wrong("no class is called {" + name + "}");
            }
        });
        if (elements.stream().filter(Lexicon.GAP::equals).count() > 1
                || elements.get(0).equals(Lexicon.GAP)
                || elements.get(elements.size() - 1).equals(Lexicon.GAP)) {
            throw row.wrong("may have one " + Lexicon.GAP + ", between words");
        }
    }
}
