package dev.ringlock.purge;

import dev.ringlock.consent.Change;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The outcome for one contact.
 *
 * @param due whether it was due when it was read
 * @param counts what happened, as in {@link PurgeReport#counts()}
 * @param origin the origin of its last consent, as a keyed hash; null if unknown
 */
record ContactOutcome(
        boolean due, Map<String, Long> counts, @Nullable String origin) {

    static final String CHECKED = "checked";
    private static final String EXPIRING = "expiring";
    static final String FAILED = "failed";
    private static final String FORGOTTEN = "forgotten";
    private static final String FORGOTTEN_ENTRIES = "forgotten_entries";
    static final String REKEYED = "rekeyed";
    static final String NOT_REKEYED = "not_rekeyed";
    private static final String PUT_BACK = "put_back";

    /** Another run was first. */
    static ContactOutcome notDue() {
        return new ContactOutcome(false, Map.of(), null);
    }

    static ContactOutcome failed() {
        return new ContactOutcome(true, Map.of(FAILED, 1L), null);
    }

    static ContactOutcome forgotten(long entries) {
        return new ContactOutcome(true, Map.of(FORGOTTEN, 1L, FORGOTTEN_ENTRIES, entries), null);
    }

    /** It went on under the newest version of the index key. */
    static ContactOutcome rekeyed() {
        return new ContactOutcome(true, Map.of(REKEYED, 1L), null);
    }

    /** It lives under an older version, and cannot go on yet: its number is not here, or could not be had. */
    static ContactOutcome notRekeyed() {
        return new ContactOutcome(true, Map.of(NOT_REKEYED, 1L), null);
    }

    /** The same for one that has yet to go on under the newest version. */
    ContactOutcome waiting() {
        Map<String, Long> more = new TreeMap<>(counts);
        more.put(NOT_REKEYED, 1L);
        return new ContactOutcome(due, more, origin);
    }

    /**
     * The outcome of a change.
     *
     * @param looked whether the number itself was checked
     * @param cannotTell whether it should have been checked, and could not be
     */
    static ContactOutcome of(Change change, @Nullable String origin, boolean looked, boolean cannotTell) {
        Map<String, Long> counts = new TreeMap<>();
        change.entries().forEach(entry -> counts.merge(what(entry), 1L, Long::sum));
        if (looked) {
            counts.put(CHECKED, 1L);
        } else if (cannotTell) {
            counts.put(FAILED, 1L);
        }
        return new ContactOutcome(true, counts.isEmpty() ? Map.of(PUT_BACK, 1L) : counts, origin);
    }

    private static String what(Entry entry) {
        return entry.event() == Event.EXPIRING
                ? EXPIRING
                : entry.event() == Event.NUMBER_VALID
                        ? entry.event().id()
                        : entry.fields().getOrDefault("reason", entry.event().id());
    }
}
