package dev.ringlock.store.dynamodb;

import dev.ringlock.consent.Contact;
import dev.ringlock.consent.HeldMessage;
import dev.ringlock.contactability.Budget;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.store.Commit;
import dev.ringlock.store.CommitResult;
import dev.ringlock.store.Compartment;
import dev.ringlock.store.ContactFilter;
import dev.ringlock.store.Counter;
import dev.ringlock.store.DecisionRows;
import dev.ringlock.store.DueRow;
import dev.ringlock.store.GuardRow;
import dev.ringlock.store.LedgerSpan;
import dev.ringlock.store.Page;
import dev.ringlock.store.SealedRows;
import dev.ringlock.store.SealedText;
import dev.ringlock.store.Store;
import dev.ringlock.store.dynamodb.Reads.RowKey;
import dev.ringlock.terms.Purpose;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
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
        return decisionRows(ids, List.of()).contacts();
    }

    /** One request for each hundred rows, in parallel. */
    @Override
    public DecisionRows decisionRows(List<ContactId> contacts, List<ContactId> budgets) {
        Map<ContactId, Contact> found = new HashMap<>();
        Map<ContactId, Budget> spent = new HashMap<>();
        Instant now = clock.instant();
        for (var row : reads.batch(keys(contacts, budgets))) {
            if (!BudgetRows.isBudget(row)) {
                found.put(Items.id(row), Items.contact(row));
            } else {
                Budget budget = BudgetRows.budget(row, now);
                spent.put(budget.contact(), budget);
            }
        }
        return new DecisionRows(
                contacts.stream()
                        .map(id -> found.getOrDefault(id, Contact.unknown(id)))
                        .toList(),
                budgets.stream()
                        .map(id -> spent.getOrDefault(id, Budget.unspent(id)))
                        .toList());
    }

    private List<RowKey> keys(List<ContactId> contacts, List<ContactId> budgets) {
        return Stream.concat(
                        contacts.stream().distinct().map(id -> reads.key(DynamoDbTable.CONTACTS, Items.key(id))),
                        budgets.stream().distinct().map(id -> reads.key(DynamoDbTable.GUARD, BudgetRows.key(id))))
                .toList();
    }

    @Override
    public boolean spend(Budget after, List<Budget> unchanged, Instant expiresAt) {
        return BudgetRows.put(client, DynamoDbTable.GUARD.name(prefix), after, unchanged, expiresAt);
    }

    @Override
    public CommitResult commit(Commit commit) {
        return written(commit);
    }

    /** Some transactions at once, and fewer while DynamoDB has too much to do. */
    @Override
    public List<CommitResult> commitAll(List<Commit> commits) {
        return new CommitGroup(commits, this::written).results();
    }

    private CommitResult written(Commit commit) {
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

    /** In a transaction, because functions may write only so. */
    @Override
    public void forget(String name, String answer) {
        Delete row = Delete.builder()
                .tableName(DynamoDbTable.GUARD.name(prefix))
                .key(Map.of("id", Items.text(name)))
                .conditionExpression("attribute_not_exists(id) OR answer = :answer")
                .expressionAttributeValues(Map.of(":answer", Items.text(answer)))
                .build();
        Reads.answered(() -> forgotten(TransactWriteItem.builder().delete(row).build()));
    }

    /** Whether the row was as it was read. */
    private boolean forgotten(TransactWriteItem row) {
        try {
            client.transactWriteItems(request -> request.transactItems(row));
            return true;
        } catch (TransactionCanceledException e) {
            if (e.cancellationReasons().stream().anyMatch(why -> "ConditionalCheckFailed".equals(why.code()))) {
                return false;
            }
            throw e;
        }
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

    @Override
    public Page<DueRow> due(Instant now, @Nullable String cursor, int limit) {
        return new DueReads(reads, DynamoDbTable.CONTACTS.name(prefix), now).page(cursor, limit);
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
    public SealedRows sealedRows(ContactId contact, Set<Purpose> purposes) {
        return new SealedKeys(reads, prefix).of(contact, purposes);
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
}
