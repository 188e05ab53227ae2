package dev.ringlock.store.dynamodb;

import java.net.URI;

/** On DynamoDB Local, which locks as DynamoDB does. */
class DynamoDbLocalIT extends DynamoDbContract {

    @Override
    protected URI endpoint() {
        return DynamoDbLocal.uri();
    }
}
