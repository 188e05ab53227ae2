package dev.ringlock.store.dynamodb;

import dev.ringlock.Deep;
import dev.ringlock.IndexRotationContract;
import dev.ringlock.store.Store;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("full")
class IndexRotationOnDynamoDbLocalIT extends IndexRotationContract {

    @RegisterExtension
    final DynamoDbForTests dynamoDb = new DynamoDbForTests(clock);

    @Override
    protected Store store() {
        return dynamoDb.store();
    }

    @Override
    protected int killedAt() {
        return Deep.of(4, 1);
    }
}
