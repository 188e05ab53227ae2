package dev.ringlock.store.dynamodb;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.ringlock.EraseContract;
import dev.ringlock.store.Store;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Its traces are sought in every row of every table. */
@Tag("full")
class EraseOnDynamoDbLocalIT extends EraseContract {

    @RegisterExtension
    final DynamoDbForTests dynamoDb = new DynamoDbForTests(clock);

    @Override
    protected Store store() {
        return dynamoDb.store();
    }

    @Override
    protected void awaitGone(byte[] trace) {
        assertFalse(holds(trace), "a row has it still");
    }

    @Override
    protected List<String> laterHere() {
        return List.of("contact_backups 2046-12-28T10:03:00.000Z", "dead_letters 2046-11-27T10:03:00.000Z");
    }

    @Override
    protected boolean holds(byte[] trace) {
        return dynamoDb.holds(trace);
    }
}
