package dev.ringlock.store.dynamodb;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.ringlock.dataset.ExpiredDatasetContract;
import dev.ringlock.store.Store;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The key is sought in every row of every table. */
@Tag("full")
class ExpiredDatasetOnDynamoDbLocalIT extends ExpiredDatasetContract {

    @RegisterExtension
    final DynamoDbForTests dynamoDb = new DynamoDbForTests(clock);

    @Override
    protected Store store() {
        return dynamoDb.store();
    }

    @Override
    protected boolean holds(byte[] trace) {
        return dynamoDb.holds(trace);
    }

    @Override
    protected void awaitGone(byte[] trace) {
        assertFalse(holds(trace), "a row has it still");
    }
}
