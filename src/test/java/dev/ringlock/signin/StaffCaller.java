package dev.ringlock.signin;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import dev.ringlock.functions.RouteMatch;
import dev.ringlock.policy.Policy;
import dev.ringlock.terms.Purpose;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A person of staff as an HTTP API leads them to a function: its authorizer has checked the token. */
public final class StaffCaller {

    private static final String ISSUER = "https://pool.example/one";
    private static final String CLIENT = "console";
    private static final String GROUPS = "cognito:groups";

    private final Clock clock;

    public StaffCaller(Clock clock) {
        this.clock = clock;
    }

    /** By which a function knows these callers. */
    public StaffTokens tokens(Policy policy) {
        return new StaffTokens(check(), GROUPS, policy.purposes().keySet());
    }

    /** The same for a purpose's own function. */
    public PurposeTokens tokens(Policy policy, @Nullable Purpose serves) {
        return new PurposeTokens(tokens(policy), new ServedPurpose(Optional.ofNullable(serves)));
    }

    /** By which a function knows a machine of the same pool. */
    public MachineTokens machines() {
        return new MachineTokens(check());
    }

    private TokenCheck check() {
        return new TokenCheck(ISSUER, Set.of(CLIENT), clock);
    }

    /**
     * What the authorizer hands on of a person's token.
     *
     * @param groups as an HTTP API passes a list, {@code [a b]}
     */
    public Map<String, String> claims(String person, String groups) {
        Map<String, String> claims = new TreeMap<>();
        claims.put("sub", person);
        claims.put("iss", ISSUER);
        claims.put("client_id", CLIENT);
        claims.put("token_use", "access");
        claims.put(
                "exp", String.valueOf(clock.instant().plus(Duration.ofHours(1)).getEpochSecond()));
        claims.put(GROUPS, groups);
        return claims;
    }

    /** @param claims none without a token */
    public static APIGatewayV2HTTPEvent event(
            String method,
            String path,
            Map<String, String> query,
            String mediaType,
            String body,
            Map<String, String> claims) {
        RequestContext.Authorizer authorizer = RequestContext.Authorizer.builder()
                .withJwt(RequestContext.Authorizer.JWT
                        .builder()
                        .withClaims(claims)
                        .build())
                .build();
        Optional<RouteMatch> match = RouteMatch.of(path);
        return APIGatewayV2HTTPEvent.builder()
                .withRouteKey(
                        match.map(found -> method + " " + found.template()).orElse(null))
                .withPathParameters(match.map(RouteMatch::parameters).orElse(null))
                .withRawPath(path)
                .withQueryStringParameters(query)
                .withHeaders(Map.of("Content-Type", mediaType))
                .withRequestContext(RequestContext.builder()
                        .withHttp(RequestContext.Http.builder()
                                .withMethod(method)
                                .withPath(path)
                                .withSourceIp("203.0.113.7")
                                .build())
                        .withAuthorizer(claims.isEmpty() ? null : authorizer)
                        .build())
                .withBody(body)
                .withIsBase64Encoded(false)
                .build();
    }
}
