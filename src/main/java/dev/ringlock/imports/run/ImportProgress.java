package dev.ringlock.imports.run;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An import as its people see it. It holds no number.
 *
 * @param parts how many parts of the file are there, from the first without a gap
 * @param bytes of those parts
 * @param guess a mapping in YAML that the beginning of the file suggests; empty if it suggests none
 * @param guessOf the system whose export it looks like; empty if none that is known
 * @param mapping the mapping of the last check; empty before
 * @param events whether each contact's entry is told to the owner's systems
 * @param sha256 of the whole file in hex; empty until it was checked
 * @param since when it came into its state
 * @param work how far the check or the run is that is at work, or was last; null before
 * @param checked what the last check found; null before
 * @param problem why the last check or run could not go to its end; null if it could
 */
public record ImportProgress(
        ImportOrder order,
        ImportState state,
        int parts,
        long bytes,
        String guess,
        String guessOf,
        String mapping,
        boolean events,
        String sha256,
        Instant since,
        @Nullable WorkProgress work,
        @Nullable CheckResult checked,
        @Nullable ImportProblem problem) {

    /**
     * How far a check or a run is. Each goes through the file twice: for noes first, then for yeses.
     *
     * @param percent of both ways through the file
     * @param rowsRead of the rows of both ways
     * @param totalRows of both ways; 0 if it is not known yet
     * @param counts of what came of the rows so far
     */
    public record WorkProgress(int percent, long rowsRead, long totalRows, ImportCounts counts) {}

    /**
     * The findings of a check.
     *
     * @param policyVersion that it was checked with
     * @param flags what looks like a list that nobody agreed to be on
     * @param exact whether a run right now would count the same. A file with very many people may have repetitions and
     *     contradictions that the check did not see
     * @param first the first refused rows
     * @param unlisted how many refused rows the report leaves out
     */
    @RegisterForReflection
    public record CheckResult(
            ImportCounts counts,
            String policyVersion,
            List<CheckFlag> flags,
            boolean exact,
            List<RefusedRow> first,
            long unlisted) {

        public CheckResult {
            flags = List.copyOf(flags);
            first = List.copyOf(first);
        }
    }

    /**
     * A sign of a list that nobody agreed to be on.
     *
     * @param rows how many rows do
     * @param of how many could
     */
    @RegisterForReflection
    public record CheckFlag(String sign, long rows, long of) {}

    /**
     * The problem that kept a check or a run from its end.
     *
     * @param line where; 0 if it is no line's
     */
    @RegisterForReflection
    public record ImportProblem(String code, String detail, long line) {}
}
