package dev.ringlock.audience.export;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * A part that is written.
 *
 * @param part from 1
 * @param count numbers in it
 * @param bytes in clear
 * @param sha256 in clear, in hex
 * @param unopened compartments that could not be opened, and are not in it
 * @param file its sealed bytes
 * @param wrappedKey the data key that opens it, wrapped by the key engine, as base64
 * @param from where in the audience it begins; null at the audience's begin
 * @param last the last contact in it; empty if it has none
 * @param next where the next one begins; null if it is the last
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
