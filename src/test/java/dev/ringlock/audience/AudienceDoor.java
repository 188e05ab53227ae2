package dev.ringlock.audience;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.Engines;
import dev.ringlock.audience.export.ExportDoor;
import dev.ringlock.consent.Purpose;
import dev.ringlock.edge.Serving;
import dev.ringlock.edge.StaffTokens;
import dev.ringlock.keys.Envelope;
import dev.ringlock.keys.Keys;
import dev.ringlock.store.FilesInMemory;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The way into this door for tests. */
public final class AudienceDoor {

    private static final String ISSUER = "ringlock-demo";
    private static final String CLIENT = "ringlock-demo-console";

    private final Engines on;
    private final AudienceFunction function;

    public AudienceDoor(Engines on) {
        this(on, on.keys, null);
    }

    /** @param serves null for every purpose */
    public AudienceDoor(Engines on, Keys keys, @Nullable Purpose serves) {
        this.on = on;
        this.function = new AudienceFunction(
                new StaffTokens(
                        ISSUER,
                        Set.of(CLIENT),
                        "cognito:groups",
                        on.policy.purposes().keySet(),
                        on.clock),
                new Serving(Optional.ofNullable(serves)),
                on.policy,
                new Audience(on.store, new KeptOpener(keys, new Envelope(), on.clock), on.arrivals),
                new ExportDoor(on, new FilesInMemory()).calls());
    }

    /** What the authorizer hands on of a person's token. */
    public Map<String, String> claims(String person, String groups) {
        Map<String, String> claims = new TreeMap<>();
        claims.put("sub", person);
        claims.put("iss", ISSUER);
        claims.put("client_id", CLIENT);
        claims.put("token_use", "access");
        claims.put(
                "exp",
                String.valueOf(on.clock.instant().plus(Duration.ofHours(1)).getEpochSecond()));
        claims.put("cognito:groups", groups);
        return claims;
    }

    public APIGatewayV2HTTPResponse post(String purpose, String body, Map<String, String> claims) {
        return send("POST", "/v1/purposes/" + purpose + "/audience", "application/json", body, claims);
    }

    public APIGatewayV2HTTPResponse send(
            String method, String path, String mediaType, String body, Map<String, String> claims) {
        RequestContext.RequestContextBuilder context = RequestContext.builder()
                .withHttp(RequestContext.Http.builder()
                        .withMethod(method)
                        .withPath(path)
                        .withSourceIp("203.0.113.9")
                        .build());
        if (!claims.isEmpty()) {
            context.withAuthorizer(RequestContext.Authorizer.builder()
                    .withJwt(RequestContext.Authorizer.JWT
                            .builder()
                            .withClaims(claims)
                            .build())
                    .build());
        }
        return function.audience(APIGatewayV2HTTPEvent.builder()
                .withRawPath(path)
                .withHeaders(Map.of("content-type", mediaType))
                .withRequestContext(context.build())
                .withBody(body)
                .withIsBase64Encoded(false)
                .build());
    }
}
