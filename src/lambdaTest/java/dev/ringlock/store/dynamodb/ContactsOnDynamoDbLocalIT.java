package dev.ringlock.store.dynamodb;

import dev.ringlock.contacts.ContactsContract;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("full")
class ContactsOnDynamoDbLocalIT extends ContactsContract {

    @RegisterExtension
    final DynamoDbForTests dynamoDb = new DynamoDbForTests(clock);

    @BeforeEach
    void begin() {
        begin(dynamoDb.store());
    }
}
