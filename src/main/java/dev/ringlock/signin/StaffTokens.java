package dev.ringlock.signin;

import dev.ringlock.access.Action;
import dev.ringlock.access.Actor;
import dev.ringlock.access.Role;
import dev.ringlock.http.Problem;
import dev.ringlock.http.ProblemException;
import dev.ringlock.http.Request;
import dev.ringlock.terms.Purpose;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which person of staff is calling, and what their roles allow them. */
public final class StaffTokens {

    private final TokenCheck check;
    private final String groups;
    private final Set<Purpose> purposes;

    /**
     * @param groups the claim that lists a person's groups, such as {@code cognito:groups}
     * @param purposes that roles may be of: a group's name declares none
     */
    public StaffTokens(TokenCheck check, String groups, Set<Purpose> purposes) {
        this.check = check;
        this.groups = groups;
        this.purposes = Set.copyOf(purposes);
    }

    /**
     * Lets only who may do that pass.
     *
     * @throws ProblemException if there is no token that counts, or its person may not
     */
    public Actor require(Action action, Request request) {
        Actor actor = actor(request);
        if (!actor.may(action)) {
            throw new ProblemException(new Problem.Forbidden("Your roles do not allow this."));
        }
        return actor;
    }

    /**
     * Lets only who may do that for the purpose pass.
     *
     * @throws ProblemException if there is no token that counts, or its person may not
     */
    public Actor require(Action action, Purpose purpose, Request request) {
        Actor actor = actor(request);
        if (!actor.may(action, purpose)) {
            throw new ProblemException(new Problem.Forbidden("Your roles do not allow this."));
        }
        return actor;
    }

    private Actor actor(Request request) {
        Map<String, String> claims = check.claims(request);
        String person = claims.getOrDefault("sub", "");
        if (!Actor.isId(person)) {
            throw new ProblemException(new Problem.NoToken());
        }
        return new Actor(person, roles(claims.getOrDefault(groups, "")));
    }

    private Set<Role> roles(String text) {
        return TokenCheck.list(text)
                .flatMap(group -> Role.of(group).stream())
                .filter(role -> role.purpose() == null || purposes.contains(role.purpose()))
                .collect(Collectors.toSet());
    }

    /** Whether the policy has that purpose. */
    boolean know(Purpose purpose) {
        return purposes.contains(purpose);
    }
}
