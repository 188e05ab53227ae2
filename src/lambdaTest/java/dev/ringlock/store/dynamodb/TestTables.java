package dev.ringlock.store.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ringlock.lambda.Clients;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Makes the tables of schema/tables.json in a DynamoDB that is there for tests. */
public final class TestTables {

    private TestTables() {}

    /** Makes them all, and returns when they can be used. The first calls to an engine that has just started take long. */
    public static void create(URI endpoint, String prefix) {
        try (DynamoDbClient client = Clients.patientDynamoDb(endpoint)) {
            create(client, prefix);
        }
    }

    private static void create(DynamoDbClient client, String prefix) {
        JsonNode schema = schema();
        schema.properties().forEach(table -> client.createTable(request(prefix + table.getKey(), table.getValue())));
        schema.fieldNames()
                .forEachRemaining(
                        table -> client.waiter().waitUntilTableExists(request -> request.tableName(prefix + table)));
        schema.properties().stream()
                .filter(table -> table.getValue().has("timeToLive"))
                .forEach(table -> client.updateTimeToLive(request -> request.tableName(prefix + table.getKey())
                        .timeToLiveSpecification(ttl -> ttl.enabled(true)
                                .attributeName(
                                        table.getValue().get("timeToLive").asText()))));
    }

    /** Deletes what {@link #create} has made: the more tables DynamoDB Local has, the longer each call takes. */
    static void delete(URI endpoint, String prefix) {
        try (DynamoDbClient client = Clients.patientDynamoDb(endpoint)) {
            schema().fieldNames()
                    .forEachRemaining(table -> client.deleteTable(request -> request.tableName(prefix + table)));
        }
    }

    /** The attribute by which a table's rows are forgotten. */
    static String timeToLive(String table) {
        return schema().path(table).path("timeToLive").asText();
    }

    private static CreateTableRequest request(String name, JsonNode table) {
        Set<String> attributes = new LinkedHashSet<>(texts(table.get("key")));
        List<GlobalSecondaryIndex> indexes = new ArrayList<>();
        table.path("indexes").properties().forEach(index -> {
            List<String> key = texts(index.getValue().get("key"));
            attributes.addAll(key);
            indexes.add(GlobalSecondaryIndex.builder()
                    .indexName(index.getKey())
                    .keySchema(keySchema(key))
                    .projection(projection -> projection.projectionType(ProjectionType.fromValue(
                            index.getValue().get("projection").asText())))
                    .build());
        });
        CreateTableRequest.Builder request = CreateTableRequest.builder()
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(keySchema(texts(table.get("key"))))
                .attributeDefinitions(attributes.stream()
                        .map(attribute -> AttributeDefinition.builder()
                                .attributeName(attribute)
                                .attributeType(attribute.endsWith("At") ? ScalarAttributeType.N : ScalarAttributeType.S)
                                .build())
                        .toList());
        return indexes.isEmpty()
                ? request.build()
                : request.globalSecondaryIndexes(indexes).build();
    }

    private static List<KeySchemaElement> keySchema(List<String> key) {
        List<KeySchemaElement> elements = new ArrayList<>();
        for (String attribute : key) {
            elements.add(KeySchemaElement.builder()
                    .attributeName(attribute)
                    .keyType(elements.isEmpty() ? KeyType.HASH : KeyType.RANGE)
                    .build());
        }
        return elements;
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static JsonNode schema() {
        try (InputStream in = TestTables.class.getResourceAsStream("/schema/tables.json")) {
            return new JsonMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
