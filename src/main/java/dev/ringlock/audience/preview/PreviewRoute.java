package dev.ringlock.audience.preview;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.access.Action;
import dev.ringlock.http.Answers;
import dev.ringlock.http.Request;
import dev.ringlock.policy.Policy;
import dev.ringlock.signin.PurposeTokens;
import dev.ringlock.signin.PurposeTokens.PurposeCaller;
import dev.ringlock.steps.Arrivals;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;

/** {@code POST /v1/purposes/{purpose}/audience/preview}, for people of that purpose's campaigns. */
@Singleton
@RegisterForReflection(
        targets = {
            PreviewAnswer.class,
            PreviewAnswer.CountedReason.class,
            PreviewAnswer.TimedContacts.class,
            ToldCount.class
        })
public class PreviewRoute {

    private final Policy policy;
    private final PurposeTokens tokens;
    private final Arrivals arrivals;
    private final Preview preview;

    PreviewRoute(Policy policy, PurposeTokens tokens, Arrivals arrivals, Preview preview) {
        this.policy = policy;
        this.tokens = tokens;
        this.arrivals = arrivals;
        this.preview = preview;
    }

    public APIGatewayV2HTTPResponse answer(Request request) {
        request.refuseUnlessPost();
        PurposeCaller caller = tokens.require(Action.AUDIENCE, request);
        request.refuseUnlessJson();
        PreviewRequest wanted = PreviewRequest.read(request.body(), policy.numberInText(), arrivals.now());
        return Answers.json(200, preview.page(caller, wanted));
    }
}
