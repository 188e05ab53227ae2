package dev.ringlock.http;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** JSON as this API reads and writes it: no duplicate fields, nothing after the end, no deep nesting. */
public final class Json {

    private static final int DEEPEST = 8;
    private static final int LONGEST_NUMBER = 20;

    private static final JsonMapper MAPPER = JsonMapper.builder(new JsonFactoryBuilder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(LONGEST_NUMBER)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private Json() {}

    /**
     * Reads one JSON object.
     *
     * @throws ProblemException if it is not UTF-8, not JSON, nested too deeply or not an object; the reason names
     *     the place, never the content
     */
    public static ObjectNode read(byte[] body) {
        try {
            JsonNode node = MAPPER.readTree(utf8(body));
            if (node instanceof ObjectNode object) {
                return object;
            }
            throw malformed("not_an_object", "The body is not a JSON object.");
        } catch (StreamConstraintsException e) {
            throw malformed("too_deep", "The body is nested too deeply, or a number in it is too long.");
        } catch (JsonProcessingException e) {
            var place = e.getLocation();
            String where = place == null ? "" : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
            throw malformed("not_json", "The body is not JSON" + where + ".");
        }
    }

    /**
     * These bytes as text in UTF-8.
     *
     * @throws ProblemException if they are not UTF-8
     */
    public static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed("not_utf8", "The body is not text in UTF-8.");
        }
    }

    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "cannot be written as JSON: " + value.getClass().getName());
        }
    }

    /**
     * Reads back a value that {@link #write} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a " + type.getSimpleName() + " in JSON");
        }
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    private static ProblemException malformed(String code, String detail) {
        return new ProblemException(new Problem.Malformed(code, detail));
    }
}
