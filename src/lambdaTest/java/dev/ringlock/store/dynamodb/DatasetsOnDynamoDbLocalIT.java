package dev.ringlock.store.dynamodb;

import dev.ringlock.dataset.DatasetsContract;
import dev.ringlock.store.Store;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("full")
class DatasetsOnDynamoDbLocalIT extends DatasetsContract {

    @RegisterExtension
    final DynamoDbForTests dynamoDb = new DynamoDbForTests(clock);

    @Override
    protected Store store() {
        return dynamoDb.store();
    }
}
