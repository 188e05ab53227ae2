package dev.ringlock.audience.export;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * A written part.
 *
 * @param part from 1
 * @param count its numbers
 * @param bytes its length in clear
 * @param sha256 of it in clear, in hex
 * @param unopened compartments that could not be opened and are left out
 * @param file the name of its sealed file
 * @param wrappedKey the data key that opens it, wrapped by the key engine, as base64
 * @param from its begin in the audience; null at the audience's begin
 * @param last its last contact; empty if it has none
 * @param next the begin of the next part; null if it is the last
 */
@RegisterForReflection
record ExportPart(
        int part,
        int count,
        int bytes,
        String sha256,
        int unopened,
        String file,
        String wrappedKey,
        @Nullable String from,
        String last,
        @Nullable String next) {}
