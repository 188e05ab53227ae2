package dev.ringlock.imports.run;

import dev.ringlock.imports.run.ImportProgress.CheckResult;
import dev.ringlock.imports.run.ImportProgress.ImportProblem;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An act of somebody on an import, or the outcome of its work. The last act tells its state.
 *
 * @param who the person of staff; for what came of the work, the one who asked for it
 * @param at epoch milliseconds
 * @param work what is to be read, and how; null for acts that ask for nothing
 * @param checked what was found in it; null but for the end of a check
 * @param counts null but for the end of a run
 * @param problem null if there is none
 */
@RegisterForReflection
record ImportAct(
        ActKind kind,
        String who,
        long at,
        @Nullable OrderedWork work,
        @Nullable CheckedFile checked,
        @Nullable ImportCounts counts,
        @Nullable ImportProblem problem) {

    /** The kind of an act. */
    enum ActKind {
        CHECK(ImportState.CHECKING),
        CHECKED(ImportState.CHECKED),
        RUN(ImportState.RUNNING),
        DONE(ImportState.DONE),
        FAILED(ImportState.FAILED),
        CANCELLED(ImportState.CANCELLED),
        /** Nobody stores more of a cancelled run: its counts are told. */
        COUNTED(ImportState.CANCELLED),
        /** The work met a problem that people have to solve. Then it can be checked again. */
        RETURNED(ImportState.OPEN);

        private final ImportState state;

        ActKind(ImportState state) {
            this.state = state;
        }

        ImportState state() {
            return state;
        }
    }

    /**
     * The input of a check and a run.
     *
     * @param mapping YAML or JSON
     * @param sent the file as its sender has it
     * @param policyVersion that a run has to meet again
     */
    @RegisterForReflection
    record OrderedWork(String mapping, boolean events, SentFile sent, String policyVersion) {}

    /**
     * The findings of a check.
     *
     * @param sha256 of the whole file, in hex
     * @param report the name of its report's file
     */
    @RegisterForReflection
    record CheckedFile(String sha256, CheckResult result, String report) {}

    Instant instant() {
        return Instant.ofEpochMilli(at);
    }

    static ImportAct asking(ActKind kind, String who, Instant at, OrderedWork work) {
        return new ImportAct(kind, who, at.toEpochMilli(), work, null, null, null);
    }

    /** @param counts null if they are told later */
    static ImportAct ending(ActKind kind, String who, Instant at, @Nullable ImportCounts counts) {
        return new ImportAct(kind, who, at.toEpochMilli(), null, null, counts, null);
    }

    static ImportAct of(String who, Instant at, CheckedFile checked) {
        return new ImportAct(ActKind.CHECKED, who, at.toEpochMilli(), null, checked, null, null);
    }

    ImportAct because(ImportProblem reason) {
        return new ImportAct(kind, who, at, work, checked, counts, reason);
    }
}
