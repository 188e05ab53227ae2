package dev.ringlock.store.dynamodb;

import dev.ringlock.consent.Contact;
import dev.ringlock.consent.HeldMessage;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.store.Commit;
import dev.ringlock.store.CommitResult;
import dev.ringlock.store.Compartment;
import dev.ringlock.store.ContactFilter;
import dev.ringlock.store.Counter;
import dev.ringlock.store.DueRow;
import dev.ringlock.store.GuardRow;
import dev.ringlock.store.LedgerSpan;
import dev.ringlock.store.Page;
import dev.ringlock.store.SealedText;
import dev.ringlock.store.Store;
import dev.ringlock.terms.Purpose;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * {@link Store} on DynamoDB. A commit is one {@code TransactWriteItems}. The SDK gives each a token and repeats it with
 * the same token if the answer was lost. So a transaction that succeeded is not taken for a conflict with itself.
 *
 * <p>Reads are strongly consistent, except those of indexes: a list may lag behind a change.
 */
public final class DynamoDbStore implements Store {

    private final DynamoDbClient client;
    private final String prefix;
    private final Clock clock;
    private final Reads reads;
    private final LedgerReads ledger;

    /**
     * @param prefix of the tables' names
     * @param clock decides when guard rows expire
     */
    public DynamoDbStore(DynamoDbClient client, String prefix, Clock clock) {
        this.client = client;
        this.prefix = prefix;
        this.clock = clock;
        this.reads = new Reads(client, prefix);
        this.ledger = new LedgerReads(reads);
    }

    @Override
    public List<Contact> load(List<ContactId> ids) {
        Map<ContactId, Contact> found = new HashMap<>();
        reads
                .batch(
                        DynamoDbTable.CONTACTS,
                        ids.stream().distinct().map(Items::key).toList())
                .stream()
                .map(Items::contact)
                .forEach(contact -> found.put(contact.id(), contact));
        return ids.stream()
                .map(id -> found.getOrDefault(id, Contact.unknown(id)))
                .toList();
    }

    @Override
    public CommitResult commit(Commit commit) {
        Transaction transaction = Transaction.of(commit, prefix, clock.instant());
        if (transaction.items().isEmpty()) {
            return new CommitResult.Done();
        }
        return Reads.answered(() -> {
            try {
                client.transactWriteItems(request -> request.transactItems(transaction.items()));
                return new CommitResult.Done();
            } catch (TransactionCanceledException e) {
                return transaction.cancelled(e);
            }
        });
    }

    /**
     * One request for each counter, in parallel. If an answer is lost and the request repeated, a counter counts twice.
     */
    @Override
    public List<Long> count(List<Counter> counters) {
        return ParallelRequests.each(counters, this::count);
    }

    @Override
    public Optional<GuardRow> recall(String name) {
        var answer = Reads.answered(() -> client.getItem(request -> request.tableName(DynamoDbTable.GUARD.name(prefix))
                .key(Map.of("id", Items.text(name)))
                .consistentRead(true)));
        // a counter has no answer
        return answer.item().containsKey("answer")
                ? Optional.of(Items.guardRow(answer.item()))
                        .filter(row -> clock.instant().isBefore(row.expiresAt()))
                : Optional.empty();
    }

    @Override
    public Page<Contact> list(ContactFilter filter, @Nullable String cursor, int limit) {
        return new DynamoDbLists(reads, filter, limit).page(cursor, this::load);
    }

    /** The index tells it: no contact is read. */
    @Override
    public int held(int most) {
        List<Integer> inShards = ParallelRequests.each(DynamoDbTable.shardsFrom(""), shard -> {
            QueryRequest query = reads.query(DynamoDbTable.CONTACTS, "heldShard", shard, "contactId", "")
                    .indexName(DynamoDbTable.HELD)
                    .build();
            return reads.rows(query, most).size();
        });
        return Math.min(most, inShards.stream().mapToInt(Integer::intValue).sum());
    }

    /**
     * The cursor is the last row's place in the index, {@code dueAt/contactId}, which names its shard. The row need not
     * exist any more.
     */
    @Override
    public Page<DueRow> due(Instant now, @Nullable String cursor, int limit) {
        DueRow after = cursor == null ? null : dueAt(cursor);
        List<DueRow> due = new ArrayList<>();
        for (String shard : DynamoDbTable.shardsFrom(after == null ? "" : DynamoDbTable.shard(after.contact()))) {
            if (due.size() == limit) {
                break;
            }
            DueRow last = after != null && shard.equals(DynamoDbTable.shard(after.contact())) ? after : null;
            // DynamoDB refuses a start after the end, and another machine's clock may have set the start
            if (last == null || !last.at().isAfter(now)) {
                reads.rows(dueIn(shard, now, last), limit - due.size()).forEach(row -> due.add(Items.due(row)));
            }
        }
        if (due.size() < limit) {
            return new Page<>(due, null);
        }
        DueRow last = due.get(limit - 1);
        return new Page<>(due, last.at().toEpochMilli() + "/" + last.contact().value());
    }

    @Override
    public List<Compartment> compartments(Purpose purpose, List<ContactId> contacts) {
        var keys = contacts.stream()
                .distinct()
                .map(contact -> Items.key(purpose, contact))
                .toList();
        return reads.batch(DynamoDbTable.COMPARTMENTS, keys).stream()
                .map(Items::compartment)
                .toList();
    }

    @Override
    public List<SealedText> texts(List<HeldMessage> messages) {
        var keys = messages.stream()
                .distinct()
                .map(message -> HoldItems.key(message.contact(), message.id()))
                .toList();
        return reads.batch(DynamoDbTable.COMPARTMENTS, keys).stream()
                .map(HoldItems::text)
                .toList();
    }

    @Override
    public Page<Compartment> audience(Purpose purpose, Instant now, @Nullable String cursor, int limit) {
        return new AudienceReads(client, DynamoDbTable.COMPARTMENTS.name(prefix), limit).read(purpose, now, cursor);
    }

    @Override
    public Page<Entry> history(String subject, @Nullable String cursor, int limit) {
        QueryRequest query = reads.query(
                        DynamoDbTable.LEDGER, "subject", subject, "ulid", Objects.requireNonNullElse(cursor, ""))
                .consistentRead(true)
                .build();
        List<Entry> entries =
                reads.rows(query, limit).stream().map(Items::entryOf).toList();
        return new Page<>(
                entries,
                entries.size() < limit ? null : entries.get(limit - 1).ulid().value());
    }

    @Override
    public Page<Entry> recent(String subject, @Nullable String cursor, int limit) {
        QueryRequest query = reads.query(DynamoDbTable.LEDGER, "subject", subject, "ulid", "")
                .consistentRead(true)
                .scanIndexForward(false)
                .exclusiveStartKey(cursor == null ? null : Items.key(subject, new Ulid(cursor)))
                .build();
        List<Entry> entries =
                reads.rows(query, limit).stream().map(Items::entryOf).toList();
        return new Page<>(
                entries,
                entries.size() < limit ? null : entries.get(limit - 1).ulid().value());
    }

    @Override
    public Page<Entry> ledgerOf(String actor, LedgerSpan span, @Nullable String cursor, int limit) {
        return ledger.of(actor, new LedgerRange(span, cursor), limit);
    }

    @Override
    public Page<Entry> ledger(LedgerSpan span, @Nullable String cursor, int limit) {
        return ledger.all(new LedgerRange(span, cursor), limit);
    }

    @Override
    public Optional<ContactId> recorded(String recordId) {
        return ledger.recorded(recordId);
    }

    private long count(Counter counter) {
        var answer =
                Reads.answered(() -> client.updateItem(request -> request.tableName(DynamoDbTable.GUARD.name(prefix))
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

    private QueryRequest dueIn(String shard, Instant now, @Nullable DueRow after) {
        return QueryRequest.builder()
                .tableName(DynamoDbTable.CONTACTS.name(prefix))
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
