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
 * One page of a purpose's audience: its shards one after the other, which is the order of the ids. DynamoDB reads what it
 * filters out too, so a page ends after so many looked at. The cursor is the last contact of those, which tells its shard.
 */
final class AudienceReads {

    /** How many compartments are looked at for each that the page may have. */
    private static final int LOOKED_AT_FOR_EACH = 10;

    /** So that the last few of a page behind many that are not usable are not looked for one by one. */
    private static final int LEAST_LOOKED_AT = 100;

    private final DynamoDbClient client;
    private final String table;
    private final int limit;
    private final List<Compartment> found = new ArrayList<>();
    private int left;

    AudienceReads(DynamoDbClient client, String table, int limit) {
        this.client = client;
        this.table = table;
        this.limit = limit;
        this.left = limit * LOOKED_AT_FOR_EACH;
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

    /** Goes on in that shard; the cursor if the page ends there. */
    private @Nullable String shard(String partition, Instant now, String begin) {
        String after = begin;
        do {
            QueryRequest query = query(partition, now, after);
            QueryResponse answer = Reads.asked(() -> client.query(query));
            left -= answer.scannedCount();
            for (Map<String, AttributeValue> item : answer.items()) {
                found.add(Items.compartment(item));
                if (found.size() == limit) {
                    return found.get(limit - 1).contact().value();
                }
            }
            after = answer.hasLastEvaluatedKey()
                    ? Items.id(answer.lastEvaluatedKey()).value()
                    : "";
            if (!after.isEmpty() && left <= 0) {
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
                // what has no end is not usable: the comparison is false then
                .filterExpression("attribute_not_exists(held) AND endsAt > :now")
                .expressionAttributeValues(values)
                .limit(Math.max(limit - found.size(), LEAST_LOOKED_AT))
                .consistentRead(true)
                .build();
    }
}
