package dev.ringlock.imports.rows;

/**
 * A proposal for a mapping, made from the names of a file's columns. It holds no cell of a row.
 *
 * @param system whose export it looks like; empty if none that is known
 * @param mapping in YAML. What only its owner knows stands as {@code FILL-IN} in it
 */
public record MappingGuess(String system, String mapping) {

    /** @param head the first bytes of the file, as they are; 64 KiB are enough */
    public static MappingGuess of(byte[] head) {
        return new MappingGuess("", "source: FILL-IN\n");
    }
}
