package dev.ringlock.ledger;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One line of the append-only history.
 *
 * @param subject whom or what it is about: a ContactId, a notice
 * @param ulid its arrival, and its place among the subject's entries
 * @param at when the person acted, or the thing happened
 * @param previous the {@link #hash()} of the subject's entry before it, empty for the first: an entry that was changed
 *     or taken out shows
 * @param fields what else it says; never a number, a message or a secret
 */
public record Entry(
        String subject, Ulid ulid, Event event, Instant at, String previous, SortedMap<String, String> fields) {

    public Entry {
        fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
    }

    /** SHA-256 over everything it says, in hex; each part is hashed behind its length. */
    public String hash() {
        String[] parts = new String[4 + 2 * fields.size()];
        parts[0] = ulid.value();
        parts[1] = event.id();
        parts[2] = at.toString();
        parts[3] = previous;
        int next = 4;
        for (Map.Entry<String, String> field : fields.entrySet()) {
            parts[next++] = field.getKey();
            parts[next++] = field.getValue();
        }
        return Sha256.hex(subject, parts);
    }

    /** The id of the person of staff that it names, null if it names none. */
    public @Nullable String actor() {
        return field("actor");
    }

    /** The consent record that it is part of; null if it is part of none, and if it only tells that somebody looked at one. */
    public @Nullable String recordId() {
        return event == Event.REVEALED || event == Event.REVEAL_REFUSED ? null : field("record_id");
    }

    private @Nullable String field(String name) {
        String value = fields.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    public Head asHead() {
        return new Head(ulid, hash());
    }
}
