package dev.ringlock.store.dynamodb;

import dev.ringlock.phone.ContactId;
import dev.ringlock.store.Compartment;
import dev.ringlock.store.Page;
import dev.ringlock.terms.Purpose;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * Reads one page of a purpose's audience: its shards in order, which is the order of the ids. DynamoDB also reads the
 * rows that it filters out, so a page ends after a number of scanned rows. The cursor is the last scanned contact,
 * which names its shard.
 */
final class AudienceReads {

    /** How many compartments may be scanned for each row of the page. */
    private static final int SCANNED_FOR_EACH = 10;

    /**
     * The least rows of one query, so that the last rows of a page are not searched one by one among many unusable
     * ones.
     */
    private static final int LEAST_SCANNED = 100;

    private final DynamoDbClient client;
    private final String table;
    private final int limit;
    private final List<Compartment> found = new ArrayList<>();
    private int remainingScans;

    AudienceReads(DynamoDbClient client, String table, int limit) {
        this.client = client;
        this.table = table;
        this.limit = limit;
        this.remainingScans = limit * SCANNED_FOR_EACH;
    }

    Page<Compartment> read(Purpose purpose, Instant now, @Nullable String cursor) {
        String after = Objects.requireNonNullElse(cursor, "");
        String first = after.isEmpty() ? "" : DynamoDbTable.shard(new ContactId(after));
        for (String shard : DynamoDbTable.shardsFrom(first)) {
            String next = shard(Items.partition(purpose, shard), now, shard.equals(first) ? after : "");
            if (next != null) {
                return new Page<>(found, next);
            }
        }
        return new Page<>(found, null);
    }

    /** Reads that shard. Returns the cursor if the page ends there, else null. */
    private @Nullable String shard(String partition, Instant now, String begin) {
        String after = begin;
        do {
            QueryRequest query = query(partition, now, after);
            QueryResponse answer = Reads.answered(() -> client.query(query));
            remainingScans -= answer.scannedCount();
            for (Map<String, AttributeValue> item : answer.items()) {
                found.add(Items.compartment(item));
                if (found.size() == limit) {
                    return found.get(limit - 1).contact().value();
                }
            }
            after = answer.hasLastEvaluatedKey()
                    ? Items.id(answer.lastEvaluatedKey()).value()
                    : "";
            if (!after.isEmpty() && remainingScans <= 0) {
                return after;
            }
        } while (!after.isEmpty());
        return null;
    }

    private QueryRequest query(String partition, Instant now, String after) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":partition", Items.text(partition));
        values.put(":now", Items.instant(now));
        String behind = "";
        if (!after.isEmpty()) {
            values.put(":after", Items.text(after));
            behind = " AND contactId > :after";
        }
        return QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression("purposeShard = :partition" + behind)
                // a row without an end is not usable: the comparison is false for it
                .filterExpression("attribute_not_exists(held) AND endsAt > :now")
                .expressionAttributeValues(values)
                .limit(Math.max(limit - found.size(), LEAST_SCANNED))
                .consistentRead(true)
                .build();
    }
}
