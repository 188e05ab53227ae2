package dev.ringlock.store.dynamodb;

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

/** Reads that DynamoDB answers in parts, gone on with until they are whole. */
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

    /** Those that are there, strongly consistent, in no order. No key may be asked for twice. */
    List<Map<String, AttributeValue>> batch(DynamoDbTable table, List<Map<String, AttributeValue>> keys) {
        List<Map<String, AttributeValue>> found = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += LARGEST_BATCH) {
            one(table.name(prefix), keys.subList(from, Math.min(keys.size(), from + LARGEST_BATCH)), found);
        }
        return found;
    }

    /** What has that partition key, in the order of the sort key, from behind that one on. */
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

    /** What has that partition key in that index, with a sort key from the one to the other, both included. */
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

    /** A query ends after a megabyte; this goes on until there are enough rows, or no more. */
    List<Map<String, AttributeValue>> rows(QueryRequest query, int limit) {
        List<Map<String, AttributeValue>> rows = new ArrayList<>();
        QueryRequest next = query;
        do {
            QueryRequest asked = next.toBuilder().limit(limit - rows.size()).build();
            var answer = asked(() -> client.query(asked));
            rows.addAll(answer.items());
            next = query.toBuilder()
                    .exclusiveStartKey(answer.lastEvaluatedKey())
                    .build();
        } while (!next.exclusiveStartKey().isEmpty() && rows.size() < limit);
        return rows;
    }

    /** Whatever DynamoDB or the way to it does not do, the call may be tried again. */
    static <T> T asked(Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException | NullPointerException e) {
            // the JDK's HttpURLConnection throws the latter where a time-out closes it under a read
            throw new StoreUnavailableException("DynamoDB did not do it", e);
        }
    }

    private void one(String table, List<Map<String, AttributeValue>> asked, List<Map<String, AttributeValue>> found) {
        List<Map<String, AttributeValue>> keys = asked;
        for (int attempt = 0; !keys.isEmpty(); attempt++) {
            if (attempt > 0) {
                pause(attempt);
            }
            KeysAndAttributes wanted =
                    KeysAndAttributes.builder().keys(keys).consistentRead(true).build();
            var answer = asked(() -> client.batchGetItem(request -> request.requestItems(Map.of(table, wanted))));
            found.addAll(answer.responses().getOrDefault(table, List.of()));
            KeysAndAttributes left = answer.unprocessedKeys().get(table);
            keys = left == null ? List.of() : left.keys();
        }
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
