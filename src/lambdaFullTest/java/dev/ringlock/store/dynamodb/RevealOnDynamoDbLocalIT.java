package dev.ringlock.store.dynamodb;

import dev.ringlock.reveal.RevealContract;
import dev.ringlock.store.Store;
import org.junit.jupiter.api.extension.RegisterExtension;

class RevealOnDynamoDbLocalIT extends RevealContract {

    @RegisterExtension
    final DynamoDbForTests dynamoDb = DynamoDbForTests.aheadOfTheMachine(clock);

    @Override
    protected Store store() {
        return dynamoDb.store();
    }
}
