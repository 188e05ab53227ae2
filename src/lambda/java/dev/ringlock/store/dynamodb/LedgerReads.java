package dev.ringlock.store.dynamodb;

import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.store.Page;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Reads the ledger across subjects. An index names the entries, and they are read from the table, strongly consistent.
 * An entry that is gone is left out.
 */
final class LedgerReads {

    /** The most empty days that one page goes through, with eight parallel queries each. */
    private static final int MOST_DAYS = 7;

    /** A consent record has a few entries for each purpose. */
    private static final int MOST_OF_RECORD = 100;

    /** The entry of a move says where the record is now. Without one, the latest entry counts. */
    private static final Comparator<Entry> MOST_TELLING =
            Comparator.comparing((Entry entry) -> entry.event() == Event.MOVED).thenComparing(Entry::ulid);

    private static final Comparator<Map<String, AttributeValue>> BY_PLACE = Comparator.comparing(LedgerReads::place);

    private final Reads reads;

    LedgerReads(Reads reads) {
        this.reads = reads;
    }

    Page<Entry> of(String actor, LedgerRange range, int limit) {
        if (range.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        List<Map<String, AttributeValue>> places = reads.rows(between("actor", LedgerPlace.ACTOR, actor, range), limit);
        return new Page<>(entries(places), places.size() < limit ? null : last(places));
    }

    Page<Entry> all(LedgerRange range, int limit) {
        List<Map<String, AttributeValue>> places = new ArrayList<>();
        if (range.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        LocalDate day = range.begin();
        for (int walked = 0; walked < MOST_DAYS && range.has(day) && places.size() < limit; walked++) {
            places.addAll(ofDay(day, range, limit - places.size()));
            day = range.next(day);
        }
        if (places.size() == limit) {
            return new Page<>(entries(places), last(places));
        }
        return new Page<>(entries(places), range.has(day) ? range.before(day) : null);
    }

    Optional<ContactId> recorded(String recordId) {
        QueryRequest query = reads.query(DynamoDbTable.LEDGER, LedgerPlace.RECORD, recordId, LedgerPlace.PLACE, "")
                .indexName("record")
                .scanIndexForward(false)
                .build();
        return entries(reads.rows(query, MOST_OF_RECORD)).stream()
                .max(MOST_TELLING)
                .map(entry -> new ContactId(entry.subject()));
    }

    private List<Map<String, AttributeValue>> ofDay(LocalDate day, LedgerRange range, int limit) {
        return ParallelRequests.each(
                        LedgerPlace.shards(day),
                        shard -> reads.rows(between("day", LedgerPlace.DAY_SHARD, shard, range), limit))
                .stream()
                .flatMap(List::stream)
                .sorted(range.newestFirst() ? BY_PLACE.reversed() : BY_PLACE)
                .limit(limit)
                .toList();
    }

    private QueryRequest between(String index, String key, String value, LedgerRange range) {
        return reads.query(DynamoDbTable.LEDGER, key, value, LedgerPlace.PLACE, "")
                .indexName(index)
                .scanIndexForward(!range.newestFirst())
                .keyConditionExpression("#key = :value AND #place BETWEEN :low AND :high")
                .expressionAttributeNames(Map.of("#key", key, "#place", LedgerPlace.PLACE))
                .expressionAttributeValues(Map.of(
                        ":value",
                        Items.text(value),
                        ":low",
                        Items.text(range.low()),
                        ":high",
                        Items.text(range.high())))
                .build();
    }

    /** The entries in the order of their places. */
    private List<Entry> entries(List<Map<String, AttributeValue>> places) {
        List<Map<String, AttributeValue>> keys = places.stream()
                .map(place -> Items.key(Items.text(place, "subject"), new Ulid(Items.text(place, "ulid"))))
                .toList();
        Map<Map<String, AttributeValue>, Entry> found = new HashMap<>();
        reads.batch(DynamoDbTable.LEDGER, keys).stream()
                .map(Items::entryOf)
                .forEach(entry -> found.put(Items.key(entry.subject(), entry.ulid()), entry));
        return keys.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    private static String last(List<Map<String, AttributeValue>> places) {
        return place(places.get(places.size() - 1));
    }

    private static String place(Map<String, AttributeValue> item) {
        return Items.text(item, LedgerPlace.PLACE);
    }
}
