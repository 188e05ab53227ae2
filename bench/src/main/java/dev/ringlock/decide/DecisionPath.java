package dev.ringlock.decide;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import dev.ringlock.capture.CapturePath;
import dev.ringlock.keys.DataKey;
import dev.ringlock.keys.Index;
import dev.ringlock.keys.Keys;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.Policy;
import dev.ringlock.policy.PolicyFile;
import dev.ringlock.signin.MachineTokens;
import dev.ringlock.signin.TokenCheck;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.store.Store;
import dev.ringlock.terms.Purpose;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The path from a batch's event to its answer, built as in the server, for the benchmarks. It is in the room's package, to
 * reach package-private types.
 */
public final class DecisionPath {

    /** An index key in memory. */
    public static final byte[] KEY = new byte[32];

    private static final String ISSUER = "bench";
    private static final String MACHINE = "shop";

    private final DecideFunction function;
    private final Index index;
    private final Clock clock;

    /** Decisions seal nothing and open nothing. */
    private static final class IndexKeyAlone implements Keys {

        @Override
        public DataKey generate(Purpose purpose) {
            throw new UnsupportedOperationException("a decision seals nothing");
        }

        @Override
        public DataKey unwrap(Purpose purpose, byte[] wrapped) {
            throw new UnsupportedOperationException("a decision opens nothing");
        }

        @Override
        public byte[] mac(String label) {
            return KEY.clone();
        }
    }

    public DecisionPath(Store store, Clock clock) {
        this.clock = clock;
        Policy policy = PolicyFile.read("policy.yaml", CapturePath.policyWithoutLimits());
        MachineTokens machines = new MachineTokens(new TokenCheck(ISSUER, Set.of(MACHINE), clock));
        index = new Index(new IndexKeyAlone());
        Arrivals arrivals = new Arrivals(clock);
        Places places = new Places(policy, store, index, clock);
        Decisions decisions = new Decisions(policy, store, index, arrivals, places);
        AccessEvaluations access = new AccessEvaluations(machines, policy, decisions);
        function = new DecideFunction(machines, policy, decisions, places, arrivals, access);
    }

    public ContactId contactId(String typed) {
        return index.contactId(PhoneNumber.ofCanonical(typed.replaceAll("[ -]", "")));
    }

    /** Asks for these numbers, and tells the answer's body. */
    public String batch(List<String> typed) {
        String questions = typed.stream().map(DecisionPath::question).collect(Collectors.joining(","));
        return function.decide(event("/v1/decisions/batch", "{\"decisions\":[" + questions + "]}"))
                .getBody();
    }

    public String one(String typed) {
        return function.decide(event("/v1/decisions", question(typed))).getBody();
    }

    public static String question(String typed) {
        return "{\"number\":\"" + typed.replaceAll("[ -]", "") + "\",\"purpose\":\"marketing\",\"channel\":\"sms\"}";
    }

    private APIGatewayV2HTTPEvent event(String path, String body) {
        Map<String, String> claims = Map.of(
                "iss",
                ISSUER,
                "token_use",
                "access",
                "client_id",
                MACHINE,
                "sub",
                MACHINE,
                "scope",
                "ringlock/decide:marketing",
                "exp",
                String.valueOf(clock.instant().plus(Duration.ofHours(1)).getEpochSecond()));
        return APIGatewayV2HTTPEvent.builder()
                .withRouteKey("POST " + path)
                .withRawPath(path)
                .withHeaders(Map.of("content-type", "application/json"))
                .withRequestContext(RequestContext.builder()
                        .withHttp(RequestContext.Http.builder()
                                .withMethod("POST")
                                .withPath(path)
                                .withSourceIp("127.0.0.1")
                                .build())
                        .withAuthorizer(RequestContext.Authorizer.builder()
                                .withJwt(RequestContext.Authorizer.JWT
                                        .builder()
                                        .withClaims(claims)
                                        .build())
                                .build())
                        .build())
                .withBody(body)
                .withIsBase64Encoded(false)
                .build();
    }
}
