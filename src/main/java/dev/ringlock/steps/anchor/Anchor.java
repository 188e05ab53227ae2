package dev.ringlock.steps.anchor;

import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.HashTree;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One root over all entries that arrived in a stretch of time.
 *
 * @param id of its time stamp on the ledger, and of the stamp's file in a pack
 * @param from arrivals from this instant on
 * @param to arrivals before this instant
 * @param entries how many it covers
 * @param levels of rows
 * @param root of their tree
 * @param previous the digest of the anchor before it; empty for the first
 */
public record Anchor(String id, Instant from, Instant to, long entries, int levels, String root, String previous) {

    /** This hash is shown outside of the house. It stands for this root and for all roots before it. */
    public String digest() {
        return HashTree.anchor(previous, root);
    }

    static Anchor of(Entry entry) {
        SortedMap<String, String> fields = entry.fields();
        return new Anchor(
                fields.getOrDefault("anchor_id", ""),
                Instant.parse(fields.getOrDefault("from", "")),
                Instant.parse(fields.getOrDefault("to", "")),
                Long.parseLong(fields.getOrDefault("entries", "")),
                Integer.parseInt(fields.getOrDefault("levels", "")),
                fields.getOrDefault("root", ""),
                fields.getOrDefault("previous_anchor", ""));
    }

    SortedMap<String, String> fields() {
        SortedMap<String, String> fields = new TreeMap<>();
        fields.put("anchor_id", id);
        fields.put("from", from.toString());
        fields.put("to", to.toString());
        fields.put("entries", String.valueOf(entries));
        fields.put("levels", String.valueOf(levels));
        fields.put("root", root);
        fields.put("previous_anchor", previous);
        fields.put("anchor", digest());
        return fields;
    }

    /** The subject of its time stamp. */
    String stamp() {
        return "anchor/" + id + "/stamp";
    }
}
