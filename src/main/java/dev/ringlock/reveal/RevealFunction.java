package dev.ringlock.reveal;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.access.Action;
import dev.ringlock.access.Actor;
import dev.ringlock.consent.Purpose;
import dev.ringlock.http.Answers;
import dev.ringlock.http.Endpoint;
import dev.ringlock.http.Problem;
import dev.ringlock.http.ProblemException;
import dev.ringlock.http.Request;
import dev.ringlock.policy.Policy;
import dev.ringlock.signin.ServedPurpose;
import dev.ringlock.signin.StaffTokens;
import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/purposes/{purpose}/reveal}: one number in clear, for a person of that purpose's support. A caller
 * without that role is refused before anything is read.
 */
@Singleton
@RegisterForReflection(targets = RevealedNumber.class)
public class RevealFunction {

    private static final Pattern PATH = Pattern.compile("/v1/purposes/([^/]+)/reveal");

    private final StaffTokens tokens;
    private final ServedPurpose serving;
    private final Policy policy;
    private final Reveal reveal;

    RevealFunction(StaffTokens tokens, ServedPurpose serving, Policy policy, Reveal reveal) {
        this.tokens = tokens;
        this.serving = serving;
        this.policy = policy;
        this.reveal = reveal;
    }

    @Funq
    public APIGatewayV2HTTPResponse reveal(@Nullable APIGatewayV2HTTPEvent event) {
        return Endpoint.answer("reveal", event, this::answer);
    }

    private APIGatewayV2HTTPResponse answer(Request request) {
        request.refuseUnlessPost();
        Purpose purpose = purpose(request.path());
        Actor actor = tokens.require(Action.REVEAL, purpose, request);
        // the purpose must be in the policy, whatever the token says; maintenance is never in it
        if (!serving.covers(purpose) || !policy.purposes().containsKey(purpose)) {
            throw new ProblemException(new Problem.NotFound());
        }
        request.refuseUnlessJson();
        RevealRequest wanted = RevealRequest.read(request.body(), policy.staff().reasons());
        APIGatewayV2HTTPResponse answer = Answers.json(200, reveal.reveal(actor, purpose, wanted));
        answer.getHeaders().put("Pragma", "no-cache");
        return answer;
    }

    private static Purpose purpose(String path) {
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches() || !Purpose.isId(matcher.group(1))) {
            throw new ProblemException(new Problem.NotFound());
        }
        return new Purpose(matcher.group(1));
    }
}
