package dev.ringlock.audit;

import dev.ringlock.http.Request;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

/** The days whose runs are wanted, both included, in UTC. */
record RunsQuery(LocalDate from, LocalDate to) {

    private static final int DEFAULT_DAYS = 7;
    private static final int MOST = 31;

    /** @throws dev.ringlock.http.ProblemException with all errors */
    static RunsQuery read(Request request, LocalDate today) {
        QueryParameters parameters = QueryParameters.of(request, Set.of("from", "to"));
        LocalDate to = parameters.date("to", today);
        LocalDate from = parameters.date("from", to.minusDays(DEFAULT_DAYS - 1));
        if (from.isAfter(to)) {
            parameters.note("to", "size", "This must not be before from.");
        } else if (from.plusDays(MOST - 1).isBefore(to)) {
            parameters.note("to", "size", "At most " + MOST + " days.");
        }
        parameters.refuseWrong();
        return new RunsQuery(from, to);
    }

    /** The ledger's fields about this reading. */
    Map<String, String> what() {
        return Map.of("from", from.toString(), "to", to.toString());
    }
}
