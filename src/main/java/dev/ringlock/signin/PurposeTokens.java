package dev.ringlock.signin;

import dev.ringlock.access.Action;
import dev.ringlock.access.Actor;
import dev.ringlock.http.Problem;
import dev.ringlock.http.ProblemException;
import dev.ringlock.http.Request;
import dev.ringlock.terms.Purpose;
import jakarta.inject.Singleton;

/** Checks the caller about the purpose of a request's route. That purpose has to be the function's own, and the policy's. */
@Singleton
public final class PurposeTokens {

    private final StaffTokens tokens;
    private final ServedPurpose serving;

    public PurposeTokens(StaffTokens tokens, ServedPurpose serving) {
        this.tokens = tokens;
        this.serving = serving;
    }

    /** A person, and the purpose that they may do it for. */
    public record PurposeCaller(Actor actor, Purpose purpose) {}

    /**
     * Lets only who may do that for the purpose pass.
     *
     * @throws ProblemException if there is no token that counts, its person may not, or there is no such purpose here
     */
    public PurposeCaller require(Action action, Request request) {
        Purpose purpose = PurposeRoute.of(request).purpose();
        Actor actor = tokens.require(action, purpose, request);
        // of the policy's, not of the token's: nobody's role makes a purpose, and maintenance is nobody's
        if (!serving.covers(purpose) || !tokens.know(purpose)) {
            throw new ProblemException(new Problem.NotFound());
        }
        return new PurposeCaller(actor, purpose);
    }
}
