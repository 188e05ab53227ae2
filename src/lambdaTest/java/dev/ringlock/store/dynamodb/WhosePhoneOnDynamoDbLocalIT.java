package dev.ringlock.store.dynamodb;

import dev.ringlock.WhosePhoneContract;
import dev.ringlock.store.Store;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("full")
class WhosePhoneOnDynamoDbLocalIT extends WhosePhoneContract {

    @RegisterExtension
    final DynamoDbForTests dynamoDb = new DynamoDbForTests(clock);

    @Override
    protected Store store() {
        return dynamoDb.store();
    }
}
