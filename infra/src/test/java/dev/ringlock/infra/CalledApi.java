package dev.ringlock.infra;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A question that AWS would ask of a policy, and how its statements answer: a small part of IAM's rules, the part that the
 * template uses. An operator it does not know is a failure, so that nothing is taken for granted.
 *
 * @param context the request's condition keys and their values
 */
record CalledApi(String who, String action, String resource, Map<String, List<String>> context) {

    /** Allowed by one statement and denied by none. */
    boolean allowedBy(List<Map<String, Object>> statements, Names names) {
        List<Map<String, Object>> matching =
                statements.stream().filter(each -> matches(each, names)).toList();
        return matching.stream().anyMatch(each -> each.get("Effect").equals("Allow"))
                && matching.stream().noneMatch(each -> each.get("Effect").equals("Deny"));
    }

    private boolean matches(Map<String, Object> statement, Names names) {
        return TemplateJson.list(statement.get("Action")).stream().anyMatch(each -> like(each.toString(), action))
                && TemplateJson.list(statement.get("Resource")).stream()
                        .anyMatch(each -> like(names.of(each), resource))
                && meant(statement, names)
                && conditions(statement);
    }

    /** A role's own policy names nobody. */
    private boolean meant(Map<String, Object> statement, Names names) {
        Object principal = statement.get("Principal");
        return principal == null
                || TemplateJson.list(principal instanceof Map<?, ?> map ? map.get("AWS") : principal).stream()
                        .map(names::of)
                        .anyMatch(each -> each.equals("*") || each.equals(who));
    }

    private boolean conditions(Map<String, Object> statement) {
        Object condition = statement.get("Condition");
        return condition == null
                || TemplateJson.map(condition).entrySet().stream()
                        .allMatch(operator -> TemplateJson.map(operator.getValue()).entrySet().stream()
                                .allMatch(key -> holds(
                                        operator.getKey(),
                                        context.getOrDefault(key.getKey(), List.of()),
                                        TemplateJson.list(key.getValue()).stream()
                                                .map(Object::toString)
                                                .toList())));
    }

    private static boolean holds(String operator, List<String> asked, List<String> wanted) {
        return switch (operator) {
            case "StringEquals" -> asked.size() == 1 && any(asked, wanted, String::equals);
            case "StringEqualsIfExists" -> asked.isEmpty() || holds("StringEquals", asked, wanted);
            case "StringLike" -> asked.size() == 1 && any(asked, wanted, CalledApi::like);
            case "StringNotLike" -> !any(asked, wanted, CalledApi::like);
            case "StringNotEquals" -> !any(asked, wanted, String::equals);
            case "ForAnyValue:StringEquals" -> any(asked, wanted, String::equals);
            case "ForAllValues:StringEquals" -> wanted.containsAll(asked);
            case "ForAllValues:StringLike" ->
                asked.stream().allMatch(one -> any(List.of(one), wanted, CalledApi::like));
            case "Null" -> wanted.equals(List.of(Boolean.toString(asked.isEmpty())));
            default -> throw new IllegalArgumentException("unknown here: " + operator);
        };
    }

    /** The pattern stands on the right in a condition. */
    private static boolean any(List<String> asked, List<String> wanted, BiPredicate<String, String> fits) {
        return asked.stream().anyMatch(one -> wanted.stream().anyMatch(each -> fits.test(each, one)));
    }

    private static boolean like(String pattern, String text) {
        String regex = Stream.of(pattern.split("\\*", -1))
                .map(Pattern::quote)
                .reduce((a, b) -> a + ".*" + b)
                .orElse("");
        return Pattern.matches(regex, text);
    }

    /** {@code a=b c=d}: as a table of questions writes a context. */
    static Map<String, List<String>> context(String text) {
        return Arrays.stream(text.split(" "))
                .filter(each -> !each.isEmpty())
                .map(each -> each.split("=", 2))
                .collect(Collectors.groupingBy(
                        each -> each[0], Collectors.mapping(each -> each[1], Collectors.toList())));
    }
}
