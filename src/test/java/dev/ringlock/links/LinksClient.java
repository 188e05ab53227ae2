package dev.ringlock.links;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.Engines;
import dev.ringlock.http.PublicUrl;
import dev.ringlock.signin.StaffCaller;
import java.util.Map;

/** The way into this door for tests elsewhere: a sending system's client whose token has been checked. */
public final class LinksClient {

    private final StaffCaller caller;
    private final LinksFunction function;

    public LinksClient(Engines on) {
        this.caller = new StaffCaller(on.clock);
        this.function = new LinksFunction(
                caller.machines(), on.store, on.index, on.arrivals, PublicUrl.of("https://ringlock.example.com"));
    }

    public APIGatewayV2HTTPResponse call(String body) {
        Map<String, String> claims = caller.claims("sender", "");
        claims.put("scope", "ringlock/links");
        return function.links(
                StaffCaller.event("POST", "/v1/preferences/links", Map.of(), "application/json", body, claims));
    }
}
