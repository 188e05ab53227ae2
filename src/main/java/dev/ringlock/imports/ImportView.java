package dev.ringlock.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ringlock.http.Time;
import dev.ringlock.imports.run.ImportCounts;
import dev.ringlock.imports.run.ImportOrder;
import dev.ringlock.imports.run.ImportProgress;
import dev.ringlock.imports.run.ImportProgress.CheckFlag;
import dev.ringlock.imports.run.ImportProgress.CheckResult;
import dev.ringlock.imports.run.ImportProgress.ImportProblem;
import dev.ringlock.imports.run.ImportProgress.WorkProgress;
import dev.ringlock.imports.run.RefusedRow;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An import as people see it. It has lines and columns of the file, and nothing that is written in them.
 *
 * @param askedAt RFC 3339 in UTC, as the other instants
 * @param since when it came into its state
 * @param guess a mapping that the beginning of the file suggests; absent if it suggests none
 * @param guessOf the system whose export the file looks like; absent if none that is known
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ImportView(
        String importId,
        String source,
        String name,
        String state,
        String askedBy,
        String askedAt,
        String since,
        String partsUntil,
        String expiresAt,
        int parts,
        long bytes,
        String sha256,
        boolean events,
        String guess,
        String guessOf,
        String mapping,
        @Nullable WorkView work,
        @Nullable CheckView checked,
        @Nullable ImportProblemView problem) {

    /** Newest first. */
    record ListedImports(List<ImportView> imports) {}

    /** How far the check or the run is. */
    record WorkView(int percent, long rowsRead, long totalRows, CountsView counts) {

        static WorkView of(WorkProgress work) {
            return new WorkView(work.percent(), work.rowsRead(), work.totalRows(), CountsView.of(work.counts()));
        }
    }

    /** How many rows, and decisions in them, came to what. */
    record CountsView(
            long rows,
            long silent,
            long faulty,
            long refusedNoes,
            Map<String, Long> outcomes,
            Map<String, Long> faults) {

        static CountsView of(ImportCounts counts) {
            return new CountsView(
                    counts.rows(),
                    counts.silent(),
                    counts.faulty(),
                    counts.refusedNoes(),
                    counts.outcomes(),
                    counts.faults());
        }
    }

    /** The findings of the check. */
    record CheckView(
            CountsView counts, List<CheckFlag> flags, boolean exact, List<RefusedRowView> refused, long unlisted) {

        static CheckView of(CheckResult result) {
            return new CheckView(
                    CountsView.of(result.counts()),
                    result.flags(),
                    result.exact(),
                    result.first().stream().map(RefusedRowView::of).toList(),
                    result.unlisted());
        }
    }

    /** A row, or one of its decisions, that is not taken. */
    record RefusedRowView(long line, String column, String code, String cure) {

        static RefusedRowView of(RefusedRow row) {
            return new RefusedRowView(row.line(), row.column(), row.code(), row.cure());
        }
    }

    /** Why a check or a run did not come to its end. */
    record ImportProblemView(String code, String detail, long line) {}

    static ImportView of(ImportProgress progress) {
        CheckResult checked = progress.checked();
        return of(progress, progress.guess(), progress.mapping(), checked == null ? null : CheckView.of(checked));
    }

    /** The same for a list, without what is long. */
    static ImportView listed(ImportProgress progress) {
        return of(progress, "", "", null);
    }

    private static ImportView of(ImportProgress progress, String guess, String mapping, @Nullable CheckView checked) {
        ImportOrder order = progress.order();
        WorkProgress work = progress.work();
        ImportProblem problem = progress.problem();
        return new ImportView(
                order.importId(),
                order.source(),
                order.name(),
                progress.state().id(),
                order.askedBy(),
                Time.rfc3339(order.askedAt()),
                Time.rfc3339(progress.since()),
                Time.rfc3339(order.partsUntil()),
                Time.rfc3339(order.expiresAt()),
                progress.parts(),
                progress.bytes(),
                progress.sha256(),
                progress.events(),
                guess,
                guess.isEmpty() ? "" : progress.guessOf(),
                mapping,
                work == null ? null : WorkView.of(work),
                checked,
                problem == null ? null : new ImportProblemView(problem.code(), problem.detail(), problem.line()));
    }
}
