package dev.ringlock.infra;

import dev.ringlock.functions.BuiltFunction;
import dev.ringlock.functions.CallerKind;
import dev.ringlock.functions.Need;
import dev.ringlock.functions.Route;
import dev.ringlock.functions.Trigger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A function of the design.
 *
 * @param function its {@code @Funq} method's name
 * @param purpose whose function it is; null if it is not one purpose's own
 */
record DeployedFunction(String function, @Nullable String purpose, List<Trigger> startedBy, List<Grant> may) {

    DeployedFunction {
        startedBy = List.copyOf(startedBy);
        may = List.copyOf(may);
    }

    /** One that the list has; its tables are said here, and what it needs besides follows from the list. */
    static DeployedFunction built(BuiltFunction function, OwnersPolicy policy, Grant... tables) {
        return of(function, null, policy, tables);
    }

    /** The same for one purpose. */
    static DeployedFunction builtFor(String purpose, BuiltFunction function, OwnersPolicy policy, Grant... tables) {
        return of(function, purpose, policy, tables);
    }

    private static DeployedFunction of(
            BuiltFunction function, @Nullable String purpose, OwnersPolicy policy, Grant... tables) {
        if (function.needs(Need.PURPOSE) == (purpose == null)) {
            throw new IllegalArgumentException(function + " is deployed for each purpose, or it is not");
        }
        return new DeployedFunction(
                function.id(),
                purpose,
                function.startedBy().stream()
                        .map(trigger -> trigger instanceof Route route ? deployed(route, purpose, policy) : trigger)
                        .toList(),
                Stream.concat(Stream.of(tables), Grant.needed(function, purpose, policy).stream())
                        .toList());
    }

    private static Route deployed(Route route, @Nullable String purpose, OwnersPolicy policy) {
        Route listed = new Route(route.key(), route.callers().of(policy.purposes()));
        return purpose == null ? listed : listed.of(purpose);
    }

    /** Its name in an account, behind the prefix. */
    String name() {
        return purpose == null ? function : function + "-" + purpose;
    }

    /** Its name as the beginning of logical ids: {@code reveal-marketing} is {@code RevealMarketing}. */
    String id() {
        return id(name());
    }

    static String id(String name) {
        return Stream.of(name.split("-+"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }

    List<Route> routes() {
        return startedBy.stream()
                .filter(Route.class::isInstance)
                .map(Route.class::cast)
                .toList();
    }

    boolean isCalledBy(CallerKind callers) {
        return routes().stream().anyMatch(route -> route.callers().kind() == callers);
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

    /** Whether it needs that. */
    boolean needs(Need need) {
        return BuiltFunction.named(function)
                .filter(listed -> listed.needs(need))
                .isPresent();
    }

    /** Whether it may do anything with the files in that bucket. */
    boolean mayUse(SealedBucket bucket) {
        return may.stream().anyMatch(grant -> grant instanceof Grant.Files files && files.bucket() == bucket);
    }

    boolean opens(String number) {
        return may.contains(new Grant.Open(number));
    }
}
