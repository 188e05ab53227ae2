package dev.ringlock.audience.export;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The state of writing an export. Each step starts with the state that the step before returned.
 *
 * @param exportId as {@code POST /v1/purposes/{purpose}/exports} answered it
 * @param purpose the purpose of its audience
 * @param done whether nothing is left to write
 * @param giveUp whether it has failed so often that this step only records the failure
 * @param until when the export has surely expired, RFC 3339 in UTC. A step after that deletes its files. Null
 *     before the first step
 */
@RegisterForReflection
public record ExportStep(
        String exportId,
        String purpose,
        boolean done,
        boolean giveUp,
        @Nullable String until) {

    /** The life of an export, from its order. */
    public static final Duration LIFE = Duration.ofHours(24);

    /** The folder of the purpose's manifests. Each manifest's name is its export's id. */
    public static String manifests(String purpose) {
        return purpose + "/manifests";
    }

    /** The first state of an export, and the one that deletes it. */
    public static ExportStep of(String exportId, String purpose) {
        return new ExportStep(exportId, purpose, false, false, null);
    }
}
