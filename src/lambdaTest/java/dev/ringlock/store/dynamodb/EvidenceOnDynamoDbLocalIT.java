package dev.ringlock.store.dynamodb;

import dev.ringlock.evidence.EvidenceContract;
import dev.ringlock.store.Store;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("full")
class EvidenceOnDynamoDbLocalIT extends EvidenceContract {

    @RegisterExtension
    final DynamoDbForTests dynamoDb = new DynamoDbForTests(clock);

    @Override
    protected Store store() {
        return dynamoDb.store();
    }
}
