package dev.ringlock.reply;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A place in the tree of all phrases: what has been said so far, and what may come next. Made once, then only read. */
final class Node {

    private static final Node[] NONE = {};

    private int[] symbols = {};
    private Node[] next = NONE;
    private @Nullable Node afterGap;

    /** The kinds of what ends here. */
    int bits;

    @Nullable
    String scope;

    @Nullable
    Node next(int symbol) {
        for (int i = 0; i < symbols.length; i++) {
            if (symbols[i] == symbol) {
                return next[i];
            }
        }
        return null;
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
        Node made = new Node();
        symbols = Arrays.copyOf(symbols, symbols.length + 1);
        symbols[symbols.length - 1] = symbol;
        next = Arrays.copyOf(next, symbols.length);
        next[symbols.length - 1] = made;
        return made;
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
