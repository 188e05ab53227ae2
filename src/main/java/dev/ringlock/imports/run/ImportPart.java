package dev.ringlock.imports.run;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A part of a file, as it is kept.
 *
 * @param part from 1
 * @param bytes its length in clear
 * @param sha256 of it in clear, in hex
 * @param file the name of its sealed file
 * @param wrappedKey the data key that opens it, wrapped by the key engine, as base64
 * @param guess the mapping that the first part suggests; empty for the others
 * @param guessOf the system whose export the first part looks like; empty if none that is known
 */
@RegisterForReflection
record ImportPart(int part, int bytes, String sha256, String file, String wrappedKey, String guess, String guessOf) {

    /** Whether it has the same bytes. */
    boolean isSame(ImportPart other) {
        return sha256.equals(other.sha256) && bytes == other.bytes;
    }
}
