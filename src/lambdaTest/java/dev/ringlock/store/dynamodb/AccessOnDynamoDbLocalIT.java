package dev.ringlock.store.dynamodb;

import dev.ringlock.store.Store;
import dev.ringlock.subject.AccessContract;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("full")
class AccessOnDynamoDbLocalIT extends AccessContract {

    @RegisterExtension
    final DynamoDbForTests dynamoDb = new DynamoDbForTests(clock);

    @Override
    protected Store store() {
        return dynamoDb.store();
    }
}
