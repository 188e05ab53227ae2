package dev.ringlock.store.dynamodb;

import dev.ringlock.contacts.ContactsContract;
import dev.ringlock.lambda.Clients;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class ContactsOnDynamoDbLocalIT extends ContactsContract {

    private final String prefix = "test-" + UUID.randomUUID() + "-";

    @BeforeEach
    void open() {
        DynamoDbClient client = Clients.dynamoDb(DynamoDbLocal.uri());
        Tables.create(client, prefix);
        begin(new DynamoDbStore(client, prefix, clock));
    }
}
