package dev.ringlock.audience.export;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where the writing of an export stands. A step is started with the one before it.
 *
 * @param exportId what {@code POST /v1/purposes/{purpose}/exports} answered
 * @param purpose whose audience it is
 * @param done whether nothing is left to write
 * @param giveUp whether it has failed so often that this step is only to say so
 * @param until when the export is over for sure, RFC 3339 in UTC: a step that is started then deletes its files; null
 *     before the first step
 */
@RegisterForReflection
public record ExportStep(
        String exportId,
        String purpose,
        boolean done,
        boolean giveUp,
        @Nullable String until) {

    /** How long an export is there, from when it was asked for. */
    public static final Duration LIFE = Duration.ofHours(24);

    /** The folder of the purpose's manifests: one for each export, whose name is its id. */
    public static String manifests(String purpose) {
        return purpose + "/manifests";
    }

    /** An export's begin, and later its end. */
    public static ExportStep of(String exportId, String purpose) {
        return new ExportStep(exportId, purpose, false, false, null);
    }
}
