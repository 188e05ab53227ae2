package dev.ringlock.store.dynamodb;

import dev.ringlock.AfterANoContract;
import dev.ringlock.Deep;
import dev.ringlock.store.Store;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("full")
class AfterANoOnDynamoDbLocalIT extends AfterANoContract {

    @RegisterExtension
    final DynamoDbForTests dynamoDb = new DynamoDbForTests(clock);

    @Override
    protected Store store() {
        return dynamoDb.store();
    }

    @Override
    protected int rounds() {
        return Deep.of(1, 20);
    }
}
