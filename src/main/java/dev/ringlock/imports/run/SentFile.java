package dev.ringlock.imports.run;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The file as its sender has it. A check is of that file and of no other, so that half a file is never taken for a whole one.
 *
 * @param parts how many parts were sent
 * @param bytes of all of them
 * @param sha256 of the whole file in hex; empty if its sender does not tell
 */
@RegisterForReflection
public record SentFile(int parts, long bytes, String sha256) {}
