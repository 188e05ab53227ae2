package dev.ringlock.store.dynamodb;

import dev.ringlock.contactability.Budget;
import dev.ringlock.phone.ContactId;
import dev.ringlock.store.BudgetText;
import dev.ringlock.store.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Budgets as rows of {@code guard}. Their ids begin alike, so that IAM can allow just them. */
final class BudgetRows {

    private static final String PREFIX = "budget/";

    /** How long the version of an expired budget is kept: longer than any request. */
    private static final Duration VERSION_KEPT = Duration.ofDays(1);

    private BudgetRows() {}

    static Map<String, AttributeValue> key(ContactId contact) {
        return Map.of("id", Items.text(PREFIX + contact.value()));
    }

    /** Whether it is a row of this kind, and not a contact's. */
    static boolean isBudget(Map<String, AttributeValue> item) {
        return item.containsKey("places");
    }

    /** An expired one has no places. Its version goes on, so that nobody who read it before can overwrite what came since. */
    static Budget budget(Map<String, AttributeValue> item, Instant now) {
        boolean alive = now.isBefore(Items.instant(item, "expiresAt"));
        return new Budget(
                new ContactId(Items.text(item, "id").substring(PREFIX.length())),
                Items.number(item, "version"),
                alive ? BudgetText.read(Items.text(item, "places")) : List.of());
    }

    /** Puts it over its version before. False if that is not there any more. */
    static boolean put(DynamoDbClient client, String table, Budget after, List<Budget> unchanged, Instant expiresAt) {
        Map<String, AttributeValue> item = new HashMap<>(key(after.contact()));
        item.put("version", Items.number(after.version()));
        item.put("places", Items.text(BudgetText.write(after.places())));
        item.put("expiresAt", Items.instant(expiresAt));
        item.put("forgetAt", Items.forgetAt(expiresAt.plus(VERSION_KEPT)));
        if (!unchanged.isEmpty()) {
            return putTogether(client, table, after, item, unchanged);
        }
        PutItemRequest.Builder put = PutItemRequest.builder()
                .tableName(table)
                .item(item)
                .conditionExpression(condition(after.version() - 1))
                .expressionAttributeValues(values(after.version() - 1))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
        return Reads.answered(() -> {
            try {
                client.putItem(put.build());
                return true;
            } catch (ConditionalCheckFailedException e) {
                // the SDK repeats a request whose answer was lost, and then meets what it has put itself
                return item.equals(e.item());
            }
        });
    }

    /** In one transaction with the conditions on the others. The SDK repeats it under the same token. */
    private static boolean putTogether(
            DynamoDbClient client,
            String table,
            Budget after,
            Map<String, AttributeValue> item,
            List<Budget> unchanged) {
        List<TransactWriteItem> items = new ArrayList<>();
        items.add(TransactWriteItem.builder()
                .put(put -> put.tableName(table)
                        .item(item)
                        .conditionExpression(condition(after.version() - 1))
                        .expressionAttributeValues(values(after.version() - 1)))
                .build());
        for (Budget other : unchanged) {
            items.add(TransactWriteItem.builder()
                    .conditionCheck(check -> check.tableName(table)
                            .key(key(other.contact()))
                            .conditionExpression(condition(other.version()))
                            .expressionAttributeValues(values(other.version())))
                    .build());
        }
        return Reads.answered(() -> {
            try {
                client.transactWriteItems(request -> request.transactItems(items));
                return true;
            } catch (TransactionCanceledException e) {
                if (e.cancellationReasons().stream().noneMatch(Transaction::isRace)) {
                    throw new StoreUnavailableException("DynamoDB cancelled the transaction", e);
                }
                return false;
            }
        });
    }

    private static String condition(long version) {
        return version == 0 ? "attribute_not_exists(id)" : "version = :before";
    }

    private static @Nullable Map<String, AttributeValue> values(long version) {
        return version == 0 ? null : Map.of(":before", Items.number(version));
    }
}
