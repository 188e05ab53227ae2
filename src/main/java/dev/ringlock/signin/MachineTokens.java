package dev.ringlock.signin;

import dev.ringlock.http.Problem;
import dev.ringlock.http.ProblemException;
import dev.ringlock.http.Request;
import dev.ringlock.terms.Purpose;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which system is calling, and what its token allows it. Its token is checked as strictly as a person's. */
public final class MachineTokens {

    private static final String RESOURCE_SERVER = "ringlock/";

    private final TokenCheck check;

    public MachineTokens(TokenCheck check) {
        this.check = check;
    }

    /**
     * Lets only callers pass whose token has that scope.
     *
     * @throws ProblemException if there is no token that counts, or it lacks the scope
     */
    public void require(String scope, Request request) {
        if (!scopes(check.claims(request)).contains(scope)) {
            throw new ProblemException(new Problem.Forbidden("This takes a token with the scope " + scope + "."));
        }
    }

    /**
     * Lets only callers pass whose token has a scope of that family, such as {@code decide:marketing} of {@code decide}.
     *
     * @throws ProblemException if there is no token that counts, or it has none
     */
    public Asker asker(String family, Request request) {
        Map<String, String> claims = check.claims(request);
        String prefix = family + ":";
        Set<Purpose> purposes = scopes(claims).stream()
                .filter(scope -> scope.startsWith(prefix))
                .map(scope -> scope.substring(prefix.length()))
                .filter(Purpose::isId)
                .map(Purpose::new)
                .collect(Collectors.toSet());
        if (purposes.isEmpty()) {
            throw new ProblemException(
                    new Problem.Forbidden("This takes a token with a scope " + prefix + " and a purpose's id."));
        }
        return new Asker(claims.getOrDefault("sub", claims.getOrDefault("client_id", "")), purposes);
    }

    /** Those of ours. */
    private static Set<String> scopes(Map<String, String> claims) {
        return Arrays.stream(claims.getOrDefault("scope", "").split(" "))
                .filter(scope -> scope.startsWith(RESOURCE_SERVER))
                .map(scope -> scope.substring(RESOURCE_SERVER.length()))
                .collect(Collectors.toSet());
    }
}
