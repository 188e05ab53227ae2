package dev.ringlock.openapi;

import static dev.ringlock.openapi.Contract.DOCUMENT;
import static dev.ringlock.openapi.Contract.SCHEMAS;
import static dev.ringlock.openapi.Contract.STRICT;
import static dev.ringlock.openapi.Contract.found;
import static dev.ringlock.openapi.Contract.schemas;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The shapes that generators of clients stumble on are not in openapi.yaml. {@code .ci/clients} tries two generators; this
 * holds what broke them, or others, before.
 */
class OpenApiShapesTest {

    /** Generators take each of these for something else, or fail. */
    private static final Set<String> UNKNOWN_TO_GENERATORS =
            Set.of("if", "then", "else", "not", "patternProperties", "dependentSchemas", "prefixItems", "contains");

    /** The keywords whose value is a schema, a list of schemas, or schemas by name. */
    private static final Set<String> ONE = Set.of("items", "schema");

    private static final Set<String> LISTED = Set.of("oneOf", "anyOf", "allOf");

    @Test
    void readersOfBothVersionsOfYamlReadTheSame() {
        var strict = LoadSettings.builder().setAllowDuplicateKeys(false).build();
        Object read = new Load(strict).loadFromString(Contract.resource("/openapi.yaml"));
        assertEquals(DOCUMENT, new ObjectMapper().valueToTree(read));
    }

    /** In {@code {description: Not here, or gone}} a part of the text is a field without a value. */
    @Test
    void noFieldIsEmpty() {
        List<String> empty = new ArrayList<>();
        walk("", DOCUMENT, (at, node) -> {
            if (node.isNull()) {
                empty.add(at);
            }
        });
        assertEquals(List.of(), empty);
    }

    @Test
    void everySchemaIsAnObjectThatGeneratorsKnow() {
        eachSchema((at, schema) -> {
            assertTrue(schema.isObject(), at + " is " + schema);
            schema.fieldNames().forEachRemaining(name -> assertFalse(UNKNOWN_TO_GENERATORS.contains(name), at));
        });
    }

    /** A format gives a type that is no text any more, and a pattern is for text. */
    @Test
    void noPatternStandsBesideAFormat() {
        eachSchema((at, schema) -> assertFalse(schema.has("format") && schema.has("pattern"), at));
    }

    @Test
    void everySchemaSaysItsTypeOrIsMadeOfOthersThatDo() {
        eachSchema((at, schema) -> {
            boolean made = schema.has("$ref") || LISTED.stream().anyMatch(schema::has);
            assertTrue(made || schema.has("type"), at);
            assertFalse(schema.has("type") && LISTED.stream().anyMatch(schema::has), at);
            for (JsonNode value : schema.path("enum")) {
                assertEquals(schema.path("type").asText(), value.isInt() ? "integer" : "string", at);
            }
        });
    }

    /** Alternatives are schemas with names, so that each becomes a type with a name. */
    @Test
    void alternativesHaveNames() {
        eachSchema((at, schema) -> {
            assertFalse(schema.has("anyOf"), at);
            for (JsonNode one : schema.path("oneOf")) {
                assertTrue(one.has("$ref") || one.path("type").asText().equals("null"), at);
            }
        });
    }

    /** The value that tells the alternatives apart is the only one that the alternative takes. */
    @Test
    void everyDiscriminatorLeadsToEachAlternativeByItsOwnValue() {
        eachSchema((at, schema) -> {
            if (schema.has("discriminator")) {
                String property = schema.at("/discriminator/propertyName").asText();
                Set<String> led = new HashSet<>();
                schema.at("/discriminator/mapping").properties().forEach(entry -> {
                    led.add(entry.getValue().asText());
                    Set<String> values = new HashSet<>();
                    walk("", found(entry.getValue().asText()), (where, node) -> {
                        if (where.endsWith("/properties/" + property)) {
                            node.path("enum").forEach(value -> values.add(value.asText()));
                        }
                    });
                    assertEquals(Set.of(entry.getKey()), values, at);
                });
                assertEquals(Set.copyOf(schema.path("oneOf").findValuesAsText("$ref")), led, at);
            }
        });
    }

    @Test
    void everyExampleIsWhatItsSchemaTakes() {
        List<String> seen = new ArrayList<>();
        walk("", DOCUMENT, (at, media) -> {
            for (JsonNode example : media.path("examples")) {
                String schema = media.at("/schema/$ref").asText().replaceFirst(".*/", "");
                assertEquals(Set.of(), Contract.errors(schema, example.path("value")), at);
                seen.add(at);
            }
        });
        assertFalse(seen.isEmpty());
    }

    @Test
    void everyDefaultIsWhatItsSchemaTakes() {
        eachSchema((at, schema) -> {
            if (schema.has("default")) {
                assertEquals(Set.of(), SCHEMAS.getSchema(schema, STRICT).validate(schema.path("default")), at);
            }
        });
    }

    /** A generated type or file has such a name; some file systems see no difference between capitals and others. */
    @Test
    void noTwoNamesAreTheSameToAGenerator() {
        Map<String, String> names = new TreeMap<>();
        schemas()
                .keySet()
                .forEach(name -> assertNull(names.put(name.toLowerCase(Locale.ROOT), name), () -> name + " twice"));
        Set<String> calls = new HashSet<>();
        DOCUMENT.path("paths")
                .forEach(path -> path.forEach(operation -> {
                    String id = operation.path("operationId").asText();
                    assertTrue(id.matches("[a-z][A-Za-z]+") && calls.add(id), id);
                }));
    }

    /** In Python a field of that name hides its class. */
    @Test
    void noPropertyHasTheNameOfItsOwnSchema() {
        schemas()
                .forEach((name, schema) -> assertFalse(
                        schema.path("properties")
                                .has(name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1)),
                        name));
    }

    private static void eachSchema(BiConsumer<String, JsonNode> check) {
        walk("", DOCUMENT, (at, node) -> {
            // AuthZEN's objects have a field of that name
            boolean named = at.matches("/components/schemas/[^/]+|.*/properties/[^/]+")
                    && !at.matches(".*/properties/properties/.*");
            if (named || ONE.stream().anyMatch(keyword -> at.endsWith("/" + keyword))) {
                check.accept(at, node);
            }
            if (node.isObject()) {
                for (String keyword : LISTED) {
                    for (JsonNode one : node.path(keyword)) {
                        check.accept(at + "/" + keyword, one);
                    }
                }
            }
        });
    }

    private static void walk(String at, JsonNode node, BiConsumer<String, JsonNode> visit) {
        visit.accept(at, node);
        node.properties().forEach(field -> walk(at + "/" + field.getKey(), field.getValue(), visit));
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                walk(at + "/" + i, node.get(i), visit);
            }
        }
    }
}
