package dev.ringlock.reply;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A place in the tree of all phrases: the words so far, and the words that may follow. Built once, then only read. */
final class Node {

    private static final Node[] NONE = {};

    /** Sorted, for binary search. */
    private int[] symbols = {};

    private Node[] next = NONE;
    private @Nullable Node afterGap;

    /** The kinds of the phrases that end here. */
    int bits;

    @Nullable
    String scope;

    @Nullable
    Node next(int symbol) {
        int at = symbols.length == 0 ? -1 : Arrays.binarySearch(symbols, symbol);
        return at < 0 ? null : next[at];
    }

    @Nullable
    Node afterGap() {
        return afterGap;
    }

    Node grow(int symbol) {
        Node known = next(symbol);
        if (known != null) {
            return known;
        }
        Node grown = new Node();
        int at = -1 - Arrays.binarySearch(symbols, symbol);
        int[] longer = new int[symbols.length + 1];
        Node[] more = new Node[longer.length];
        System.arraycopy(symbols, 0, longer, 0, at);
        System.arraycopy(symbols, at, longer, at + 1, symbols.length - at);
        System.arraycopy(next, 0, more, 0, at);
        System.arraycopy(next, at, more, at + 1, symbols.length - at);
        longer[at] = symbol;
        more[at] = grown;
        symbols = longer;
        next = more;
        return grown;
    }

    Node growGap() {
        Node gap = afterGap;
        if (gap == null) {
            gap = new Node();
            afterGap = gap;
        }
        return gap;
    }
}
