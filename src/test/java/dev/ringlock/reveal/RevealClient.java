package dev.ringlock.reveal;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.Engines;
import dev.ringlock.keys.Envelope;
import dev.ringlock.policy.Policy;
import dev.ringlock.signin.StaffCaller;
import dev.ringlock.terms.Purpose;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The way into this door for tests. */
public final class RevealClient {

    private final StaffCaller caller;
    private final RevealFunction function;

    public RevealClient(Engines on) {
        this(on, on.policy, null);
    }

    /** @param serves null for every purpose */
    public RevealClient(Engines on, Policy policy, @Nullable Purpose serves) {
        this.caller = new StaffCaller(on.clock);
        this.function = new RevealFunction(
                caller.tokens(policy, serves),
                policy,
                new Reveal(policy, on.store, on.keys, new Envelope(), on.arrivals));
    }

    /** What the authorizer hands on of a person's token. */
    public Map<String, String> claims(String person, String groups) {
        return caller.claims(person, groups);
    }

    public APIGatewayV2HTTPResponse post(String purpose, String body, Map<String, String> claims) {
        return send("POST", "/v1/purposes/" + purpose + "/reveal", "application/json", body, claims);
    }

    public APIGatewayV2HTTPResponse send(
            String method, String path, String mediaType, String body, Map<String, String> claims) {
        return function.reveal(StaffCaller.event(method, path, Map.of(), mediaType, body, claims));
    }
}
