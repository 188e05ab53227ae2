package dev.ringlock.store.dynamodb;

import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Ulid;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An entry's place in the ledger's indexes, from the entry alone. Two subjects may have entries with one ULID (when a
 * number moves), so the place is the ULID and then the subject.
 */
final class LedgerPlace {

    static final String PLACE = "place";
    static final String ACTOR = "actor";
    static final String DAY_SHARD = "dayShard";
    static final String RECORD = "recordId";

    /**
     * The partition keys of one day. DynamoDB allows 1,000 writes a second for one partition key, and an index that
     * cannot keep up throttles its table. The number can be raised for days to come, never lowered.
     */
    private static final int SHARDS = 8;

    private LedgerPlace() {}

    /** The attributes of the entry's indexes. An absent attribute keeps it out of that index. */
    static Map<String, AttributeValue> of(Entry entry) {
        Map<String, AttributeValue> place = new HashMap<>();
        place.put(PLACE, Items.text(entry.ulid().value() + "/" + entry.subject()));
        place.put(DAY_SHARD, Items.text(shard(day(entry.ulid().at()), shardOf(entry.subject()))));
        Items.putText(place, ACTOR, entry.actor());
        Items.putText(place, RECORD, entry.recordId());
        return place;
    }

    static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    /** All partition keys of a day. */
    static List<String> shards(LocalDate day) {
        return IntStream.range(0, SHARDS).mapToObj(number -> shard(day, number)).toList();
    }

    /** Less than the place of every entry from that instant on, greater than all before. */
    static String first(Instant at) {
        return Ulid.first(at).value();
    }

    /** Java's specification fixes the hash of a string, so it is the same everywhere and always. */
    private static int shardOf(String subject) {
        return Math.floorMod(subject.hashCode(), SHARDS);
    }

    private static String shard(LocalDate day, int number) {
        return String.format(Locale.ROOT, "%s#%02d", day, number);
    }
}
