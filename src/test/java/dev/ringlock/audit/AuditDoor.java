package dev.ringlock.audit;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.Engines;
import dev.ringlock.edge.StaffTokens;
import java.util.Map;
import java.util.Set;

/** The way into this door for tests, as an HTTP API leads there: its authorizer has checked the token. */
public final class AuditDoor {

    public static final String PERSON = "5a1c-uma";
    private static final String ISSUER = "https://pool.example/one";

    private final AuditFunction function;
    private final Engines on;

    public AuditDoor(Engines on) {
        this.on = on;
        StaffTokens staff = new StaffTokens(
                ISSUER,
                Set.of("console"),
                "cognito:groups",
                on.policy.purposes().keySet(),
                on.clock);
        this.function = new AuditFunction(staff, on.trace, on.arrivals, new Audit(on.store));
    }

    /** @param role of who calls; empty without a token */
    public APIGatewayV2HTTPResponse get(String role, String path, Map<String, String> query) {
        return call(role, "GET", path, query);
    }

    public APIGatewayV2HTTPResponse call(String role, String method, String path, Map<String, String> query) {
        RequestContext.Authorizer authorizer = RequestContext.Authorizer.builder()
                .withJwt(RequestContext.Authorizer.JWT
                        .builder()
                        .withClaims(claims(role))
                        .build())
                .build();
        RequestContext context = RequestContext.builder()
                .withHttp(RequestContext.Http.builder()
                        .withMethod(method)
                        .withPath(path)
                        .withSourceIp("203.0.113.7")
                        .build())
                .withAuthorizer(role.isEmpty() ? null : authorizer)
                .build();
        return function.audit(APIGatewayV2HTTPEvent.builder()
                .withRawPath(path)
                .withQueryStringParameters(query)
                .withHeaders(Map.of())
                .withRequestContext(context)
                .withIsBase64Encoded(false)
                .build());
    }

    private Map<String, String> claims(String role) {
        return Map.of(
                "iss",
                ISSUER,
                "client_id",
                "console",
                "token_use",
                "access",
                "sub",
                PERSON,
                "exp",
                String.valueOf(on.clock.instant().getEpochSecond() + 60),
                "cognito:groups",
                "[" + role + "]");
    }
}
