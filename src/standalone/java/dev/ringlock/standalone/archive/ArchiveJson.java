package dev.ringlock.standalone.archive;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.terms.Purpose;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Function;

/**
 * Lines as JSON: our records by their parts' names, instants in RFC 3339, ids as text, names of states and events in small
 * letters. What is null is left out. A line with anything unknown is refused. The golden archive of ArchiveFormatTest holds
 * the format.
 */
final class ArchiveJson {

    private final JsonMapper mapper = JsonMapper.builder()
            .addModule(words())
            .visibility(PropertyAccessor.ALL, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .visibility(PropertyAccessor.CREATOR, Visibility.ANY)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Without the end of the line. */
    byte[] write(ArchiveLine line) {
        return write(line, ArchiveLine.class);
    }

    /** A part of a line that is sealed by itself. */
    <T> byte[] write(T part, Class<T> type) {
        try {
            return mapper.writerFor(type).writeValueAsBytes(part);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a line cannot be written as JSON", e);
        }
    }

    /** @throws ArchiveRefusedException if it is none */
    ArchiveLine read(byte[] line) {
        return read(line, ArchiveLine.class);
    }

    <T> T read(byte[] part, Class<T> type) {
        try {
            return mapper.readValue(part, type);
        } catch (IOException | IllegalArgumentException | NullPointerException e) {
            // its message would show what the line holds
            throw new ArchiveRefusedException("It has a line that this version does not understand.");
        }
    }

    private static SimpleModule words() {
        SimpleModule module = new SimpleModule();
        text(module, Instant.class, Instant::toString, Instant::parse);
        text(module, ContactId.class, ContactId::value, ContactId::new);
        text(module, Ulid.class, Ulid::value, Ulid::new);
        text(module, Purpose.class, Purpose::id, Purpose::new);
        module.addKeySerializer(Purpose.class, new JsonSerializer<>() {
            @Override
            public void serialize(Purpose purpose, JsonGenerator to, SerializerProvider any) throws IOException {
                to.writeFieldName(purpose.id());
            }
        });
        module.addKeyDeserializer(Purpose.class, new KeyDeserializer() {
            @Override
            public Object deserializeKey(String key, DeserializationContext any) {
                return new Purpose(key);
            }
        });
        module.addSerializer(Enum.class, new JsonSerializer<>() {
            @Override
            public void serialize(Enum value, JsonGenerator to, SerializerProvider any) throws IOException {
                to.writeString(value.name().toLowerCase(Locale.ROOT));
            }
        });
        return module;
    }

    private static <T> void text(
            SimpleModule module, Class<T> type, Function<T, String> write, Function<String, T> read) {
        module.addSerializer(type, new JsonSerializer<>() {
            @Override
            public void serialize(T value, JsonGenerator to, SerializerProvider any) throws IOException {
                to.writeString(write.apply(value));
            }
        });
        module.addDeserializer(type, new JsonDeserializer<>() {
            @Override
            public T deserialize(JsonParser from, DeserializationContext any) throws IOException {
                return read.apply(from.getText());
            }
        });
    }
}
