package dev.ringlock.store.dynamodb;

import dev.ringlock.purge.PurgeContract;
import dev.ringlock.store.Store;
import org.junit.jupiter.api.extension.RegisterExtension;

class PurgeOnDynamoDbLocalIT extends PurgeContract {

    @RegisterExtension
    final DynamoDbForTests dynamoDb = new DynamoDbForTests(clock);

    @Override
    protected Store store() {
        return dynamoDb.store();
    }
}
