package dev.ringlock.store.dynamodb;

import java.net.URI;
import org.junit.jupiter.api.Tag;

/** On DynamoDB Local, which locks as DynamoDB does. */
@Tag("full")
class DynamoDbLocalIT extends DynamoDbContract {

    @Override
    protected URI endpoint() {
        return DynamoDbLocal.uri();
    }
}
