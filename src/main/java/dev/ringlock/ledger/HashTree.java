package dev.ringlock.ledger;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The tree of hashes of RFC 6962, section 2.1, and the chain of its roots. One root stands for many entries, and a short path
 * shows that one of them is under it. All hashes are SHA-256, in hex. A first byte keeps leaves, nodes and anchors apart.
 */
public final class HashTree {

    private static final byte LEAF = 0;
    private static final byte NODE = 1;
    private static final byte ANCHOR = 2;
    private static final HexFormat HEX = HexFormat.of();

    private HashTree() {}

    /** The leaf of an entry, from its {@linkplain Entry#hash hash} alone. */
    public static String leaf(String entry) {
        return hash(LEAF, entry);
    }

    static String node(String left, String right) {
        return hash(NODE, left, right);
    }

    /** This hash stands for a root and for all roots before it. {@code previous} is empty for the first. */
    public static String anchor(String previous, String root) {
        return hash(ANCHOR, previous, root);
    }

    /** @param nodes leaves, or roots of trees of one size, of which only the last may be smaller */
    public static String root(List<String> nodes) {
        if (nodes.size() == 1) {
            return nodes.get(0);
        }
        int split = split(nodes.size());
        return node(root(nodes.subList(0, split)), root(nodes.subList(split, nodes.size())));
    }

    /** The hashes beside the way from a node to the root, the lowest first. */
    public static List<String> path(List<String> nodes, int index) {
        if (nodes.size() == 1) {
            return new ArrayList<>();
        }
        int split = split(nodes.size());
        List<String> left = nodes.subList(0, split);
        List<String> right = nodes.subList(split, nodes.size());
        List<String> path = index < split ? path(left, index) : path(right, index - split);
        path.add(index < split ? root(right) : root(left));
        return path;
    }

    /**
     * The root that a leaf and its path lead to (RFC 9162, section 2.1.3.2).
     *
     * @throws IllegalArgumentException if no tree of that size has such a path, or a hash is none
     */
    public static String root(String leaf, long index, long size, List<String> path) {
        long at = index;
        long last = size - 1;
        if (index < 0 || index > last) {
            throw new IllegalArgumentException("no such leaf");
        }
        String root = leaf;
        for (String beside : path) {
            if (last == 0) {
                throw new IllegalArgumentException("the path is too long");
            }
            if (at % 2 == 1 || at == last) {
                root = node(beside, root);
                while (at % 2 == 0 && at != 0) {
                    at /= 2;
                    last /= 2;
                }
            } else {
                root = node(root, beside);
            }
            at /= 2;
            last /= 2;
        }
        if (last != 0) {
            throw new IllegalArgumentException("the path is too short");
        }
        return root;
    }

    /** The largest power of two below that count. */
    private static int split(int count) {
        return Integer.highestOneBit(count - 1);
    }

    private static String hash(byte kind, String... hashes) {
        var digest = Sha256.digest();
        digest.update(kind);
        for (String hash : hashes) {
            digest.update(HEX.parseHex(hash));
        }
        return HEX.formatHex(digest.digest());
    }
}
