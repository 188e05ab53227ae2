package dev.ringlock.store.dynamodb;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.ringlock.store.StoreUnavailableException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Reads that DynamoDB answers in parts, repeated until they are complete. */
final class Reads {

    private static final int LARGEST_BATCH = 100;
    private static final int MOST_ATTEMPTS = 6;
    private static final int FIRST_PAUSE_MILLIS = 20;

    private final DynamoDbClient client;
    private final String prefix;

    /** @param prefix of the tables' names */
    Reads(DynamoDbClient client, String prefix) {
        this.client = client;
        this.prefix = prefix;
    }

    /** A row's place: in which table, and its key there. */
    record RowKey(String table, Map<String, AttributeValue> key) {}

    /** The items that exist, strongly consistent, in no order. Each key may be there only once. */
    List<Map<String, AttributeValue>> batch(DynamoDbTable table, List<Map<String, AttributeValue>> keys) {
        return batch(keys.stream().map(key -> key(table, key)).toList());
    }

    /** The keys of those that exist, at most a hundred, and nothing else of them. */
    List<Map<String, AttributeValue>> keys(DynamoDbTable table, List<Map<String, AttributeValue>> keys) {
        return part(keys.stream().map(key -> key(table, key)).toList(), true);
    }

    /** The same of several tables: as many rows in a request as it takes, and the requests in parallel. */
    List<Map<String, AttributeValue>> batch(List<RowKey> rows) {
        List<List<RowKey>> parts = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += LARGEST_BATCH) {
            parts.add(rows.subList(from, Math.min(rows.size(), from + LARGEST_BATCH)));
        }
        return ParallelRequests.each(parts, part -> part(part, false)).stream()
                .flatMap(List::stream)
                .toList();
    }

    RowKey key(DynamoDbTable table, Map<String, AttributeValue> key) {
        return new RowKey(table.name(prefix), key);
    }

    /** A query for the items with that partition key after {@code after}, in the order of the sort key. */
    QueryRequest.Builder query(DynamoDbTable table, String key, String value, String sortKey, String after) {
        Map<String, AttributeValue> values = new HashMap<>(Map.of(":value", Items.text(value)));
        String condition = "#key = :value";
        Map<String, String> names = new HashMap<>(Map.of("#key", key));
        if (!after.isEmpty()) {
            condition += " AND #sortKey > :after";
            names.put("#sortKey", sortKey);
            values.put(":after", Items.text(after));
        }
        return QueryRequest.builder()
                .tableName(table.name(prefix))
                .keyConditionExpression(condition)
                .expressionAttributeNames(names)
                .expressionAttributeValues(values);
    }

    /**
     * A query in an index for the items with that partition key and a sort key from {@code from} to {@code to}, both
     * included.
     */
    QueryRequest between(
            DynamoDbTable table, String index, String key, String value, String sortKey, String from, String to) {
        return QueryRequest.builder()
                .tableName(table.name(prefix))
                .indexName(index)
                .keyConditionExpression("#key = :value AND #sortKey BETWEEN :from AND :to")
                .expressionAttributeNames(Map.of("#key", key, "#sortKey", sortKey))
                .expressionAttributeValues(
                        Map.of(":value", Items.text(value), ":from", Items.text(from), ":to", Items.text(to)))
                .build();
    }

    /**
     * The first {@code limit} rows. A query ends after a megabyte, so this repeats it until it has enough rows or all.
     */
    List<Map<String, AttributeValue>> rows(QueryRequest query, int limit) {
        List<Map<String, AttributeValue>> rows = new ArrayList<>();
        QueryRequest next = query;
        do {
            QueryRequest part = next.toBuilder().limit(limit - rows.size()).build();
            var answer = answered(() -> client.query(part));
            rows.addAll(answer.items());
            next = query.toBuilder()
                    .exclusiveStartKey(answer.lastEvaluatedKey())
                    .build();
        } while (!next.exclusiveStartKey().isEmpty() && rows.size() < limit);
        return rows;
    }

    /** Sends a request. Every failure of DynamoDB or of the network becomes one that may be repeated. */
    static <T> T answered(Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException | NullPointerException e) {
            // the JDK's HttpURLConnection throws a NullPointerException when a time-out closes it during a read
            throw new StoreUnavailableException("DynamoDB did not answer, or refused", e);
        }
    }

    /** @param keysAlone whether nothing else of the rows is read */
    private List<Map<String, AttributeValue>> part(List<RowKey> rows, boolean keysAlone) {
        List<Map<String, AttributeValue>> found = new ArrayList<>();
        Map<String, KeysAndAttributes> next = new HashMap<>();
        rows.stream()
                .collect(groupingBy(RowKey::table, mapping(RowKey::key, toList())))
                .forEach((table, keys) -> next.put(table, strong(keys, keysAlone)));
        for (int attempt = 0; !next.isEmpty(); attempt++) {
            if (attempt > 0) {
                pause(attempt);
            }
            Map<String, KeysAndAttributes> sent = Map.copyOf(next);
            var answer = answered(() -> client.batchGetItem(batch -> batch.requestItems(sent)));
            answer.responses().values().forEach(found::addAll);
            next.clear();
            answer.unprocessedKeys().forEach((table, left) -> next.put(table, strong(left.keys(), keysAlone)));
        }
        return found;
    }

    private static KeysAndAttributes strong(List<Map<String, AttributeValue>> keys, boolean keysAlone) {
        KeysAndAttributes.Builder wanted =
                KeysAndAttributes.builder().keys(keys).consistentRead(true);
        if (keysAlone) {
            wanted.projectionExpression(String.join(", ", keys.get(0).keySet()));
        }
        return wanted.build();
    }

    private static void pause(int attempt) {
        if (attempt == MOST_ATTEMPTS) {
            throw new StoreUnavailableException("DynamoDB has not read everything");
        }
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(1, FIRST_PAUSE_MILLIS << attempt));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted before reading", e);
        }
    }
}
