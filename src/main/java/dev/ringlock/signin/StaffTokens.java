package dev.ringlock.signin;

import dev.ringlock.access.Action;
import dev.ringlock.access.Actor;
import dev.ringlock.access.Role;
import dev.ringlock.http.Problem;
import dev.ringlock.http.ProblemException;
import dev.ringlock.http.Request;
import dev.ringlock.terms.Purpose;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who is calling. The authorizer has checked the token's signature; what it says is checked here once more, because a
 * function must not depend on how it is deployed: issuer, client, kind of token, expiry.
 */
public final class StaffTokens {

    private final String issuer;
    private final Set<String> clients;
    private final String groups;
    private final Set<Purpose> purposes;
    private final Clock clock;

    /**
     * @param issuer whose tokens count
     * @param clients for whom they have to be made: {@code aud} or {@code client_id}
     * @param groups the claim that lists a person's groups, such as {@code cognito:groups}
     * @param purposes that roles may be of: a group's name declares none
     */
    public StaffTokens(String issuer, Set<String> clients, String groups, Set<Purpose> purposes, Clock clock) {
        this.issuer = issuer;
        this.clients = Set.copyOf(clients);
        this.groups = groups;
        this.purposes = Set.copyOf(purposes);
        this.clock = clock;
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
        return read(request.claims()).orElseThrow(() -> new ProblemException(new Problem.NoToken()));
    }

    private Optional<Actor> read(Map<String, String> claims) {
        String person = claims.getOrDefault("sub", "");
        boolean counts = issuer.equals(claims.get("iss"))
                && "access".equals(claims.get("token_use"))
                && audience(claims).anyMatch(clients::contains)
                && Actor.isId(person)
                && isLiving(claims.getOrDefault("exp", ""));
        return counts ? Optional.of(new Actor(person, roles(claims.getOrDefault(groups, "")))) : Optional.empty();
    }

    private static Stream<String> audience(Map<String, String> claims) {
        return Stream.concat(list(claims.getOrDefault("aud", "")), Stream.of(claims.getOrDefault("client_id", "")));
    }

    /** Seconds since the epoch; HTTP APIs pass numbers as text, some in powers of ten. */
    private boolean isLiving(String exp) {
        try {
            return clock.instant().isBefore(Instant.ofEpochSecond(new BigDecimal(exp).longValueExact()));
        } catch (ArithmeticException | NumberFormatException | DateTimeException e) {
            return false;
        }
    }

    private Set<Role> roles(String text) {
        return list(text)
                .flatMap(group -> Role.of(group).stream())
                .filter(role -> role.purpose() == null || purposes.contains(role.purpose()))
                .collect(Collectors.toSet());
    }

    /** HTTP APIs pass a list as {@code [a b]}, other gateways as {@code a,b} or {@code ["a","b"]}. */
    private static Stream<String> list(String text) {
        String inner = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        return List.of(inner.replace("\"", "").split("[ ,]+")).stream().filter(part -> !part.isEmpty());
    }
}
