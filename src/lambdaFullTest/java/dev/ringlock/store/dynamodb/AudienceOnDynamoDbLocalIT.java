package dev.ringlock.store.dynamodb;

import dev.ringlock.audience.AudienceContract;
import dev.ringlock.lambda.Clients;
import dev.ringlock.store.Store;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class AudienceOnDynamoDbLocalIT extends AudienceContract {

    private final String prefix = "test-" + UUID.randomUUID() + "-";
    private Store store;

    @BeforeEach
    void open() {
        // DynamoDB Local forgets counters by the machine's clock, which is not to be ahead of the test's
        clock.advance(Duration.ofDays(20 * 365));
        DynamoDbClient client = Clients.dynamoDb(DynamoDbLocal.uri());
        Tables.create(client, prefix);
        store = new DynamoDbStore(client, prefix, clock);
    }

    @Override
    protected Store store() {
        return store;
    }
}
