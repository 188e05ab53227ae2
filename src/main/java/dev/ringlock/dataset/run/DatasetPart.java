package dev.ringlock.dataset.run;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A sealed file of rows.
 *
 * @param part its number, from 1
 * @param bytes of its CSV
 * @param sha256 of its CSV
 * @param file its name
 * @param wrappedKey the data key that opens it, wrapped for the dataset, in base64
 */
@RegisterForReflection
public record DatasetPart(int part, int rows, int bytes, String sha256, String file, String wrappedKey) {}
