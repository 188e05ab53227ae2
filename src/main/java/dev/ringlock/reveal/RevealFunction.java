package dev.ringlock.reveal;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.access.Action;
import dev.ringlock.http.Answers;
import dev.ringlock.http.Endpoint;
import dev.ringlock.http.HttpFunction;
import dev.ringlock.http.Problem;
import dev.ringlock.http.ProblemException;
import dev.ringlock.http.Request;
import dev.ringlock.policy.Policy;
import dev.ringlock.signin.PurposeTokens;
import dev.ringlock.signin.PurposeTokens.PurposeCaller;
import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/purposes/{purpose}/reveal}: one number in clear, for a person of that purpose's support. A caller
 * without that role is refused before anything is read.
 */
@Singleton
@Named("reveal")
@RegisterForReflection(targets = RevealedNumber.class)
public class RevealFunction implements HttpFunction {

    private final PurposeTokens tokens;
    private final Policy policy;
    private final Reveal reveal;

    RevealFunction(PurposeTokens tokens, Policy policy, Reveal reveal) {
        this.tokens = tokens;
        this.policy = policy;
        this.reveal = reveal;
    }

    @Funq
    public APIGatewayV2HTTPResponse reveal(@Nullable APIGatewayV2HTTPEvent event) {
        return Endpoint.answer("reveal", event, this);
    }

    @Override
    public APIGatewayV2HTTPResponse answer(Request request) {
        request.refuseUnlessPost();
        PurposeCaller caller = tokens.require(Action.REVEAL, request);
        request.refuseUnlessJson();
        RevealRequest wanted = RevealRequest.read(request.body(), policy);
        RevealedNumber number = reveal.reveal(caller.actor(), caller.purpose(), wanted)
                .orElseThrow(() -> new ProblemException(new Problem.NotFound()));
        APIGatewayV2HTTPResponse answer = Answers.json(200, number);
        answer.getHeaders().put("Pragma", "no-cache");
        return answer;
    }
}
