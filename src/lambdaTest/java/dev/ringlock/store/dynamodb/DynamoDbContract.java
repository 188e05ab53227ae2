package dev.ringlock.store.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ringlock.consent.Purpose;
import dev.ringlock.lambda.Clients;
import dev.ringlock.phone.ContactId;
import dev.ringlock.store.Commit;
import dev.ringlock.store.Fault;
import dev.ringlock.store.Store;
import dev.ringlock.store.StoreContract;
import dev.ringlock.store.StoreUnavailableException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What {@link DynamoDbStore} keeps on whatever answers as DynamoDB. Each test has tables of its own. */
public abstract class DynamoDbContract extends StoreContract {

    private final Faults faults = new Faults();
    private final String prefix = "test-" + UUID.randomUUID() + "-";
    private DynamoDbClient client;
    private Store store;

    protected abstract URI endpoint();

    @BeforeEach
    void open() {
        client = Clients.dynamoDb(endpoint(), faults);
        Tables.create(client, prefix);
        store = new DynamoDbStore(client, prefix, clock);
        faults.takeSent();
    }

    @Override
    protected Store store() {
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
    protected boolean hasCompartment(Purpose purpose, ContactId contact) {
        return client.getItem(request ->
                        request.tableName(Table.COMPARTMENTS.name(prefix)).key(Items.key(purpose, contact)))
                .hasItem();
    }

    @Test
    void aReadIsOneRequestAndACommitIsOne() {
        load(id(1));
        assertDone(commit(contact(1, 1)));
        assertEquals(Map.of("BatchGetItem", 1, "TransactWriteItems", 1), faults.takeSent());
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
        assertThrows(StoreUnavailableException.class, () -> lost.history("a", null, 1));
        assertThrows(StoreUnavailableException.class, () -> lost.list(null, 1));
    }

    @Test
    void anEmptyCommitIsDone() {
        assertDone(new Commit(null, List.of(), java.util.Set.of(), List.of(), null));
    }
}
