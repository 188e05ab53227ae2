package dev.ringlock.store.dynamodb;

import dev.ringlock.lambda.AwsEndpoint;
import java.net.URI;
import org.junit.jupiter.api.Tag;

@Tag("aws")
class DynamoDbOnAwsIT extends DynamoDbContract {

    @Override
    protected URI endpoint() {
        return AwsEndpoint.uri();
    }
}
