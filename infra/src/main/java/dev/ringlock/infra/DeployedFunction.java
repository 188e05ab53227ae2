package dev.ringlock.infra;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A function of the design.
 *
 * @param function its {@code @Funq} method's name
 * @param purpose whose function it is; null if it is not one purpose's own
 * @param built whether that method is there; if not, the row is a plan, and nothing is deployed for it
 */
record DeployedFunction(
        String function, @Nullable String purpose, boolean built, List<Trigger> startedBy, List<Grant> may) {

    DeployedFunction {
        startedBy = List.copyOf(startedBy);
        may = List.copyOf(may);
    }

    static DeployedFunction built(String function, List<Trigger> startedBy, Grant... may) {
        return new DeployedFunction(function, null, true, startedBy, Arrays.asList(may));
    }

    static DeployedFunction builtFor(String purpose, String function, List<Trigger> startedBy, Grant... may) {
        return new DeployedFunction(function, purpose, true, startedBy, Arrays.asList(may));
    }

    static DeployedFunction planned(String function, List<Trigger> startedBy, Grant... may) {
        return new DeployedFunction(function, null, false, startedBy, Arrays.asList(may));
    }

    /** The same, with one thing more that it may do if the policy wants it. */
    DeployedFunction with(boolean wanted, Grant grant) {
        return wanted
                ? new DeployedFunction(
                        function,
                        purpose,
                        built,
                        startedBy,
                        Stream.concat(may.stream(), Stream.of(grant)).toList())
                : this;
    }

    /** What it is called in an account, behind the prefix. */
    String name() {
        return purpose == null ? function : function + "-" + purpose;
    }

    /** Its name as the beginning of logical ids: {@code reveal-marketing} is {@code RevealMarketing}. */
    String id() {
        StringBuilder id = new StringBuilder();
        for (String word : name().split("-", -1)) {
            id.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
        }
        return id.toString();
    }

    List<Trigger.Route> routes() {
        return startedBy.stream()
                .filter(Trigger.Route.class::isInstance)
                .map(Trigger.Route.class::cast)
                .toList();
    }

    /** Whether anything starts it without waiting for its answer, so that what fails needs a place to go. */
    boolean startedAsynchronously() {
        return startedBy.stream().anyMatch(Trigger.Topic.class::isInstance);
    }

    /** The clock, if that starts it. */
    Optional<Trigger.Schedule> schedule() {
        return startedBy.stream()
                .filter(Trigger.Schedule.class::isInstance)
                .map(Trigger.Schedule.class::cast)
                .findFirst();
    }

    /** Whether entries of the ledger that are told as that start it. */
    boolean startedBy(String told) {
        return startedBy.contains(new Trigger.LedgerEvent(told));
    }

    boolean may(Class<? extends Grant> kind) {
        return may.stream().anyMatch(kind::isInstance);
    }

    boolean opens(String number) {
        return may.contains(new Grant.Open(number));
    }
}
