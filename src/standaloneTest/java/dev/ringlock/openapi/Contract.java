package dev.ringlock.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** openapi.yaml, and whether what is sent and answered is what it says. */
public final class Contract {

    public static final String HERE = "https://ringlock.example/openapi.json";
    public static final String URN = "urn:ringlock:problem:";
    public static final JsonNode DOCUMENT = document();
    public static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(
            VersionFlag.V202012,
            builder -> builder.schemaLoaders(
                    loaders -> loaders.schemas(Map.of(HERE, "{\"components\":" + DOCUMENT.path("components") + "}"))));
    public static final SchemaValidatorsConfig STRICT =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    /** What makes the example a refused signup: its code, who can tell (the schema, or a rule), the field, its value. */
    private Contract() {}

    /** Its status, media type, headers and body are all declared for that operation; gives its body. */
    public static JsonNode conforms(String operation, int status, APIGatewayV2HTTPResponse answer) {
        String body = Objects.requireNonNullElse(answer.getBody(), "");
        assertEquals(status, answer.getStatusCode(), body);
        String[] parts = operation.split(" ", 2);
        JsonNode declared = resolved(DOCUMENT.path("paths")
                .path(parts[1])
                .path(parts[0].toLowerCase(Locale.ROOT))
                .path("responses")
                .path(String.valueOf(status)));
        assertFalse(declared.isMissingNode(), operation + " declares no " + status);
        declared.path("headers").properties().forEach(header -> {
            JsonNode value = TextNode.valueOf(answer.getHeaders().get(header.getKey()));
            JsonNode schema = resolved(header.getValue()).path("schema");
            assertEquals(Set.of(), SCHEMAS.getSchema(schema, STRICT).validate(value), header.getKey());
        });
        String type = answer.getHeaders().getOrDefault("Content-Type", "").split(";", 2)[0];
        JsonNode schema = declared.path("content").path(type).path("schema").path("$ref");
        assertFalse(schema.isMissingNode(), operation + " " + status + " declares no " + type);
        // a line of NDJSON is JSON, and the whole is text
        boolean json = type.endsWith("json") && !type.endsWith("ndjson");
        JsonNode content = json ? read(body) : TextNode.valueOf(body);
        assertEquals(Set.of(), errors(schema.asText().replaceFirst(".*/", ""), content), body);
        return content;
    }

    public static Set<ValidationMessage> errors(String schema, JsonNode value) {
        return SCHEMAS.getSchema(SchemaLocation.of(HERE + "#/components/schemas/" + schema), STRICT)
                .validate(value);
    }

    /** A list of codes that is both an enum for programs and, with their meanings, text for people. */
    public static Set<String> documented(String name) {
        JsonNode schema = DOCUMENT.at("/components/schemas").path(name);
        Set<String> codes = new TreeSet<>();
        schema.path("enum").forEach(code -> codes.add(code.asText().replace(URN, "")));
        Set<String> explained = Pattern.compile("(?m)^- `([a-z0-9_]+)`: ")
                .matcher(schema.path("description").asText())
                .results()
                .map(line -> line.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(codes, explained);
        return codes;
    }

    public static Map<String, JsonNode> schemas() {
        Map<String, JsonNode> schemas = new TreeMap<>();
        DOCUMENT.at("/components/schemas").properties().forEach(s -> schemas.put(s.getKey(), s.getValue()));
        return schemas;
    }

    public static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? found(node.path("$ref").asText()) : node;
    }

    public static JsonNode found(String reference) {
        return DOCUMENT.at(reference.substring(1));
    }

    public static JsonNode document() {
        return read(resource("/openapi.yaml"));
    }

    /** JSON is YAML too. */
    public static JsonNode read(String text) {
        try {
            return new YAMLMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String resource(String name) {
        try (InputStream in = OpenApiTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
