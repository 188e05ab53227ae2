package dev.ringlock.store.dynamodb;

import dev.ringlock.ProofContract;
import dev.ringlock.lambda.Clients;
import dev.ringlock.store.Store;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class ProofOnDynamoDbLocalIT extends ProofContract {

    private final String prefix = "test-" + UUID.randomUUID() + "-";
    private Store store;

    @BeforeEach
    void open() {
        DynamoDbClient client = Clients.dynamoDb(DynamoDbLocal.uri());
        Tables.create(client, prefix);
        store = new DynamoDbStore(client, prefix, clock);
    }

    @Override
    protected Store store() {
        return store;
    }
}
