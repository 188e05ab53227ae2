package dev.ringlock.subject;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.Engines;
import dev.ringlock.evidence.PackMaker;
import dev.ringlock.keys.TestSigner;
import dev.ringlock.signin.StaffCaller;
import dev.ringlock.steps.record.RecordAnswers;
import dev.ringlock.steps.record.SubjectRecords;
import java.util.Map;

/** The way into this function for tests, as an HTTP API leads there: its authorizer has checked the token. */
public final class SubjectClient {

    public static final String PERSON = "8c1f-pat";

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
}
