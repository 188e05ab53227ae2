package dev.ringlock.reply;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds the tree of phrases from the lists. A word has several symbols: itself, and each class that it belongs to. */
final class Lexicon {

    static final String GAP = "…";
    /** The class of filler words. Any phrase may have them between its own words: stop the fucking texts. */
    static final String FILLER = "filler";
    /** The class of people's names. An unknown word with a capital is one too. */
    static final String NAME = "name";

    /** A number that no word and no class has. */
    private static final int A_GAP = Integer.MIN_VALUE;

    private static final int LONG_WORD = 6;
    /** Stand for all unknown words of a kind. Nobody can type them: they begin with a space. */
    private static final String LIKE_AN_OPT_OUT = " like";

    private static final String GLUED = " glued";
    private static final String CAPITAL = " capital";

    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final List<Set<Integer>> symbols = new ArrayList<>();
    private final Map<String, Integer> classes = new LinkedHashMap<>();
    private final Node root = new Node();
    private final Map<String, List<List<Integer>>> ways = new HashMap<>();
    private final Set<String> keywords = new LinkedHashSet<>();
    private final Map<String, Boolean> optOuts = new LinkedHashMap<>();
    private final Map<String, String> prefixes = new LinkedHashMap<>();
    private final Set<String> mistyped = new LinkedHashSet<>();
    private final Set<String> notTypos = new LinkedHashSet<>();

    void word(String className, String word) {
        int symbol = symbolOf(className);
        for (String known : words(word)) {
            symbols.get(number(known)).add(symbol);
        }
    }

    /** A keyword of one or more words. It is also found spelled out and drawn out. */
    void keyword(String text, int bits) {
        List<String> words = words(text);
        phrase(words, bits, null);
        // A yes counts only as we asked for it.
        if (bits == WordClass.YES.bit) {
            return;
        }
        for (String mangled : MangledWords.of(text)) {
            phrase(words(mangled), bits, null);
        }
        if (words.size() == 1) {
            keywords.add(words.get(0));
        }
        if ((bits & WordClass.OPT_OUT.bit) != 0) {
            optOuts.put(String.join("", words), (bits & WordClass.ALL.bit) != 0);
        }
    }

    /** A phrase of plain words: no class, no optional word, no gap. */
    void phrase(List<String> words, int bits, @Nullable String scope) {
        Node node = root;
        for (String word : words) {
            node = node.grow(number(word));
        }
        if (!words.isEmpty()) {
            node.bits |= bits;
            node.scope = scope == null ? node.scope : scope;
        }
    }

    /**
     * A phrase as the lists write it: words, {@code {classes}}, {@code one|or_another}, {@code optional?} and one gap.
     */
    void pattern(List<String> elements, int bits) {
        grow(root, elements, bits);
    }

    private void grow(Node start, List<String> elements, int bits) {
        Set<Node> ends = Set.of(start);
        for (String written : elements) {
            boolean optional = written.endsWith("?");
            String element = optional ? written.substring(0, written.length() - 1) : written;
            Set<Node> longer = new LinkedHashSet<>(optional ? ends : Set.of());
            for (List<Integer> symbols : ways.computeIfAbsent(element, this::waysOf)) {
                for (Node end : ends) {
                    Node node = end;
                    for (int symbol : symbols) {
                        node = symbol == A_GAP ? node.growGap() : node.grow(symbol);
                    }
                    longer.add(node);
                }
            }
            ends = longer;
        }
        for (Node end : ends) {
            end.bits |= bits;
        }
    }

    /** The ways to say one element: a class, or the words of each alternative, as spelled and with mangled accents. */
    private List<List<Integer>> waysOf(String element) {
        if (element.equals(GAP)) {
            return List.of(List.of(A_GAP));
        }
        List<List<Integer>> found = new ArrayList<>();
        for (String one : element.split("\\|")) {
            if (one.startsWith("{")) {
                found.add(List.of(symbolOf(one.substring(1, one.length() - 1))));
            } else {
                found.add(symbolsOf(one.replace('_', ' ')));
                MangledWords.of(one).forEach(mangled -> found.add(symbolsOf(mangled)));
            }
        }
        return found;
    }

    private List<Integer> symbolsOf(String words) {
        return words(words).stream().map(this::number).toList();
    }

    /**
     * Unknown words that begin like this may be several words without spaces. With {@code review}, staff review them in
     * any case.
     */
    void prefix(String word, boolean review) {
        words(word).forEach(prefix -> prefixes.put(prefix, review ? LIKE_AN_OPT_OUT : GLUED));
    }

    void mistyped(String word) {
        mistyped.addAll(words(word));
    }

    void notATypo(String word) {
        notTypos.addAll(words(word));
    }

    static List<String> words(String text) {
        String words = Words.of(text).toString();
        return words.isEmpty() ? List.of() : List.of(words.split(" "));
    }

    KnownWords build() {
        phrase(List.of(LIKE_AN_OPT_OUT), WordClass.REVIEW.bit, null);
        notTypos.forEach(this::number);
        symbols.get(number(CAPITAL)).add(symbolOf(NAME));
        int glued = number(GLUED);
        KnownWords known =
                new KnownWords(root, symbols.stream().map(Lexicon::array).toList(), symbolOf(FILLER), number(CAPITAL));
        numbers.forEach(known::add);
        keywords.forEach(word -> known.addDrawnOut(word, number(word)));
        optOuts.forEach(known::addSpelledOut);
        prefixes.forEach((prefix, kind) -> known.addPrefix(prefix, number(kind)));
        known.gluedAre(glued, number(LIKE_AN_OPT_OUT));
        for (String word : mistyped) {
            for (String typo : Typos.of(word)) {
                if (!notTypos.contains(typo)) {
                    known.addTypo(typo, number(word), word.length() >= LONG_WORD);
                }
            }
        }
        return known;
    }

    private int number(String word) {
        return numbers.computeIfAbsent(word, key -> {
            symbols.add(new LinkedHashSet<>(Set.of(symbols.size())));
            return symbols.size() - 1;
        });
    }

    /** Classes are numbered -1, -2, …; words are numbered 0, 1, … */
    private int symbolOf(String className) {
        return classes.computeIfAbsent(className, key -> -1 - classes.size());
    }

    private static int[] array(Set<Integer> symbols) {
        return symbols.stream().mapToInt(i -> i).toArray();
    }
}
