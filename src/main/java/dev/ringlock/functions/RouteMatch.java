package dev.ringlock.functions;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The function that a path leads to.
 *
 * <p>API Gateway looks at the method, too: it answers 404 where a path has no route with that method. The one-machine server
 * does not: the path's function is asked, and says 405.
 *
 * @param template of the path, such as {@code /v1/contacts/{contactId}}
 * @param parameters of the path by name. They are as the path has them; API Gateway decodes {@code %63}, and no id of ours
 *     has a character that needs it
 * @param haveToken whether callers of that path have a token that has to be checked
 */
public record RouteMatch(BuiltFunction function, String template, Map<String, String> parameters, boolean haveToken) {

    private record ListedRoute(BuiltFunction function, Route route) {

        Stream<RouteMatch> match(String path) {
            return route
                    .match(path)
                    .map(found -> new RouteMatch(
                            function, route.path(), found, route.callers().haveToken()))
                    .stream();
        }
    }

    private static final List<ListedRoute> ROUTES = Arrays.stream(BuiltFunction.values())
            .flatMap(function -> function.routes().stream().map(route -> new ListedRoute(function, route)))
            .sorted(Comparator.comparingLong(listed -> listed.route().vagueness()))
            .toList();

    public RouteMatch {
        parameters = Map.copyOf(parameters);
    }

    /** @param path as it was asked for */
    public static Optional<RouteMatch> of(String path) {
        return ROUTES.stream().flatMap(listed -> listed.match(path)).findFirst();
    }
}
