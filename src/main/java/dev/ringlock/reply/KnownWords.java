package dev.ringlock.reply;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** Every known word and phrase, ready for look-ups. Immutable once it is built. */
final class KnownWords {

    /** A token for a word that is in no list. */
    static final int NOTHING = -1;

    private static final int TYPO = 1 << 30;
    private static final int LONG_TYPO = 1 << 29;
    private static final int NUMBER = LONG_TYPO - 1;
    /** Shorter words often mean something else: en d. */
    private static final int SHORTEST_IN_PIECES = 4;

    private final int[][] symbols;
    /** By word: the nodes of the tree where it may begin a phrase. */
    private final Node[][] starts;

    private final boolean[] optOut;
    private final boolean[] filler;
    private final int name;
    private final Vocabulary words = new Vocabulary();
    private final Vocabulary drawnOut = new Vocabulary();
    private final Vocabulary spelledOut = new Vocabulary();
    private final Vocabulary prefixes = new Vocabulary();
    private int longestSpelledOut;
    private int glued = NOTHING;
    private int likeAnOptOut = NOTHING;
    private int shortestPrefix = Integer.MAX_VALUE;
    private int longestPrefix;

    KnownWords(Node root, List<int[]> symbols, int fillers, int name) {
        this.name = name;
        this.filler = new boolean[symbols.size()];
        this.symbols = symbols.toArray(int[][]::new);
        this.optOut = new boolean[this.symbols.length];
        this.starts = new Node[optOut.length][];
        for (int i = 0; i < optOut.length; i++) {
            starts[i] = IntStream.of(this.symbols[i])
                    .mapToObj(root::next)
                    .filter(Objects::nonNull)
                    .toArray(Node[]::new);
            filler[i] = IntStream.of(this.symbols[i]).anyMatch(symbol -> symbol == fillers);
            Node node = root.next(i);
            optOut[i] = node != null && (node.bits & WordClass.OPT_OUT.bit) != 0;
        }
    }

    void add(String word, int number) {
        words.add(word, number);
    }

    void addDrawnOut(String word, int number) {
        char[] letters = word.toCharArray();
        drawnOut.add(new String(letters, 0, squeeze(letters)), number);
    }

    void addSpelledOut(String words, boolean all) {
        spelledOut.add(words, all ? WordClass.ALL.bit : 0);
        longestSpelledOut = Math.max(longestSpelledOut, words.length());
    }

    void addPrefix(String prefix, int number) {
        prefixes.add(prefix, number);
        shortestPrefix = Math.min(shortestPrefix, prefix.length());
        longestPrefix = Math.max(longestPrefix, prefix.length());
    }

    void gluedAre(int glued, int likeAnOptOut) {
        this.glued = glued;
        this.likeAnOptOut = likeAnOptOut;
    }

    void addTypo(String typo, int number, boolean isLong) {
        words.add(typo, number | TYPO | (isLong ? LONG_TYPO : 0));
    }

    /** The word's token: its number, with a flag if it is a typo. {@link #NOTHING} if it is unknown. */
    int token(char[] letters, int start, int end) {
        int token = words.find(letters, start, end);
        if (token >= 0 && token < TYPO) {
            return token;
        }
        int other = Lookalikes.mayBe(letters, start, end)
                ? tokenDrawnOut(Lookalikes.latin(letters, start, end))
                : drawnOut(letters, start, end);
        if (other >= 0) {
            return other;
        }
        return token >= 0 ? token : beginsLike(letters, start, end);
    }

    private int beginsLike(char[] letters, int start, int end) {
        int hash = 0;
        for (int i = start; i - start < longestPrefix && i + 1 < end; i++) {
            hash = 31 * hash + letters[i];
            if (i + 1 - start >= shortestPrefix) {
                int token = prefixes.find(letters, start, i + 1, hash);
                if (token >= 0) {
                    return token;
                }
            }
        }
        return NOTHING;
    }

    /** Whether the token is an unknown word that may be several words without spaces, such as removeme. */
    boolean isGlued(int token) {
        return token >= 0 && (token == glued || token == likeAnOptOut);
    }

    /** The token for any unknown word that begins with a capital. It may be a name. */
    int name() {
        return name;
    }

    /** Whether the word is in the lists, spelled exactly so. */
    boolean isWord(char[] letters, int start, int end) {
        int token = words.find(letters, start, end);
        return token >= 0 && token < TYPO;
    }

    private int tokenDrawnOut(char[] latin) {
        int token = words.find(latin, 0, latin.length);
        return token >= 0 && token < TYPO ? token : drawnOut(latin, 0, latin.length);
    }

    private int drawnOut(char[] letters, int start, int end) {
        for (int i = start + 1; i < end; i++) {
            if (letters[i] == letters[i - 1]) {
                char[] word = Arrays.copyOfRange(letters, start, end);
                return drawnOut.find(word, 0, squeeze(word));
            }
        }
        return NOTHING;
    }

    /** Removes letters that repeat the one before. Returns how many letters are left. */
    private static int squeeze(char[] letters) {
        int length = 0;
        for (int i = 0; i < letters.length; i++) {
            if (i == 0 || letters[i] != letters[i - 1]) {
                letters[length++] = letters[i];
            }
        }
        return length;
    }

    Node[] starts(int token) {
        return starts[token & NUMBER];
    }

    int[] symbols(int token) {
        return symbols[token & NUMBER];
    }

    boolean isOptOut(int token) {
        return token >= 0 && optOut[token & NUMBER];
    }

    boolean isFiller(int token) {
        return token >= 0 && filler[token & NUMBER];
    }

    static boolean isTypo(int token) {
        return token >= TYPO;
    }

    static boolean isLongTypo(int token) {
        return token >= TYPO && (token & LONG_TYPO) != 0;
    }

    /**
     * The kinds of a reply that is nothing but opt-out words once its spaces are gone (st op, STOPSTOP). 0 if it is
     * not.
     */
    int optOutInPieces(Words words) {
        char[] letters = words.letters();
        int length = words.count() == 0 ? 0 : words.end(words.count() - 1);
        int shortest = length == words.count() ? 1 : SHORTEST_IN_PIECES;
        int[] kinds = new int[length + 1];
        kinds[0] = length > 0 ? WordClass.OPT_OUT.bit : 0;
        int furthest = 0;
        for (int start = 0; start <= furthest && start < length; start++) {
            int hash = 0;
            int until = kinds[start] != 0 ? Math.min(length, start + longestSpelledOut) : start;
            for (int end = start + 1; end <= until; end++) {
                hash = 31 * hash + letters[end - 1];
                int found = end - start < shortest ? NOTHING : spelledOut.find(letters, start, end, hash);
                if (found >= 0) {
                    kinds[end] |= kinds[start] | found;
                    furthest = Math.max(furthest, end);
                }
            }
        }
        return kinds[length];
    }
}
