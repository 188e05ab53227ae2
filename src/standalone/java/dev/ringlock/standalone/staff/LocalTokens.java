package dev.ringlock.standalone.staff;

import dev.ringlock.store.sqlite.ClientRow;
import dev.ringlock.store.sqlite.SessionRow;
import dev.ringlock.store.sqlite.StaffTables;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which tokens of local sign-in count: sessions of people, and secrets of clients. Each is looked up at each request, so its
 * end, and a change of roles, act at once. Their claims look as those of an OpenID provider's tokens.
 */
public final class LocalTokens {

    public static final String ISSUER = "ringlock-local";
    public static final String CLIENT = "ringlock-local-people";
    public static final String MACHINE = "ringlock-local-machines";
    public static final String GROUPS = "groups";

    /** A session that nobody uses ends. */
    static final Duration IDLE = Duration.ofMinutes(30);

    /** That a session is in use is written so often, and not at each request. */
    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);

    private static final Duration NEXT = Duration.ofMinutes(1);
    private static final String BEARER = "Bearer ";

    private final StaffTables tables;
    private final Clock clock;

    public LocalTokens(StaffTables tables, Clock clock) {
        this.tables = tables;
        this.clock = clock;
    }

    /**
     * The claims of the bearer's token. Empty if it does not count.
     *
     * @throws dev.ringlock.store.StoreUnavailableException if that cannot be told now
     */
    public Map<String, String> claims(String authorization) {
        String token = token(authorization);
        if (RandomSecret.SecretKind.SESSION.is(token)) {
            return session(RandomSecret.hash(token)).map(LocalTokens::claims).orElse(Map.of());
        } else if (RandomSecret.SecretKind.CLIENT.is(token)) {
            return tables.client(RandomSecret.hash(token)).map(this::claims).orElse(Map.of());
        }
        return Map.of();
    }

    /** The text behind {@code Bearer}; empty if there is none. */
    static String token(String authorization) {
        return authorization.startsWith(BEARER) ? authorization.substring(BEARER.length()) : "";
    }

    private Optional<SessionRow> session(String hash) {
        Instant now = clock.instant();
        Optional<SessionRow> living = tables.session(hash)
                .filter(session -> now.isBefore(session.endsAt()))
                .filter(session -> now.isBefore(session.usedAt().plus(IDLE)));
        living.filter(session -> !now.isBefore(session.usedAt().plus(NOTED_EVERY)))
                .ifPresent(session -> tables.use(hash, now));
        return living;
    }

    private static Map<String, String> claims(SessionRow session) {
        return Map.of(
                "iss",
                ISSUER,
                "token_use",
                "access",
                "client_id",
                CLIENT,
                "sub",
                session.name(),
                "exp",
                String.valueOf(session.endsAt().getEpochSecond()),
                GROUPS,
                "[" + session.roles() + "]");
    }

    private Map<String, String> claims(ClientRow client) {
        return Map.of(
                "iss",
                ISSUER,
                "token_use",
                "access",
                "client_id",
                MACHINE,
                "sub",
                client.id(),
                // it has no end of its own; it counts for this request
                "exp",
                String.valueOf(clock.instant().plus(NEXT).getEpochSecond()),
                "scope",
                Arrays.stream(client.scopes().split(" "))
                        .map(scope -> "ringlock/" + scope)
                        .collect(Collectors.joining(" ")));
    }
}
