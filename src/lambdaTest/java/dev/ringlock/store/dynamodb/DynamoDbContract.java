package dev.ringlock.store.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.contactability.Budget;
import dev.ringlock.contactability.Budget.BudgetPlace;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.store.Commit;
import dev.ringlock.store.CommitResult;
import dev.ringlock.store.Compartment;
import dev.ringlock.store.ContactFilter;
import dev.ringlock.store.Counter;
import dev.ringlock.store.DueRow;
import dev.ringlock.store.Fault;
import dev.ringlock.store.GroupContract;
import dev.ringlock.store.GuardRow;
import dev.ringlock.store.LedgerSpan;
import dev.ringlock.store.Page;
import dev.ringlock.store.Store;
import dev.ringlock.store.StoreContract;
import dev.ringlock.store.StoreUnavailableException;
import dev.ringlock.terms.Channel;
import dev.ringlock.terms.Purpose;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What {@link DynamoDbStore} keeps on whatever answers as DynamoDB. Each test has tables of its own. */
public abstract class DynamoDbContract extends GroupContract {

    private final Faults faults = new Faults();
    private final CapacityMeter meter = new CapacityMeter();

    @RegisterExtension
    final DynamoDbForTests dynamoDb = new DynamoDbForTests(this::endpoint, clock, faults, meter);

    private String prefix;
    private DynamoDbClient client;
    private Store store;

    protected abstract URI endpoint();

    @BeforeEach
    void open() {
        prefix = dynamoDb.prefix();
        client = dynamoDb.client();
        store = dynamoDb.store();
        faults.takeSent();
    }

    @Override
    protected Store store() {
        return store;
    }

    @Override
    protected Store afterACrash() {
        return store;
    }

    @Override
    protected void breakLedger(boolean broken) {
        faults.breakLedger(broken);
    }

    @Override
    protected void inject(Fault fault, int commits) {
        faults.inject(fault, commits);
    }

    @Override
    protected boolean isHeld(Purpose purpose, ContactId contact) {
        return client.getItem(request -> request.tableName(DynamoDbTable.COMPARTMENTS.name(prefix))
                        .key(Items.key(purpose, contact)))
                .item()
                .containsKey(Items.HELD);
    }

    @Test
    void aReadIsOneRequestAndACommitIsOne() {
        load(id(1));
        assertDone(commit(contact(1, 1)));
        assertEquals(Map.of("BatchGetItem", 1, "TransactWriteItems", 1), faults.takeSent());
    }

    /** A person's entries cost a query and a batch; a day costs its eight shards; days without any are walked a few at a time. */
    @Test
    void aPageOfTheLedgerIsBoundedWork() {
        Instant from = Instant.parse("2046-11-02T00:00:00Z");
        Instant to = from.plus(Duration.ofDays(30));
        Ulid last = Ulid.of(to.minusMillis(1), new byte[10]);
        Entry entry = new Entry("actor/ann", last, Event.READ, to, "", new TreeMap<>(Map.of("actor", "ann")));
        assertDone(Commit.of(List.of(entry)));
        faults.takeSent();
        assertEquals(
                List.of(entry),
                store().ledgerOf("ann", LedgerSpan.oldestFirst(from, to), null, 100)
                        .items());
        assertEquals(Map.of("Query", 1, "BatchGetItem", 1), faults.takeSent());
        Page<Entry> page = store().ledger(LedgerSpan.oldestFirst(from, to), null, 100);
        assertEquals(Map.of("Query", 7 * 8), faults.takeSent());
        for (int pages = 1; pages < 5; pages++) {
            assertEquals(List.of(), page.items());
            page = store().ledger(LedgerSpan.oldestFirst(from, to), page.next(), 100);
        }
        assertEquals(new Page<>(List.of(entry), null), page);
        assertEquals(Map.of("Query", (7 * 3 + 2) * 8, "BatchGetItem", 1), faults.takeSent());
        assertEquals(Optional.empty(), store().recorded("r1"));
        assertEquals(Map.of("Query", 1), faults.takeSent());
    }

    /** A hundred rows a request, contacts and budgets together, and no write. */
    @Test
    void aDecisionIsOneReadAndABatchOfAThousandIsTen() {
        store().decisionRows(List.of(id(1), id(2)), List.of(id(1)));
        assertEquals(Map.of("BatchGetItem", 1), faults.takeSent());
        assertTrue(
                store().spend(new Budget(id(1), 1, List.of()), clock.instant().plusSeconds(60)));
        assertEquals(Map.of("PutItem", 1), faults.takeSent());
        List<ContactId> ids =
                IntStream.range(0, 1_000).mapToObj(StoreContract::id).toList();
        store().decisionRows(ids, List.of());
        assertEquals(Map.of("BatchGetItem", 10), faults.takeSent());
        faults.takeConsistentReads();
        store().decisionRows(ids, ids);
        assertEquals(Map.of("BatchGetItem", 20), faults.takeSent());
        assertEquals(Collections.nCopies(20, true), faults.takeConsistentReads());
    }

    /** The SDK sends it again then, and its own first try stands in its way. */
    @Test
    void aSpentBudgetWhoseAnswerWasLostIsToldAsStored() {
        for (int version = 1; version <= 2; version++) {
            for (Fault fault : List.of(Fault.THROTTLED, Fault.REQUEST_LOST, Fault.ANSWER_LOST)) {
                ContactId contact = id(fault.ordinal());
                inject(fault, 1);
                Budget after = new Budget(
                        contact,
                        version,
                        List.of(new BudgetPlace("d" + version, clock.instant(), MARKETING, Channel.SMS, "")));
                assertTrue(store().spend(after, clock.instant().plusSeconds(60)), fault::toString);
                assertEquals(
                        List.of(after),
                        store().decisionRows(List.of(), List.of(contact)).budgets());
            }
        }
        inject(Fault.ANSWER_LOST, 1);
        assertFalse(
                store().spend(new Budget(id(0), 2, List.of()), clock.instant().plusSeconds(60)), "it is not its own");
    }

    @Test
    void theSameIdAskedForTwiceIsReadOnce() {
        assertDone(commit(contact(1, 1)));
        assertEquals(List.of(contact(1, 1), contact(2, 0), contact(1, 1)), store().load(List.of(id(1), id(2), id(1))));
    }

    /** Needs an engine that knows a transaction again by its token. */
    @Test
    @Tag("beyond-moto")
    void aThrottledOrLostTransactionIsSentAgainWithoutTheCallersKnowing() {
        for (Fault fault : List.of(Fault.THROTTLED, Fault.REQUEST_LOST, Fault.ANSWER_LOST)) {
            faults.takeSent();
            inject(fault, 1);
            assertDone(commit(contact(1, load(id(1)).version() + 1)));
            assertEquals(2, faults.takeSent().get("TransactWriteItems"), fault::toString);
        }
        assertEquals(3, load(id(1)).version());
    }

    @Test
    void withoutItsTablesItIsUnavailable() {
        Store lost = new DynamoDbStore(client, "no-such-", clock);
        assertThrows(StoreUnavailableException.class, () -> lost.load(List.of(id(1))));
        assertThrows(StoreUnavailableException.class, () -> lost.commit(commit(contact(1, 1))));
        assertThrows(StoreUnavailableException.class, () -> lost.decisionRows(List.of(), List.of(id(1))));
        assertThrows(
                StoreUnavailableException.class, () -> lost.spend(new Budget(id(1), 1, List.of()), clock.instant()));
        assertThrows(StoreUnavailableException.class, () -> lost.history("a", null, 1));
        assertThrows(StoreUnavailableException.class, () -> lost.list(ContactFilter.NONE, null, 1));
        assertThrows(StoreUnavailableException.class, () -> lost.due(clock.instant(), null, 1));
        assertThrows(StoreUnavailableException.class, () -> lost.compartments(MARKETING, List.of(id(1))));
        assertThrows(StoreUnavailableException.class, () -> lost.audience(MARKETING, clock.instant(), null, 1));
    }

    @Test
    void aReadThatWasLeftUndoneIsDoneAgainAndAsStrongly() {
        assertDone(commit(contact(1, 1)));
        faults.takeSent();
        faults.takeConsistentReads();
        faults.leaveUnprocessed();
        assertEquals(contact(1, 1), load(id(1)));
        faults.leaveUnprocessed();
        assertEquals(List.of(), store().compartments(MARKETING, List.of(id(1))));
        assertEquals(Map.of("BatchGetItem", 4), faults.takeSent());
        faults.leaveUnprocessed();
        assertEquals(
                contact(1, 1),
                store().decisionRows(List.of(id(1)), List.of(id(1))).contacts().get(0));
        assertEquals(Map.of("BatchGetItem", 2), faults.takeSent());
        assertEquals(Collections.nCopies(8, true), faults.takeConsistentReads());
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"THROTTLED", "REQUEST_LOST", "ANSWER_LOST"})
    void everyOtherCallOvercomesAFaultThatPasses(Fault fault) {
        for (Runnable call : callsThatAreNoCommit()) {
            faults.injectEverywhere(fault, 1);
            call.run();
        }
    }

    @Test
    @Tag("beyond-moto")
    void everyOtherCallTellsAFaultThatStays() {
        faults.injectEverywhere(Fault.REQUEST_LOST, 1_000);
        // side by side: each waits a while before it tries again
        Executor threads = work -> new Thread(work).start();
        List<CompletableFuture<Void>> calls = callsThatAreNoCommit().stream()
                .map(call -> CompletableFuture.runAsync(
                        () -> assertThrows(StoreUnavailableException.class, call::run), threads))
                .toList();
        calls.forEach(CompletableFuture::join);
    }

    private List<Runnable> callsThatAreNoCommit() {
        List<Counter> counters = List.of(
                new Counter("a", clock.instant().plusSeconds(60)),
                new Counter("b", clock.instant().plusSeconds(60)));
        return List.of(
                () -> load(id(1)),
                () -> store().history("a", null, 1),
                () -> store().list(ContactFilter.NONE, null, 1),
                () -> store().due(clock.instant(), null, 1),
                () -> store().compartments(MARKETING, List.of(id(1))),
                () -> store().audience(MARKETING, clock.instant(), null, 1),
                () -> store().decisionRows(List.of(id(1)), List.of(id(1))),
                () -> store().spend(
                                new Budget(id(1), 1, List.of()), clock.instant().plusSeconds(60)),
                () -> store().count(counters));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ThrottlingError", "ProvisionedThroughputExceeded", "ValidationError", "SomethingNew"})
    void aTransactionThatIsCancelledForAnotherReasonIsUnavailable(String code) {
        faults.cancelFor(code);
        assertThrows(StoreUnavailableException.class, () -> store().commit(commit(contact(1, 1))));
        assertDone(commit(contact(1, 1)));
    }

    /** A walk goes on in another process, whose clock may be a little behind. */
    @Test
    void aCursorFromBehindTheEndOfItsShardIsTheEndOfIt() {
        Instant now = clock.instant();
        assertDone(commit(due(1, 1, now)));
        Page<DueRow> page = store().due(now, null, 1);
        assertEquals(List.of(new DueRow(id(1), now)), page.items());
        assertEquals(List.of(), store().due(now.minusMillis(1), page.next(), 1).items());
    }

    @Test
    void moreCompartmentsThanOneCallReadsAreAllRead() {
        List<ContactId> ids =
                IntStream.range(0, 205).mapToObj(StoreContract::id).toList();
        for (ContactId id : ids) {
            assertDone(new Commit(null, List.of(compartment(MARKETING, id)), Set.of(), List.of(), null));
        }
        Set<ContactId> found = store().compartments(MARKETING, ids).stream()
                .map(Compartment::contact)
                .collect(Collectors.toSet());
        assertEquals(Set.copyOf(ids), found);
    }

    @Test
    void whatIsDueIsOnTheIndexAndWhatIsNotIsNot() {
        assertDone(commit(due(1, 1, clock.instant())));
        assertDone(commit(contact(2, 1)));
        var indexed = client.scan(request ->
                        request.tableName(DynamoDbTable.CONTACTS.name(prefix)).indexName(DynamoDbTable.DUE))
                .items();
        assertEquals(List.of(Items.duePlace(new DueRow(id(1), clock.instant()))), indexed);
    }

    /** At least two units for each item of a transaction, one for a strong read. */
    @Test
    @Tag("beyond-moto")
    void theMeterSumsUpWhatDynamoDbTells() {
        double before = meter.used();
        assertDone(new Commit(contact(1, 1), List.of(), Set.of(), List.of(entry("a", ulid(1), "t")), null));
        double committed = meter.used();
        load(id(1));
        double loaded = meter.used();
        store().history("a", null, 1);
        store().count(List.of(new Counter("a", clock.instant().plusSeconds(60))));
        store().recall("a");
        store().spend(new Budget(id(1), 1, List.of()), clock.instant().plusSeconds(60));
        double all = meter.used();
        assertTrue(committed - before >= 4, () -> "a commit: " + (committed - before));
        assertEquals(1, loaded - committed);
        assertTrue(all - loaded >= 4, () -> "a query, a count, a read and a put: " + (all - loaded));
    }

    /** Nothing is decided by it, but a name that the table does not know would keep guard's rows for ever. */
    @Test
    void whatTimeToLiveLooksAtIsOnEveryRowOfGuard() {
        GuardRow once = new GuardRow("once", "f", "{}", clock.instant().plusSeconds(60));
        assertDone(new Commit(null, List.of(), Set.of(), List.of(), once));
        store().count(List.of(new Counter("counter", clock.instant().plusSeconds(60))));
        store().spend(new Budget(id(1), 1, List.of()), clock.instant().plusSeconds(60));
        for (String name : List.of("once", "counter", "budget/" + id(1).value())) {
            Map<String, AttributeValue> item = client.getItem(request ->
                            request.tableName(DynamoDbTable.GUARD.name(prefix)).key(Map.of("id", Items.text(name))))
                    .item();
            long forgetAt = Items.number(item, TestTables.timeToLive("guard"));
            // the version of an expired budget is kept for a day
            int kept = name.startsWith("budget/") ? 86_400 : 0;
            assertEquals(clock.instant().getEpochSecond() + 61 + kept, forgetAt, name);
        }
    }

    /** Commits that DynamoDB has no capacity for go back into the group. It asks for less at once then. */
    @Test
    void aGroupThatIsThrottledGoesOnMoreSlowlyUntilAllIsStored() {
        faults.allow(3);
        List<Commit> group =
                IntStream.range(0, 60).mapToObj(i -> commit(contact(i, 1))).toList();
        assertEquals(Collections.nCopies(60, new CommitResult.Done()), store().commitAll(group));
        faults.allow(Integer.MAX_VALUE);
        assertTrue(faults.turnedAway() > 0, "it was never too much");
    }

    @Test
    @Tag("beyond-moto")
    void aGroupIsABoundedNumberOfTransactionsAtOnce() {
        List<Commit> group =
                IntStream.range(0, 200).mapToObj(i -> commit(contact(i, 1))).toList();
        store().commitAll(group);
        assertEquals(Map.of("TransactWriteItems", 200), faults.takeSent());
        assertTrue(faults.mostAtOnce() > 1 && faults.mostAtOnce() <= 16, () -> faults.mostAtOnce() + " at once");
    }

    @Test
    void aGroupThatIsThrottledForEverIsUnavailable() {
        faults.allow(0);
        assertThrows(
                StoreUnavailableException.class,
                () -> store().commitAll(List.of(commit(contact(1, 1)), commit(contact(2, 1)))));
    }

    @Test
    void anEmptyCommitIsDone() {
        assertDone(new Commit(null, List.of(), Set.of(), List.of(), null));
    }
}
