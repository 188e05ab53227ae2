package dev.ringlock.steps;

import dev.ringlock.keys.IndexVersions;
import dev.ringlock.keys.IndexVersions.Phase;
import dev.ringlock.keys.KeysUnavailableException;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Ulid;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The ledger's word on the index key (subject {@code keys/index}). Its newest entry says everything, so one query tells
 * it. Each entry has the place behind the one before it: of two processes that write, one wins.
 *
 * @param newest the newest entry; null if there is none
 * @param checks what each version makes of a fixed text
 */
record IndexState(@Nullable Entry newest, IndexVersions versions, Map<Integer, String> checks) {

    /** The only field of the first entry. A build that does not know versions looks for it in the newest one. */
    private static final String FIRST_CHECK = "check";

    private static final String CHECK_OF = "check.";
    private static final String VERSION = "version";
    private static final String PHASE = "phase";

    IndexState {
        checks = Map.copyOf(checks);
    }

    /** @throws KeysUnavailableException if a later build wrote it */
    static IndexState of(Optional<Entry> newest) {
        if (newest.isEmpty()) {
            return new IndexState(null, IndexVersions.FIRST, Map.of());
        }
        Map<String, String> fields = newest.get().fields();
        if (fields.containsKey(FIRST_CHECK)) {
            return new IndexState(newest.get(), IndexVersions.FIRST, Map.of(1, fields.get(FIRST_CHECK)));
        }
        try {
            IndexVersions versions = new IndexVersions(
                    Integer.parseInt(fields.getOrDefault(VERSION, "")),
                    Phase.valueOf(fields.getOrDefault(PHASE, "").toUpperCase(Locale.ROOT)));
            Map<Integer, String> checks = new TreeMap<>();
            for (int version = 1; version <= versions.newest(); version++) {
                checks.put(version, fields.getOrDefault(CHECK_OF + version, ""));
            }
            return new IndexState(newest.get(), versions, checks);
        } catch (IllegalArgumentException e) {
            throw new KeysUnavailableException("this build does not know how far the index key is rotated");
        }
    }

    /** Since when it is so. */
    Instant since() {
        return newest == null ? Instant.EPOCH : newest.at();
    }

    /** The first entry of all. */
    static Entry first(String check, Instant now) {
        return entry(null, Map.of(FIRST_CHECK, check), now);
    }

    /** The entry of a rotation's next phase. */
    Entry next(IndexVersions then, Map<Integer, String> values, Instant now) {
        Map<String, String> fields = new TreeMap<>();
        fields.put(VERSION, String.valueOf(then.newest()));
        fields.put(PHASE, then.phase().name().toLowerCase(Locale.ROOT));
        values.forEach((version, value) -> fields.put(CHECK_OF + version, value));
        return entry(newest, fields, now);
    }

    private static Entry entry(@Nullable Entry last, Map<String, String> fields, Instant now) {
        return new Entry(
                KeyCheck.INDEX,
                last == null ? Ulid.first(Instant.EPOCH) : last.ulid().next(),
                Event.KEY_RECORDED,
                now.truncatedTo(ChronoUnit.MILLIS),
                last == null ? "" : last.hash(),
                new TreeMap<>(fields));
    }
}
