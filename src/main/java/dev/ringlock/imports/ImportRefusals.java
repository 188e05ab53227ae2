package dev.ringlock.imports;

import dev.ringlock.http.FieldError;
import dev.ringlock.http.Problem;
import dev.ringlock.http.ProblemException;
import dev.ringlock.imports.rows.MappingMistakesException;
import dev.ringlock.imports.run.ImportAnswer.ImportRefusal;
import java.util.List;

/** How the API tells that a request about an import is refused. */
final class ImportRefusals {

    private static final String MAPPING = "/mapping";

    private ImportRefusals() {}

    static ProblemException of(ImportRefusal reason) {
        return new ProblemException(
                switch (reason) {
                    case UNKNOWN, PART_NUMBER -> new Problem.NotFound();
                    case KEY_REUSED -> new Problem.KeyReused();
                    case PART_SIZE, NO_PARTS, PART_MISSING -> invalid("", reason);
                    case OTHER_SOURCE -> invalid(MAPPING, reason);
                    case NOT_OPEN, PART_DIFFERS, NOT_CHECKED, CHECK_AGAIN, OVER ->
                        new Problem.Conflict(reason.detail());
                });
    }

    /** Each mistake has its place within the mapping behind the mapping's own. */
    static ProblemException of(MappingMistakesException mistakes) {
        return new ProblemException(new Problem.Invalid(mistakes.mistakes().stream()
                .map(each -> new FieldError(MAPPING + each.pointer(), each.code(), each.detail()))
                .toList()));
    }

    private static Problem invalid(String pointer, ImportRefusal reason) {
        return new Problem.Invalid(List.of(new FieldError(pointer, reason.id(), reason.detail())));
    }
}
