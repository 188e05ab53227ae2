package dev.ringlock.store.dynamodb;

import dev.ringlock.phone.ContactId;
import dev.ringlock.store.DueRow;
import dev.ringlock.store.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Reads what is due, shard by shard. The cursor is the last row's place in the index, {@code dueAt/contactId}, which names
 * its shard. The row need not exist any more.
 */
final class DueReads {

    private final Reads reads;
    private final String table;
    private final Instant now;

    DueReads(Reads reads, String table, Instant now) {
        this.reads = reads;
        this.table = table;
        this.now = now;
    }

    Page<DueRow> page(@Nullable String cursor, int limit) {
        DueRow after = cursor == null ? null : dueAt(cursor);
        List<DueRow> due = new ArrayList<>();
        for (String shard : DynamoDbTable.shardsFrom(after == null ? "" : DynamoDbTable.shard(after.contact()))) {
            if (due.size() == limit) {
                break;
            }
            DueRow last = after != null && shard.equals(DynamoDbTable.shard(after.contact())) ? after : null;
            // DynamoDB refuses a start after the end, and another machine's clock may have set the start
            if (last == null || !last.at().isAfter(now)) {
                reads.rows(dueIn(shard, last), limit - due.size()).forEach(row -> due.add(Items.due(row)));
            }
        }
        if (due.size() < limit) {
            return new Page<>(due, null);
        }
        DueRow last = due.get(limit - 1);
        return new Page<>(due, last.at().toEpochMilli() + "/" + last.contact().value());
    }

    private QueryRequest dueIn(String shard, @Nullable DueRow after) {
        return QueryRequest.builder()
                .tableName(table)
                .indexName(DynamoDbTable.DUE)
                .keyConditionExpression("dueShard = :shard AND dueAt <= :now")
                .expressionAttributeValues(Map.of(":shard", Items.text(shard), ":now", Items.instant(now)))
                .exclusiveStartKey(after == null ? null : Items.duePlace(after))
                .build();
    }

    private static DueRow dueAt(String cursor) {
        String[] parts = cursor.split("/", 2);
        return new DueRow(new ContactId(parts[1]), Instant.ofEpochMilli(Long.parseLong(parts[0])));
    }
}
