package dev.ringlock.subject;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.Engines;
import dev.ringlock.evidence.PackMaker;
import dev.ringlock.http.Json;
import dev.ringlock.keys.TestSigner;
import dev.ringlock.signin.StaffCaller;
import dev.ringlock.steps.record.RecordAnswers;
import dev.ringlock.steps.record.SubjectRecords;
import java.util.HashMap;
import java.util.Map;

/** The way into this function for tests, as an HTTP API leads there: its authorizer has checked the token. */
public final class SubjectClient {

    public static final String PERSON = "pia";

    private final SubjectFunction function;
    private final StaffCaller caller;

    public SubjectClient(Engines on) {
        this.caller = new StaffCaller(on.clock);
        this.function = new SubjectFunction(
                caller.tokens(on.policy),
                new Erasures(on.policy, on.store, on.index, on.arrivals, on.trace),
                new Accesses(on.store, on.index, on.trace, new SubjectRecords(on.store, on.arrivals)),
                new RecordAnswers(on.policy),
                PackMaker.evidence(on, new TestSigner()));
    }

    /** @param call such as {@code access} */
    public APIGatewayV2HTTPResponse call(String role, String call, String body) {
        return function.subject(StaffCaller.event(
                "POST",
                "/v1/subjects/" + call,
                Map.of(),
                "application/json",
                body,
                caller.claims(PERSON, "[" + role + "]")));
    }

    /** An erasure of that number, as its person asked for in a letter. */
    public APIGatewayV2HTTPResponse erase(String number) {
        return erase(number, "");
    }

    /** @param key of the request; empty without one */
    public APIGatewayV2HTTPResponse erase(String number, String key) {
        return send("privacy", "POST", wanted(number), key);
    }

    /** @param role of who calls; empty without a token */
    public APIGatewayV2HTTPResponse send(String role, String method, String body, String key) {
        Map<String, String> claims = role.isEmpty() ? Map.of() : caller.claims(PERSON, "[" + role + "]");
        APIGatewayV2HTTPEvent event =
                StaffCaller.event(method, "/v1/subjects/erase", Map.of(), "application/json", body, claims);
        Map<String, String> headers = new HashMap<>(event.getHeaders());
        if (!key.isEmpty()) {
            headers.put("Idempotency-Key", key);
        }
        event.setHeaders(headers);
        return function.subject(event);
    }

    public static String wanted(String number) {
        return Json.write(Map.of("number", number, "reason", "consent_withdrawn", "asked", "letter"));
    }
}
