package dev.ringlock.contacts;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.Engines;
import dev.ringlock.edge.StaffTokens;
import java.util.Map;
import java.util.Set;

/** The way into this door for tests, as an HTTP API leads there: its authorizer has checked the token. */
public final class ContactsDoor {

    public static final String PERSON = "8c1f-alex";
    private static final String ISSUER = "https://pool.example/one";

    private final ContactsFunction function;
    private final Engines on;

    public ContactsDoor(Engines on) {
        this.on = on;
        StaffTokens staff = new StaffTokens(
                ISSUER,
                Set.of("console"),
                "cognito:groups",
                on.policy.purposes().keySet(),
                on.clock);
        this.function = new ContactsFunction(
                staff, on.policy, on.store, on.index, new Contacts(on.policy, on.store, on.arrivals, on.trace));
    }

    /** @param role of who calls; empty without a token */
    public APIGatewayV2HTTPResponse call(String role, String method, String path, String body) {
        return call(role, method, path, body, Map.of());
    }

    public APIGatewayV2HTTPResponse call(
            String role, String method, String path, String body, Map<String, String> query) {
        RequestContext.Authorizer authorizer = RequestContext.Authorizer.builder()
                .withJwt(RequestContext.Authorizer.JWT
                        .builder()
                        .withClaims(claims(role))
                        .build())
                .build();
        RequestContext context = RequestContext.builder()
                .withHttp(RequestContext.Http.builder()
                        .withMethod(method)
                        .withPath("/v1/contacts" + path)
                        .withSourceIp("203.0.113.7")
                        .build())
                .withAuthorizer(role.isEmpty() ? null : authorizer)
                .build();
        return function.contacts(APIGatewayV2HTTPEvent.builder()
                .withRawPath("/v1/contacts" + path)
                .withQueryStringParameters(query)
                .withHeaders(Map.of("Content-Type", "application/json"))
                .withRequestContext(context)
                .withBody(body)
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
