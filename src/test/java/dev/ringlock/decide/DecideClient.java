package dev.ringlock.decide;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.Engines;
import dev.ringlock.http.Json;
import dev.ringlock.signin.StaffCaller;
import java.util.HashMap;
import java.util.Map;

/** The way into this door for tests: a sending system's client whose token has been checked. */
public final class DecideClient {

    private final StaffCaller caller;
    private final DecideFunction function;

    public DecideClient(Engines on) {
        this.caller = new StaffCaller(on.clock);
        Places places = new Places(on.policy, on.store, on.index, on.clock);
        Decisions decisions = new Decisions(on.policy, on.store, on.index, on.arrivals, places);
        this.function = new DecideFunction(
                caller.machines(),
                on.policy,
                decisions,
                places,
                on.arrivals,
                new AccessEvaluations(caller.machines(), on.policy, decisions));
    }

    /** A question whether that number may be asked about that purpose by SMS now. */
    public static Map<String, Object> question(String number, String purpose) {
        return new HashMap<>(Map.of("number", number, "purpose", purpose, "channel", "sms"));
    }

    /** As a machine with these scopes, such as {@code decide:marketing}. */
    public APIGatewayV2HTTPResponse post(String scopes, String path, Object body) {
        String text = body instanceof String ? (String) body : Json.write(body);
        return call("POST", scopes, path, text, Map.of());
    }

    public APIGatewayV2HTTPResponse get(String scopes, String path, Map<String, String> headers) {
        return call("GET", scopes, path, "", headers);
    }

    /** @param scopes with blanks between; empty without a token */
    public APIGatewayV2HTTPResponse call(
            String method, String scopes, String path, String body, Map<String, String> headers) {
        Map<String, String> claims = scopes.isEmpty() ? Map.of() : claims(scopes);
        APIGatewayV2HTTPEvent event = StaffCaller.event(method, path, Map.of(), "application/json", body, claims);
        Map<String, String> all = new HashMap<>(event.getHeaders());
        all.putAll(headers);
        event.setHeaders(all);
        return function.decide(event);
    }

    private Map<String, String> claims(String scopes) {
        Map<String, String> claims = caller.claims("shop", "");
        claims.put("scope", "ringlock/" + scopes.replace(" ", " ringlock/"));
        return claims;
    }
}
