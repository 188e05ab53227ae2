package dev.ringlock.imports.run;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * The state of a check or a run. Each step starts with the state that the step before returned.
 *
 * @param importId as {@code POST /v1/imports} answered it
 * @param done whether nothing is left to do until somebody asks for more, or its time is over
 * @param giveUp whether it has failed so often that this step only records the failure
 * @param until when its file is surely over, or when all of it is; RFC 3339 in UTC. A step after that deletes it. Null before
 *     the first step
 */
@RegisterForReflection
public record ImportStep(
        String importId,
        boolean done,
        boolean giveUp,
        @Nullable String until) {

    /** The folder with a file for each import that is there. The file's name is the import's id. */
    public static final String FOLDER = "orders";

    /** The first state of a check, of a run, and of the deletion. */
    public static ImportStep of(String importId) {
        return new ImportStep(importId, false, false, null);
    }
}
