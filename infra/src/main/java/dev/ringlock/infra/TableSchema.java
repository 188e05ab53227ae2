package dev.ringlock.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import software.amazon.awscdk.services.dynamodb.CfnTable;

/** The one schema file of all tables, as CloudFormation wants its parts. */
final class TableSchema {

    private TableSchema() {}

    static Map<String, Map<?, ?>> read(Path schema) {
        try {
            // JSON is YAML; one parser is enough
            Object root = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(schema));
            Map<String, Map<?, ?>> tables = new LinkedHashMap<>();
            ((Map<?, ?>) root).forEach((name, table) -> tables.put((String) name, (Map<?, ?>) table));
            return tables;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> names(Map<?, ?> of, String field) {
        return of.get(field) instanceof List<?> names
                ? names.stream().map(String.class::cast).toList()
                : List.of();
    }

    private static Map<?, ?> indexesOf(Map<?, ?> table) {
        return table.get("indexes") instanceof Map<?, ?> indexes ? indexes : Map.of();
    }

    /** Keys hold text, but for instants, which are numbers: those are called `at`, or by what happens `…At`. */
    static List<Object> attributes(Map<?, ?> table) {
        Set<String> names = new LinkedHashSet<>(names(table, "key"));
        indexesOf(table).values().forEach(index -> names.addAll(names((Map<?, ?>) index, "key")));
        List<Object> attributes = new ArrayList<>();
        for (String name : names) {
            attributes.add(CfnTable.AttributeDefinitionProperty.builder()
                    .attributeName(name)
                    .attributeType(name.equals("at") || name.endsWith("At") ? "N" : "S")
                    .build());
        }
        return attributes;
    }

    static List<Object> keys(List<String> names) {
        List<Object> keys = new ArrayList<>();
        for (String name : names) {
            keys.add(CfnTable.KeySchemaProperty.builder()
                    .attributeName(name)
                    .keyType(keys.isEmpty() ? "HASH" : "RANGE")
                    .build());
        }
        return keys;
    }

    static List<Object> indexes(Map<?, ?> table) {
        List<Object> indexes = new ArrayList<>();
        indexesOf(table)
                .forEach((name, index) -> indexes.add(CfnTable.GlobalSecondaryIndexProperty.builder()
                        .indexName((String) name)
                        .keySchema(keys(names((Map<?, ?>) index, "key")))
                        .projection(CfnTable.ProjectionProperty.builder()
                                .projectionType((String) ((Map<?, ?>) index).get("projection"))
                                .build())
                        .build()));
        return indexes;
    }
}
