package dev.ringlock.imports;

import dev.ringlock.http.FieldError;
import dev.ringlock.http.Problem;
import dev.ringlock.http.ProblemException;
import dev.ringlock.imports.rows.MappingMistakesException;
import dev.ringlock.imports.run.ImportAnswer.RefusedRequest;
import java.util.List;

/** How the API tells that a request about an import is refused. */
final class ImportRefusals {

    private static final String MAPPING = "/mapping";

    private ImportRefusals() {}

    static ProblemException of(RefusedRequest refused) {
        return new ProblemException(
                switch (refused.reason()) {
                    case UNKNOWN, PART_NUMBER -> new Problem.NotFound();
                    case KEY_REUSED -> new Problem.KeyReused();
                    case PART_SIZE -> invalid("", refused);
                    case OTHER_SOURCE -> invalid(MAPPING, refused);
                    case NOT_OPEN,
                            WHOLE,
                            PART_DIFFERS,
                            PART_MISSING,
                            FILE_DIFFERS,
                            NOT_CHECKED,
                            CHECK_AGAIN,
                            REFUSED_NOES,
                            OVER -> new Problem.Conflict(refused.detail());
                });
    }

    /** Each mistake has its place within the mapping behind the mapping's own. */
    static ProblemException of(MappingMistakesException mistakes) {
        return new ProblemException(new Problem.Invalid(mistakes.mistakes().stream()
                .map(each -> new FieldError(MAPPING + each.pointer(), each.code(), each.detail()))
                .toList()));
    }

    private static Problem invalid(String pointer, RefusedRequest refused) {
        return new Problem.Invalid(
                List.of(new FieldError(pointer, refused.reason().id(), refused.detail())));
    }
}
