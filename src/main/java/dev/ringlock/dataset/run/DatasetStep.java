package dev.ringlock.dataset.run;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * The state of making a dataset. Each step starts with the state that the step before returned.
 *
 * @param datasetId as {@code POST /v1/datasets} answered it
 * @param done whether nothing is left to do until its time is over
 * @param giveUp whether it has failed so often that this step only records the failure
 * @param until when it has surely expired, or when the last trace of it may go; RFC 3339 in UTC. A step after that deletes.
 *     Null before the first step
 */
@RegisterForReflection
public record DatasetStep(
        String datasetId,
        boolean done,
        boolean giveUp,
        @Nullable String until) {

    /** The folder with a file for each dataset that is there. The file's name is the dataset's id. */
    public static final String FOLDER = "orders";

    /** The first state of making a dataset, and of its deletion. */
    public static DatasetStep of(String datasetId) {
        return new DatasetStep(datasetId, false, false, null);
    }
}
