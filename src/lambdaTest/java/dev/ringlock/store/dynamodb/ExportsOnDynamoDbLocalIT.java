package dev.ringlock.store.dynamodb;

import dev.ringlock.Deep;
import dev.ringlock.audience.export.ExportsContract;
import dev.ringlock.store.FilesInMemory;
import dev.ringlock.store.SealedFiles;
import dev.ringlock.store.Store;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("full")
class ExportsOnDynamoDbLocalIT extends ExportsContract {

    @RegisterExtension
    final DynamoDbForTests dynamoDb = new DynamoDbForTests(clock);

    private final SealedFiles files = new FilesInMemory();

    @Override
    protected Store store() {
        return dynamoDb.store();
    }

    @Override
    protected SealedFiles files() {
        return files;
    }

    @Override
    protected int killedAt() {
        return Deep.of(7, 1);
    }
}
