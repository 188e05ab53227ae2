package dev.ringlock.store.dynamodb;

import dev.ringlock.TestClock;
import dev.ringlock.lambda.Clients;
import dev.ringlock.store.Store;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Empty tables on DynamoDB Local for each test, under a prefix of their own. Register it as an instance field. */
final class DynamoDbForTests implements BeforeEachCallback {

    private final TestClock clock;
    private @Nullable Store store;

    DynamoDbForTests(TestClock clock) {
        this.clock = clock;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        String prefix = "test-" + UUID.randomUUID() + "-";
        DynamoDbClient client = Clients.dynamoDb(DynamoDbLocal.uri(), new TimeToLiveCheck());
        Tables.create(client, prefix);
        store = new DynamoDbStore(client, prefix, clock);
    }

    Store store() {
        return Objects.requireNonNull(store);
    }
}
