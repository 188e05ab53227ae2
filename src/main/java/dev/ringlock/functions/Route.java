package dev.ringlock.functions;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A method and a path of the HTTP API.
 *
 * @param key as API Gateway writes it, such as {@code POST /v1/contacts/{contactId}/withdraw}. {@code {proxy+}} at the end
 *     stands for one segment or more
 */
public record Route(String key, Callers callers) implements Trigger {

    /** The segment that a purpose's own functions are found by. API Gateway has a route for each purpose instead. */
    private static final String PURPOSE = "{purpose}";

    private static final String GREEDY = "+}";

    public String method() {
        return key.substring(0, key.indexOf(' '));
    }

    /** The path's template. */
    public String path() {
        return key.substring(key.indexOf(' ') + 1);
    }

    /** The same for one purpose, as API Gateway has it. */
    public Route of(String purpose) {
        return new Route(key.replace(PURPOSE, purpose), callers);
    }

    /** The parameters of a path that fits; empty if it does not fit. The method is not looked at. */
    Optional<Map<String, String>> match(String asked) {
        String[] template = segments(path());
        boolean greedy = path().endsWith(GREEDY);
        String[] given = greedy ? asked.split("/", template.length) : segments(asked);
        if (template.length != given.length) {
            return Optional.empty();
        }
        Map<String, String> parameters = new TreeMap<>();
        for (int i = 0; i < template.length; i++) {
            if (!isParameter(template[i]) && !template[i].equals(given[i])
                    || isParameter(template[i]) && given[i].isEmpty()) {
                return Optional.empty();
            } else if (isParameter(template[i])) {
                parameters.put(template[i].replaceAll("[{+}]", ""), given[i]);
            }
        }
        return Optional.of(parameters);
    }

    /** A written-out segment wins over a parameter, and a parameter over {@code {proxy+}}. */
    long vagueness() {
        long parameters =
                List.of(segments(path())).stream().filter(Route::isParameter).count();
        return path().endsWith(GREEDY) ? Long.MAX_VALUE : parameters;
    }

    private static boolean isParameter(String segment) {
        return segment.startsWith("{");
    }

    private static String[] segments(String path) {
        return path.split("/", -1);
    }
}
