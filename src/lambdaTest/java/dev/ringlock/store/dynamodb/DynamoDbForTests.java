package dev.ringlock.store.dynamodb;

import dev.ringlock.TestClock;
import dev.ringlock.lambda.Clients;
import dev.ringlock.store.Store;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

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

    /** Whether the bytes are in some row of some table, whether the store still tells of it or not. */
    boolean holds(byte[] trace) {
        String sought = new String(trace, StandardCharsets.ISO_8859_1);
        return Stream.of(DynamoDbTable.values())
                .flatMap(table -> client().scanPaginator(scan -> scan.tableName(table.name(prefix))).items().stream())
                .flatMap(item -> item.values().stream())
                .anyMatch(value -> text(value).contains(sought));
    }

    /** Texts as UTF-8, and bytes as they are. */
    private static String text(AttributeValue value) {
        StringBuilder text = new StringBuilder();
        if (value.s() != null) {
            text.append(new String(value.s().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        } else if (value.b() != null) {
            text.append(new String(value.b().asByteArray(), StandardCharsets.ISO_8859_1));
        } else if (value.hasM()) {
            value.m().values().forEach(inner -> text.append(text(inner)));
        } else if (value.hasL()) {
            value.l().forEach(inner -> text.append(text(inner)));
        }
        return text.toString();
    }
}
