package dev.ringlock.audience.export;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Where the writing of an export stands. A step is started with the one before it.
 *
 * @param exportId what {@code POST /v1/purposes/{purpose}/exports} answered
 * @param purpose whose audience it is
 * @param done whether nothing is left to write; a step that is started once the export is over deletes its files
 * @param giveUp whether it has failed so often that this step is only to say so
 */
@RegisterForReflection
public record ExportStep(String exportId, String purpose, boolean done, boolean giveUp) {

    /** An export's begin; later, its end. */
    public static ExportStep of(String exportId, String purpose) {
        return new ExportStep(exportId, purpose, false, false);
    }
}
