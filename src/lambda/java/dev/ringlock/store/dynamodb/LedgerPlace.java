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
 * Where an entry stands in the ledger's indexes, told by the entry itself. Two subjects may have entries of one ULID (a number
 * that moves), so its place is its ULID and then its subject.
 */
final class LedgerPlace {

    static final String PLACE = "place";
    static final String ACTOR = "actor";
    static final String DAY_SHARD = "dayShard";
    static final String RECORD = "recordId";

    /**
     * A day is one partition key in each: DynamoDB takes 1,000 writes a second for one, and an index that cannot keep up
     * throttles the table that it is of. It can be made more for days to come, never fewer.
     */
    private static final int SHARDS = 8;

    private LedgerPlace() {}

    /** The attributes that put it into the indexes; those that it does not have keep it out of theirs. */
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

    /** The partition keys of a day, all of them. */
    static List<String> shards(LocalDate day) {
        return IntStream.range(0, SHARDS).mapToObj(number -> shard(day, number)).toList();
    }

    /** Smaller than the place of whatever arrives from that instant on, larger than all before. */
    static String first(Instant at) {
        return Ulid.first(at).value();
    }

    /** Java's hash of a text is fixed by its specification, so it is the same everywhere and for good. */
    private static int shardOf(String subject) {
        return Math.floorMod(subject.hashCode(), SHARDS);
    }

    private static String shard(LocalDate day, int number) {
        return String.format(Locale.ROOT, "%s#%02d", day, number);
    }
}
