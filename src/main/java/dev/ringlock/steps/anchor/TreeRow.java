package dev.ringlock.steps.anchor;

import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.HashTree;
import dev.ringlock.ledger.Ulid;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Some nodes of an anchor's tree that lie side by side, as one entry of the ledger: 44 KB of hashes, and 27 KB of places.
 *
 * @param nodes leaves on the lowest level; above it the root of each row below
 * @param firsts the place of the first entry below each node; empty on the lowest level
 */
record TreeRow(List<String> nodes, List<String> firsts) {

    /** A power of two, so that the root of a full row is a node of the tree of RFC 6962. */
    static final int WIDTH = 1024;

    private static final int HASH = 32;

    TreeRow {
        nodes = List.copyOf(nodes);
        firsts = List.copyOf(firsts);
    }

    /** The subject of the row with that root. A row with one node has the root of the row below it. */
    static String subject(int level, String root) {
        return "anchor/row/" + level + "/" + root;
    }

    String root() {
        return HashTree.root(nodes);
    }

    static TreeRow of(Entry entry) {
        byte[] nodes = Base64.getUrlDecoder().decode(entry.fields().getOrDefault("nodes", ""));
        String firsts = entry.fields().getOrDefault("firsts", "");
        List<String> hashes = new ArrayList<>();
        for (int at = 0; at < nodes.length; at += HASH) {
            hashes.add(HexFormat.of().formatHex(nodes, at, at + HASH));
        }
        List<String> places = new ArrayList<>();
        for (int at = 0; at < firsts.length(); at += Ulid.LENGTH) {
            places.add(firsts.substring(at, at + Ulid.LENGTH));
        }
        return new TreeRow(hashes, places);
    }

    SortedMap<String, String> fields() {
        byte[] bytes = HexFormat.of().parseHex(String.join("", nodes));
        SortedMap<String, String> fields = new TreeMap<>();
        fields.put("nodes", Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        if (!firsts.isEmpty()) {
            fields.put("firsts", String.join("", firsts));
        }
        return fields;
    }

    /** The last node that has an entry of that place or of an earlier one below it; the first if none has. */
    int nodeOf(Ulid place) {
        int found = 0;
        for (int i = 0; i < firsts.size() && firsts.get(i).compareTo(place.value()) <= 0; i++) {
            found = i;
        }
        return found;
    }
}
