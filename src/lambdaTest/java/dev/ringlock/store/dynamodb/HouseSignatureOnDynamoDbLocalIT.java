package dev.ringlock.store.dynamodb;

import dev.ringlock.HouseSignatureContract;
import dev.ringlock.store.Store;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("full")
class HouseSignatureOnDynamoDbLocalIT extends HouseSignatureContract {

    @RegisterExtension
    final DynamoDbForTests dynamoDb = new DynamoDbForTests(clock);

    @Override
    protected Store store() {
        return dynamoDb.store();
    }
}
