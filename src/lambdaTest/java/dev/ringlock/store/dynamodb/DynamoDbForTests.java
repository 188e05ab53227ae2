package dev.ringlock.store.dynamodb;

import dev.ringlock.TestClock;
import dev.ringlock.lambda.Clients;
import dev.ringlock.store.Store;
import java.net.URI;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Empty tables for each test, under a prefix of their own. Register it as an instance field. */
final class DynamoDbForTests implements BeforeEachCallback, AfterEachCallback {

    private final Supplier<URI> endpoint;
    private final TestClock clock;
    private final ExecutionInterceptor[] interceptors;
    private final String prefix = "test-" + UUID.randomUUID() + "-";
    private @Nullable DynamoDbClient client;
    private @Nullable Store store;

    /** On DynamoDB Local. */
    DynamoDbForTests(TestClock clock) {
        this(DynamoDbLocal::uri, clock);
    }

    /** On whatever answers as DynamoDB there. */
    DynamoDbForTests(Supplier<URI> endpoint, TestClock clock, ExecutionInterceptor... interceptors) {
        this.endpoint = endpoint;
        this.clock = clock;
        this.interceptors = Stream.concat(Stream.of(new TimeToLiveCheck()), Stream.of(interceptors))
                .toArray(ExecutionInterceptor[]::new);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        client = Clients.dynamoDb(endpoint.get(), interceptors);
        TestTables.create(endpoint.get(), prefix);
        store = new DynamoDbStore(client, prefix, clock);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        TestTables.delete(endpoint.get(), prefix);
    }

    Store store() {
        return Objects.requireNonNull(store);
    }

    DynamoDbClient client() {
        return Objects.requireNonNull(client);
    }

    /** The prefix of the tables' names. */
    String prefix() {
        return prefix;
    }
}
