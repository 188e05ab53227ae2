package dev.ringlock.functions;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The callers that a route admits.
 *
 * @param scopes one of which a token has to have; none where no token is looked at. {@code <purpose>} stands for each purpose
 */
public record Callers(CallerKind kind, List<String> scopes) {

    public static final Callers PUBLIC = new Callers(CallerKind.PUBLIC, List.of());
    public static final Callers READERS = new Callers(CallerKind.READERS, List.of());
    public static final Callers PROVIDERS = new Callers(CallerKind.PROVIDERS, List.of());
    public static final Callers STAFF = new Callers(CallerKind.STAFF, List.of("staff"));

    private static final String EACH_PURPOSE = "<purpose>";

    /** Behind a slash, which stands for what comes before it in a scope. */
    private static final Pattern PURPOSE_ID = Pattern.compile("/[a-z][a-z0-9-]{0,30}");

    public Callers {
        scopes = List.copyOf(scopes);
    }

    /** @param scope such as {@code links} or {@code decide:<purpose>} */
    public static Callers machines(String scope) {
        return new Callers(CallerKind.MACHINES, List.of(scope));
    }

    public boolean haveToken() {
        return !scopes.isEmpty();
    }

    /** Whether a machine calls with that scope. */
    boolean areMachinesWith(String scope) {
        return kind == CallerKind.MACHINES
                && scopes.stream()
                        .anyMatch(each -> each.endsWith(EACH_PURPOSE)
                                ? PURPOSE_ID
                                        .matcher(scope.replaceFirst(
                                                "^" + each.substring(0, each.length() - EACH_PURPOSE.length()), "/"))
                                        .matches()
                                : each.equals(scope));
    }

    /** The same, with the policy's purposes in the scopes. */
    public Callers of(List<String> purposes) {
        return new Callers(
                kind,
                scopes.stream()
                        .flatMap(scope -> scope.contains(EACH_PURPOSE)
                                ? purposes.stream().map(purpose -> scope.replace(EACH_PURPOSE, purpose))
                                : List.of(scope).stream())
                        .toList());
    }
}
