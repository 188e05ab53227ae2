package dev.ringlock.infra;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A template's JSON as maps and lists. Jackson is there because the CDK brings it. */
final class TemplateJson {

    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private TemplateJson() {}

    static Map<String, Object> copy(Map<String, Object> json) {
        try {
            return map(MAPPER.readValue(MAPPER.writeValueAsString(json), Map.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static Map<String, Object> read(String json) {
        try {
            return map(MAPPER.readValue(json, Map.class));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static String write(Object json) {
        try {
            return MAPPER.writeValueAsString(json) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object json) {
        return (Map<String, Object>) json;
    }

    /** A list as it is; of one thing alone, as IAM may write it, a list of that. */
    @SuppressWarnings("unchecked")
    static List<Object> list(Object json) {
        return json == null ? List.of() : json instanceof List ? (List<Object>) json : List.of(json);
    }

    static Map<String, Object> resources(Map<String, Object> template) {
        return map(template.get("Resources"));
    }

    static Map<String, Object> properties(Object resource) {
        Object properties = map(resource).get("Properties");
        return properties == null ? Map.of() : map(properties);
    }

    /** A policy's statements; the list is a copy. */
    static List<Map<String, Object>> statements(Object policy) {
        return new ArrayList<>(list(map(policy).get("Statement")).stream()
                .map(TemplateJson::map)
                .toList());
    }
}
