package dev.ringlock.store.dynamodb;

import dev.ringlock.consent.Contact;
import dev.ringlock.ledger.Entry;
import dev.ringlock.phone.ContactId;
import dev.ringlock.store.Commit;
import dev.ringlock.store.Counter;
import dev.ringlock.store.GuardRow;
import dev.ringlock.store.Outcome;
import dev.ringlock.store.Page;
import dev.ringlock.store.Store;
import dev.ringlock.store.StoreUnavailableException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * {@link Store} on DynamoDB. A commit is one {@code TransactWriteItems}. The SDK gives each a token and sends it again with
 * the same one if the answer was lost, so that a transaction that was done is not taken for a conflict with itself.
 *
 * <p>Reads are strongly consistent, but for one thing: a contact that is a moment old may not be on the list yet.
 */
public final class DynamoDbStore implements Store {

    private static final int LARGEST_BATCH = 100;
    private static final int MOST_ATTEMPTS = 6;
    private static final int FIRST_PAUSE_MILLIS = 20;

    /** As in keys' SideBySide: the two rooms do not know each other. */
    private static final Executor THREADS = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "dynamodb");
        thread.setDaemon(true);
        return thread;
    });

    private final DynamoDbClient client;
    private final String prefix;
    private final Clock clock;

    /**
     * @param prefix of the tables' names
     * @param clock by which guard rows expire
     */
    public DynamoDbStore(DynamoDbClient client, String prefix, Clock clock) {
        this.client = client;
        this.prefix = prefix;
        this.clock = clock;
    }

    @Override
    public List<Contact> load(List<ContactId> ids) {
        Map<ContactId, Contact> found = new HashMap<>();
        List<ContactId> distinct = ids.stream().distinct().toList();
        for (int from = 0; from < distinct.size(); from += LARGEST_BATCH) {
            load(distinct.subList(from, Math.min(distinct.size(), from + LARGEST_BATCH)), found);
        }
        return ids.stream()
                .map(id -> found.getOrDefault(id, Contact.unknown(id)))
                .toList();
    }

    @Override
    public Outcome commit(Commit commit) {
        Transaction transaction = Transaction.of(commit, prefix, clock.instant());
        if (transaction.items().isEmpty()) {
            return new Outcome.Done();
        }
        return asked(() -> {
            try {
                client.transactWriteItems(request -> request.transactItems(transaction.items()));
                return new Outcome.Done();
            } catch (TransactionCanceledException e) {
                return transaction.cancelled(e);
            }
        });
    }

    /** One call for each counter, side by side. If an answer is lost and the call sent again, a counter counts twice. */
    @Override
    public List<Long> count(List<Counter> counters) {
        List<CompletableFuture<Long>> counts = counters.stream()
                .map(counter -> CompletableFuture.supplyAsync(() -> count(counter), THREADS))
                .toList();
        try {
            return counts.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @Override
    public Optional<GuardRow> recall(String name) {
        var answer = asked(() -> client.getItem(request -> request.tableName(Table.GUARD.name(prefix))
                .key(Map.of("id", Items.text(name)))
                .consistentRead(true)));
        // a counter has no answer
        return answer.item().containsKey("answer")
                ? Optional.of(Items.guardRow(answer.item()))
                        .filter(row -> clock.instant().isBefore(row.expiresAt()))
                : Optional.empty();
    }

    @Override
    public Page<Contact> list(@Nullable String cursor, int limit) {
        String after = Objects.requireNonNullElse(cursor, "");
        List<ContactId> ids = new ArrayList<>();
        for (String shard : Table.shardsFrom(after.isEmpty() ? "" : Table.shard(new ContactId(after)))) {
            if (ids.size() == limit) {
                break;
            }
            QueryRequest query = query(Table.CONTACTS, "shard", shard, "contactId", after)
                    .indexName(Table.LIST)
                    .build();
            rows(query, limit - ids.size()).forEach(row -> ids.add(Items.id(row)));
        }
        String next = ids.size() < limit ? null : ids.get(limit - 1).value();
        // what was deleted since the index was written is not there any more
        return new Page<>(
                load(ids).stream().filter(contact -> contact.version() > 0).toList(), next);
    }

    @Override
    public Page<Entry> history(String subject, @Nullable String cursor, int limit) {
        QueryRequest query = query(Table.LEDGER, "subject", subject, "ulid", Objects.requireNonNullElse(cursor, ""))
                .consistentRead(true)
                .build();
        List<Entry> entries = rows(query, limit).stream().map(Items::entryOf).toList();
        return new Page<>(
                entries,
                entries.size() < limit ? null : entries.get(limit - 1).ulid().value());
    }

    private void load(List<ContactId> ids, Map<ContactId, Contact> found) {
        String table = Table.CONTACTS.name(prefix);
        List<Map<String, AttributeValue>> keys = ids.stream().map(Items::key).toList();
        for (int attempt = 0; !keys.isEmpty(); attempt++) {
            if (attempt > 0) {
                pause(attempt);
            }
            KeysAndAttributes wanted =
                    KeysAndAttributes.builder().keys(keys).consistentRead(true).build();
            var answer = asked(() -> client.batchGetItem(request -> request.requestItems(Map.of(table, wanted))));
            answer.responses().getOrDefault(table, List.of()).stream()
                    .map(Items::contact)
                    .forEach(contact -> found.put(contact.id(), contact));
            KeysAndAttributes left = answer.unprocessedKeys().get(table);
            keys = left == null ? List.of() : left.keys();
        }
    }

    private long count(Counter counter) {
        var answer = asked(() -> client.updateItem(request -> request.tableName(Table.GUARD.name(prefix))
                .key(Map.of("id", Items.text(counter.name())))
                .updateExpression("ADD #count :one SET expiresAt = :expiresAt, forgetAt = :forgetAt")
                .expressionAttributeNames(Map.of("#count", "count"))
                .expressionAttributeValues(Map.of(
                        ":one", Items.number(1),
                        ":expiresAt", Items.instant(counter.expiresAt()),
                        ":forgetAt", Items.forgetAt(counter.expiresAt())))
                .returnValues(ReturnValue.UPDATED_NEW)));
        return Items.number(answer.attributes(), "count");
    }

    /** What has that partition key, in the order of the sort key, from behind that one on. */
    private QueryRequest.Builder query(Table table, String key, String value, String sortKey, String after) {
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

    /** A query ends after a megabyte; this goes on until there are enough rows, or no more. */
    private List<Map<String, AttributeValue>> rows(QueryRequest query, int limit) {
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
    private static <T> T asked(Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw new StoreUnavailableException("DynamoDB did not do it", e);
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
