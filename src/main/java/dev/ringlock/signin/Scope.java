package dev.ringlock.signin;

import dev.ringlock.http.Problem;
import dev.ringlock.http.ProblemException;
import dev.ringlock.http.Request;
import java.util.List;

/** What a machine client's token allows it. The authorizer has checked the token; which call it opens is checked here. */
public final class Scope {

    private static final String RESOURCE_SERVER = "ringlock/";

    private Scope() {}

    /**
     * Lets only callers pass whose token has that scope.
     *
     * @throws ProblemException if there is no token, or it lacks the scope
     */
    public static void require(String scope, Request request) {
        if (request.claims().isEmpty()) {
            throw new ProblemException(new Problem.NoToken());
        }
        List<String> scopes = List.of(request.claims().getOrDefault("scope", "").split(" "));
        if (!scopes.contains(RESOURCE_SERVER + scope)) {
            throw new ProblemException(new Problem.Forbidden("This takes a token with the scope " + scope + "."));
        }
    }
}
