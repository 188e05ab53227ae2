package dev.ringlock.store.dynamodb;

import dev.ringlock.audit.AuditContract;
import dev.ringlock.lambda.Clients;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class AuditOnDynamoDbLocalIT extends AuditContract {

    private final String prefix = "test-" + UUID.randomUUID() + "-";

    @BeforeEach
    void open() {
        DynamoDbClient client = Clients.dynamoDb(DynamoDbLocal.uri());
        Tables.create(client, prefix);
        begin(new DynamoDbStore(client, prefix, clock));
    }
}
