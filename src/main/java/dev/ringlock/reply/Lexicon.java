package dev.ringlock.reply;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds the tree of phrases from the lists. A word has symbols: itself, and each class of words that it belongs to. */
final class Lexicon {

    static final String GAP = "…";
    private static final int LONG_WORD = 6;
    private static final String UNKNOWN = " ";

    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final List<Set<Integer>> symbols = new ArrayList<>();
    private final Map<String, Integer> classes = new LinkedHashMap<>();
    private final Node root = new Node();
    private final Set<String> keywords = new LinkedHashSet<>();
    private final Set<String> optOuts = new LinkedHashSet<>();
    private final Set<String> prefixes = new LinkedHashSet<>();
    private final Set<String> mistyped = new LinkedHashSet<>();
    private final Set<String> notTypos = new LinkedHashSet<>();

    void word(String className, String word) {
        int symbol = symbolOf(className);
        for (String known : words(word)) {
            symbols.get(number(known)).add(symbol);
        }
    }

    /** A keyword of one or more words; found spelled out and drawn out, too. */
    void keyword(String text, int bits) {
        List<String> words = words(text);
        phrase(words, bits, null);
        // a yes has to be typed as it was asked for
        if (words.size() == 1 && bits != Kind.YES.bit) {
            keywords.add(words.get(0));
        }
        if ((bits & Kind.OPT_OUT.bit) != 0) {
            optOuts.add(String.join("", words));
        }
    }

    /** Words that are written out, none of them a class, optional or a gap. */
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

    /** A phrase as the lists write it: words, {@code {classes}}, {@code optional?} and at most one gap. */
    void pattern(String pattern, int bits) {
        grow(root, List.of(pattern.split(" +")), bits);
    }

    private void grow(Node node, List<String> elements, int bits) {
        if (elements.isEmpty()) {
            node.bits |= bits;
            return;
        }
        String element = elements.get(0);
        List<String> rest = elements.subList(1, elements.size());
        if (element.endsWith("?")) {
            grow(node, rest, bits);
            element = element.substring(0, element.length() - 1);
        }
        if (element.equals(GAP)) {
            grow(node.growGap(), rest, bits);
        } else if (element.startsWith("{")) {
            grow(node.grow(symbolOf(element.substring(1, element.length() - 1))), rest, bits);
        } else {
            Node grown = node;
            for (String word : words(element)) {
                grown = grown.grow(number(word));
            }
            grow(grown, rest, bits);
        }
    }

    /** Unknown words that begin so ask for a person's eye. */
    void prefix(String word) {
        prefixes.addAll(words(word));
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

    Known build() {
        // no word that anybody types: what stands for all that begin like an opt-out
        phrase(List.of(UNKNOWN), Kind.REVIEW.bit, null);
        notTypos.forEach(this::number);
        Known known = new Known(root, symbols.stream().map(Lexicon::array).toList());
        numbers.forEach(known::add);
        keywords.forEach(word -> known.addDrawnOut(word, number(word)));
        optOuts.forEach(known::addSpelledOut);
        prefixes.forEach(prefix -> known.addPrefix(prefix, number(UNKNOWN)));
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

    /** Classes are counted downwards from -1, words upwards from 0. */
    private int symbolOf(String className) {
        return classes.computeIfAbsent(className, key -> -1 - classes.size());
    }

    private static int[] array(Set<Integer> symbols) {
        return symbols.stream().mapToInt(i -> i).toArray();
    }
}
