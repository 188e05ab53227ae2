package dev.ringlock.store.dynamodb;

import dev.ringlock.Deep;
import dev.ringlock.OptOutContract;
import dev.ringlock.store.Store;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("full")
class OptOutOnDynamoDbLocalIT extends OptOutContract {

    @RegisterExtension
    final DynamoDbForTests dynamoDb = new DynamoDbForTests(clock);

    @Override
    protected Store store() {
        return dynamoDb.store();
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Deep.of(1, 12));
    }
}
