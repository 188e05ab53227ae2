package dev.ringlock.infra;

import dev.ringlock.functions.CallerKind;
import dev.ringlock.functions.Callers;
import dev.ringlock.functions.Route;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A system of the owner's that calls the API by itself. It gets a client of its own in the user pool.
 *
 * @param name the owner's name for it
 * @param scopes that its tokens may have
 */
record Machine(String name, List<String> scopes) {

    /** The console is the one client more. An authorizer takes 50 audiences. */
    private static final int MOST = 49;

    /** A dash has a letter behind it, so that no two names make the same id. */
    private static final Pattern ONE =
            Pattern.compile("\\s*([a-z][a-z0-9]*(?:-[a-z][a-z0-9]*)*)\\s*=\\s*(\\S+(?: +\\S+)*)\\s*");

    private static final int LONGEST = 60;

    Machine {
        scopes = List.copyOf(scopes);
    }

    /** Reads the setting: {@code newsletter=links, shop=links decide:service}. */
    static List<Machine> read(String text) {
        List<Machine> machines = new ArrayList<>();
        for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
            Matcher one = ONE.matcher(part);
            if (!one.matches() || one.group(1).length() > LONGEST) {
                throw mistake("has to be names and scopes, such as newsletter=links, shop=links");
            }
            machines.add(new Machine(one.group(1), List.of(one.group(2).split(" +"))));
        }
        Set<String> names = new HashSet<>();
        machines.stream()
                .filter(machine -> !names.add(machine.name()))
                .findFirst()
                .ifPresent(twice -> {
                    throw mistake("names `" + twice.name() + "` twice");
                });
        if (machines.size() > MOST) {
            throw mistake("names " + machines.size() + " systems, and API Gateway takes tokens of " + MOST);
        }
        return machines;
    }

    /**
     * Refuses scopes that no function of these takes.
     *
     * @param routes that are deployed
     */
    void check(List<Route> routes, List<String> purposes) {
        Set<String> known = scopes(routes).collect(Collectors.toCollection(TreeSet::new));
        Set<String> own = new HashSet<>();
        for (String scope : scopes) {
            String[] parts = scope.split(":", 2);
            boolean ofPurposes = known.stream().anyMatch(each -> each.startsWith(parts[0] + ":"));
            if (ofPurposes && parts.length > 1 && !purposes.contains(parts[1])) {
                throw mistake("gives `" + name + "` the scope `" + scope + "`, and the policy has no purpose `"
                        + parts[1] + "`");
            }
            if (!known.contains(scope)) {
                throw mistake(
                        "gives `" + name + "` the scope `" + scope + "`, and nothing takes it; known are " + known);
            }
            if (!own.add(scope)) {
                throw mistake("gives `" + name + "` the scope `" + scope + "` twice");
            }
        }
    }

    /** Whether it may call any of these. */
    boolean mayCall(List<Route> routes) {
        return scopes(routes).anyMatch(scopes::contains);
    }

    /** The scopes that these routes ask of machines. */
    static Stream<String> scopes(List<Route> routes) {
        return routes.stream()
                .map(Route::callers)
                .filter(callers -> callers.kind() == CallerKind.MACHINES)
                .map(Callers::scopes)
                .flatMap(List::stream)
                .distinct();
    }

    private static SettingsMistake mistake(String what) {
        return new SettingsMistake("setting `machines` " + what);
    }
}
