package dev.ringlock.contacts;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.Engines;
import dev.ringlock.signin.StaffCaller;
import dev.ringlock.signin.StaffTokens;
import java.util.Map;

/** The way into this door for tests, as an HTTP API leads there: its authorizer has checked the token. */
public final class ContactsClient {

    public static final String PERSON = "8c1f-alex";

    private final ContactsFunction function;
    private final StaffCaller caller;

    public ContactsClient(Engines on) {
        this.caller = new StaffCaller(on.clock);
        StaffTokens staff = caller.tokens(on.policy);
        Contacts contacts = new Contacts(on.policy, on.store, on.arrivals, on.trace);
        this.function = new ContactsFunction(
                staff,
                on.policy,
                on.store,
                on.index,
                contacts,
                new HeldTexts(on.store, on.texts, on.trace, on.arrivals),
                new PastDecisions(on.policy, on.store, on.index, on.arrivals, contacts));
    }

    /** @param role of who calls; empty without a token */
    public APIGatewayV2HTTPResponse call(String role, String method, String path, String body) {
        return call(role, method, path, body, Map.of());
    }

    public APIGatewayV2HTTPResponse call(
            String role, String method, String path, String body, Map<String, String> query) {
        return at(role, method, "/v1/contacts" + path, body, query);
    }

    /** A question about the past. */
    public APIGatewayV2HTTPResponse past(String role, String body) {
        return at(role, "POST", "/v1/decisions/past", body, Map.of());
    }

    private APIGatewayV2HTTPResponse at(
            String role, String method, String path, String body, Map<String, String> query) {
        Map<String, String> claims = role.isEmpty() ? Map.of() : caller.claims(PERSON, "[" + role + "]");
        return function.contacts(StaffCaller.event(method, path, query, "application/json", body, claims));
    }
}
