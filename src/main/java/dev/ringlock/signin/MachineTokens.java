package dev.ringlock.signin;

import dev.ringlock.http.Problem;
import dev.ringlock.http.ProblemException;
import dev.ringlock.http.Request;
import java.util.List;

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
        List<String> scopes =
                List.of(check.claims(request).getOrDefault("scope", "").split(" "));
        if (!scopes.contains(RESOURCE_SERVER + scope)) {
            throw new ProblemException(new Problem.Forbidden("This takes a token with the scope " + scope + "."));
        }
    }
}
