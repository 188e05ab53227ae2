package dev.ringlock.links;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.Engines;
import dev.ringlock.form.AskPages;
import dev.ringlock.http.PublicUrl;
import dev.ringlock.keys.CookieSeals;
import dev.ringlock.keys.Envelope;
import dev.ringlock.signin.StaffCaller;
import dev.ringlock.steps.AskFrames;
import dev.ringlock.steps.CodeCookie;
import java.util.Map;

/** The way into this door for tests elsewhere: a sending system's client whose token has been checked. */
public final class LinksClient {

    private final StaffCaller caller;
    private final LinksFunction function;

    public LinksClient(Engines on) {
        this.caller = new StaffCaller(on.clock);
        Links links = new Links(on.store, on.index, on.arrivals, PublicUrl.of("https://ringlock.example.com"));
        this.function = new LinksFunction(
                caller.machines(),
                caller.tokens(on.policy),
                on.policy,
                links,
                new StaffMessages(
                        on.policy, on.store, on.index, on.arrivals, on.trace, links, on.outgoing, on.messages),
                new PageCodeForms(
                        new AskFrames(on.policy),
                        new AskPages(),
                        new PageCodes(on.policy, on.store, on.index, on.tallies, on.outgoing, on.arrivals),
                        new CodeCookie(
                                new CookieSeals(on.index, new Envelope()),
                                PublicUrl.of("https://ringlock.example.com")),
                        on.arrivals));
    }

    /** @param role of the person of staff who calls; empty without a token */
    public APIGatewayV2HTTPResponse call(String role, String path, String body) {
        Map<String, String> claims = role.isEmpty() ? Map.of() : caller.claims("8c1f-alex", "[" + role + "]");
        return function.links(StaffCaller.event("POST", path, Map.of(), "application/json", body, claims));
    }

    /** As a machine. */
    public APIGatewayV2HTTPResponse call(String body) {
        Map<String, String> claims = caller.claims("sender", "");
        claims.put("scope", "ringlock/links");
        return function.links(
                StaffCaller.event("POST", "/v1/preferences/links", Map.of(), "application/json", body, claims));
    }
}
