package dev.ringlock.audit;

import dev.ringlock.http.Request;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

/** Which days' runs are asked for, both included, in UTC. */
record RunsQuery(LocalDate from, LocalDate to) {

    private static final int UNLESS_SAID = 7;
    private static final int MOST = 31;

    /** @throws dev.ringlock.http.ProblemException with everything that is wrong */
    static RunsQuery read(Request request, LocalDate today) {
        QueryParameters asked = QueryParameters.of(request, Set.of("from", "to"));
        LocalDate to = asked.date("to", today);
        LocalDate from = asked.date("from", to.minusDays(UNLESS_SAID - 1));
        if (from.isAfter(to)) {
            asked.note("to", "size", "This must not be before from.");
        } else if (from.plusDays(MOST - 1).isBefore(to)) {
            asked.note("to", "size", "At most " + MOST + " days.");
        }
        asked.refuseWrong();
        return new RunsQuery(from, to);
    }

    /** What the ledger says that was read. */
    Map<String, String> what() {
        return Map.of("from", from.toString(), "to", to.toString());
    }
}
