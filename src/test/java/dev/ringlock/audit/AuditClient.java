package dev.ringlock.audit;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.Engines;
import dev.ringlock.signin.StaffCaller;
import dev.ringlock.signin.StaffTokens;
import java.util.Map;

/** The way into this door for tests, as an HTTP API leads there: its authorizer has checked the token. */
public final class AuditClient {

    public static final String PERSON = "5a1c-uma";

    private final AuditFunction function;
    private final StaffCaller caller;

    public AuditClient(Engines on) {
        this.caller = new StaffCaller(on.clock);
        StaffTokens staff = caller.tokens(on.policy);
        this.function = new AuditFunction(
                staff, on.trace, on.arrivals, new Audit(on.store), new Overview(on.store, on.policy, on.arrivals));
    }

    /** @param role of who calls; empty without a token */
    public APIGatewayV2HTTPResponse get(String role, String path, Map<String, String> query) {
        return call(role, "GET", path, query);
    }

    public APIGatewayV2HTTPResponse call(String role, String method, String path, Map<String, String> query) {
        Map<String, String> claims = role.isEmpty() ? Map.of() : caller.claims(PERSON, "[" + role + "]");
        return function.audit(StaffCaller.event(method, path, query, "application/json", "", claims));
    }
}
