package dev.ringlock.store.dynamodb;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Fails a test that writes a row whose time to live is over by the machine's clock. Some engines delete such a row at once,
 * others never in a test: nothing may depend on which.
 */
final class TimeToLiveCheck implements ExecutionInterceptor {

    private static final String FORGET_AT = TestTables.timeToLive("guard");

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        long machine = Instant.now().getEpochSecond();
        written(context.request()).forEach(row -> {
            if (Items.number(row, FORGET_AT) <= machine) {
                throw new AssertionError("the machine's clock is past this row's time to live: " + row.keySet());
            }
        });
    }

    /** The attributes that are written; an update's are named as the table's are. */
    private static Stream<Map<String, AttributeValue>> written(SdkRequest request) {
        Stream<Map<String, AttributeValue>> rows = Stream.of();
        if (request instanceof UpdateItemRequest update) {
            AttributeValue forgetAt = update.expressionAttributeValues().get(":" + FORGET_AT);
            rows = Stream.ofNullable(forgetAt).map(value -> Map.of(FORGET_AT, value));
        } else if (request instanceof TransactWriteItemsRequest transaction) {
            rows = transaction.transactItems().stream()
                    .filter(item -> item.put() != null)
                    .map(item -> item.put().item());
        }
        return rows.filter(row -> row.containsKey(FORGET_AT));
    }
}
