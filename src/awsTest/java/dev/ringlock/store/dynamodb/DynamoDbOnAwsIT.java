package dev.ringlock.store.dynamodb;

import dev.ringlock.lambda.AwsEndpoint;
import java.net.URI;

class DynamoDbOnAwsIT extends DynamoDbContract {

    @Override
    protected URI endpoint() {
        return AwsEndpoint.uri();
    }
}
