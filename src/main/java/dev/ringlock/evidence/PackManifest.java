package dev.ringlock.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ringlock.ledger.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;

/**
 * The list of a pack: who made it, and every file in it. Its bytes are signed.
 *
 * @param format changes when a verifier of before could not read it
 * @param madeAt when, in RFC 3339
 * @param controller who signs
 * @param madeBy the id of the person of staff who asked for it
 * @param policy the version of the policy, and of the tables of law, that day
 * @param chains the contacts whose histories are in it
 * @param files every file but the manifest and its signature
 */
public record PackManifest(
        String format,
        String madeAt,
        String controller,
        String madeBy,
        String policy,
        List<Chain> chains,
        List<PackedFile> files) {

    public static final String FORMAT = "ringlock-evidence/1";
    public static final String NAME = "manifest.json";

    /** The signature: a compact JWS (RFC 7515) without its payload, which is {@link #NAME}. */
    public static final String SIGNATURE = "manifest.jws";

    /** The kind of document that the signature names. */
    public static final String TYPE = "ringlock-evidence+json";

    public static final String KEYS = "jwks.json";

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    /**
     * The history of one contact.
     *
     * @param file with the entries
     * @param head the hash of the newest; empty if there is none
     */
    public record Chain(String contact, String file, int entries, String head) {

        public Chain {
            present(contact, file, head);
        }
    }

    /** One file of the pack. */
    public record PackedFile(String name, int bytes, String sha256) {

        public PackedFile {
            present(name, sha256);
        }
    }

    public PackManifest {
        present(format, madeAt, controller, madeBy, policy);
        chains = List.copyOf(chains);
        files = List.copyOf(files);
    }

    /** Somebody else's JSON may lack a field. Then it is not read. */
    static void present(String... values) {
        for (String value : values) {
            Objects.requireNonNull(value);
        }
    }

    /** The list of these files. */
    public static List<PackedFile> list(SortedMap<String, byte[]> files) {
        return files.entrySet().stream().map(PackManifest::listed).toList();
    }

    private static PackedFile listed(Map.Entry<String, byte[]> file) {
        return new PackedFile(file.getKey(), file.getValue().length, Sha256.hex(file.getValue()));
    }

    public byte[] bytes() {
        return text(this).getBytes(StandardCharsets.UTF_8);
    }

    /** JSON for people and programs: one field a line. */
    public static String text(Object value) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter()
                            .writeValueAsString(value)
                            .replace("\r\n", "\n") + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON", e);
        }
    }

    /** @throws IllegalArgumentException if it is no list of entries */
    static List<PackedEntry> readEntries(byte[] json) {
        return list(read(json, PackedEntry[].class));
    }

    /** @throws IllegalArgumentException if it is no list of anchors */
    static List<PackedAnchor> readAnchors(byte[] json) {
        return list(read(json, PackedAnchor[].class));
    }

    private static <T> List<T> list(T[] read) {
        for (T each : read) {
            if (each == null) {
                throw new IllegalArgumentException("null");
            }
        }
        return List.of(read);
    }

    /** @throws IllegalArgumentException if it is none */
    static <T> T read(byte[] json, Class<T> type) {
        try {
            T read = MAPPER.readValue(new String(json, StandardCharsets.UTF_8), type);
            if (read == null) {
                throw new IllegalArgumentException("null");
            }
            return read;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not " + type.getSimpleName(), e);
        }
    }
}
