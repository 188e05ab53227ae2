package dev.ringlock.store.dynamodb;

import dev.ringlock.Deep;
import dev.ringlock.purge.PurgeContract;
import dev.ringlock.store.Store;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("full")
class PurgeOnDynamoDbLocalIT extends PurgeContract {

    @RegisterExtension
    final DynamoDbForTests dynamoDb = new DynamoDbForTests(clock);

    @Override
    protected Store store() {
        return dynamoDb.store();
    }

    @Override
    protected int killedAt() {
        return Deep.of(7, 1);
    }
}
