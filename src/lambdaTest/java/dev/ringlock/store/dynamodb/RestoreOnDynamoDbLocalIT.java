package dev.ringlock.store.dynamodb;

import dev.ringlock.restore.RestoreContract;
import dev.ringlock.store.Store;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tables under another prefix stand for tables that point-in-time recovery restored. */
@Tag("full")
class RestoreOnDynamoDbLocalIT extends RestoreContract {

    @RegisterExtension
    final DynamoDbForTests restored = new DynamoDbForTests(clock);

    @RegisterExtension
    final DynamoDbForTests source = new DynamoDbForTests(clock);

    @Override
    protected Store restored() {
        return restored.store();
    }

    @Override
    protected Store source() {
        return source.store();
    }
}
