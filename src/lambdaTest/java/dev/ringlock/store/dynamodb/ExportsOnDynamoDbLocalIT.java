package dev.ringlock.store.dynamodb;

import dev.ringlock.audience.export.ExportsContract;
import dev.ringlock.lambda.Clients;
import dev.ringlock.store.ExportFiles;
import dev.ringlock.store.FilesInMemory;
import dev.ringlock.store.Store;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@Tag("full")
class ExportsOnDynamoDbLocalIT extends ExportsContract {

    private final String prefix = "test-" + UUID.randomUUID() + "-";
    private final ExportFiles files = new FilesInMemory();
    private Store store;

    @BeforeEach
    void open() {
        DynamoDbClient client = Clients.dynamoDb(DynamoDbLocal.uri());
        Tables.create(client, prefix);
        store = new DynamoDbStore(client, prefix, clock);
    }

    @Override
    protected Store store() {
        return store;
    }

    @Override
    protected ExportFiles files() {
        return files;
    }
}
