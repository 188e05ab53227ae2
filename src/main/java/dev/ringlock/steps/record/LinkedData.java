package dev.ringlock.steps.record;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A node of JSON-LD in the making. What is empty is left out. */
final class LinkedData {

    /** Written out in every document, so that a reader needs no network. */
    static final Map<String, String> CONTEXT = Map.of(
            "dpv", "https://w3id.org/dpv#",
            "pd", "https://w3id.org/dpv/pd#",
            "loc", "https://w3id.org/dpv/loc#",
            "dct", "http://purl.org/dc/terms/",
            "dcat", "http://www.w3.org/ns/dcat#",
            "schema", "https://schema.org/",
            "skos", "http://www.w3.org/2004/02/skos/core#",
            "rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
            "xsd", "http://www.w3.org/2001/XMLSchema#",
            "ringlock", "urn:ringlock:");

    private final Map<String, Object> fields = new LinkedHashMap<>();

    static LinkedData of(String... types) {
        LinkedData node = new LinkedData();
        node.fields.put("@type", types.length == 1 ? types[0] : List.of(types));
        return node;
    }

    static LinkedData named(String id, String... types) {
        LinkedData node = of(types);
        node.fields.put("@id", id);
        return node;
    }

    /** A node that is told elsewhere. */
    static Map<String, Object> link(String id) {
        return Map.of("@id", id);
    }

    LinkedData with(String name, @Nullable Object value) {
        if (value != null && !value.equals("") && !value.equals(List.of())) {
            fields.put(name, value instanceof LinkedData node ? node.fields : value);
        }
        return this;
    }

    LinkedData nodes(String name, List<LinkedData> nodes) {
        return with(name, nodes.stream().map(node -> (Object) node.fields).toList());
    }

    LinkedData when(String name, @Nullable Instant at) {
        return at == null ? this : with(name, Map.of("@type", "xsd:dateTime", "@value", at.toString()));
    }

    Map<String, Object> fields() {
        return fields;
    }
}
