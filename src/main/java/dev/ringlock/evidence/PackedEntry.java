package dev.ringlock.evidence;

import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Sha256;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An entry of the ledger in a pack.
 *
 * @param at as it is hashed
 * @param hash of all that stands before
 */
public record PackedEntry(
        String subject,
        String ulid,
        String event,
        String at,
        String previous,
        SortedMap<String, String> fields,
        String hash) {

    public PackedEntry {
        PackManifest.present(subject, ulid, event, at, previous, hash);
        fields = new TreeMap<>(fields);
        PackManifest.present(fields.values().toArray(String[]::new));
    }

    public static PackedEntry of(Entry entry) {
        return new PackedEntry(
                entry.subject(),
                entry.ulid().value(),
                entry.event().id(),
                entry.at().toString(),
                entry.previous(),
                entry.fields(),
                entry.hash());
    }

    /** The rule of {@link Entry#hash}. An entry of a later Ringlock may have an event that this one does not know. */
    String computedHash() {
        String[] parts = new String[4 + 2 * fields.size()];
        parts[0] = ulid;
        parts[1] = event;
        parts[2] = at;
        parts[3] = previous;
        int next = 4;
        for (var field : fields.entrySet()) {
            parts[next++] = field.getKey();
            parts[next++] = field.getValue();
        }
        return Sha256.hex(subject, parts);
    }
}
