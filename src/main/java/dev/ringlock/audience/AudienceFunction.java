package dev.ringlock.audience;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.access.Action;
import dev.ringlock.access.Actor;
import dev.ringlock.audience.export.ExportCalls;
import dev.ringlock.consent.Purpose;
import dev.ringlock.edge.Answers;
import dev.ringlock.edge.Edge;
import dev.ringlock.edge.Refusal;
import dev.ringlock.edge.RefusedException;
import dev.ringlock.edge.Request;
import dev.ringlock.edge.Serving;
import dev.ringlock.edge.StaffTokens;
import dev.ringlock.policy.Policy;
import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/purposes/{purpose}/audience}: a page of the numbers that may be used for a purpose, for a person of its
 * campaigns. Who may not ask is told so before anything is read. What is asked of exports of them is handed on.
 */
@Singleton
@RegisterForReflection(targets = {Taken.class, Taken.Number.class})
public class AudienceFunction {

    private static final Pattern PATH = Pattern.compile("/v1/purposes/([^/]+)/audience");

    private final StaffTokens tokens;
    private final Serving serving;
    private final Policy policy;
    private final Audience audience;
    private final ExportCalls exports;

    AudienceFunction(StaffTokens tokens, Serving serving, Policy policy, Audience audience, ExportCalls exports) {
        this.tokens = tokens;
        this.serving = serving;
        this.policy = policy;
        this.audience = audience;
        this.exports = exports;
    }

    @Funq
    public APIGatewayV2HTTPResponse audience(@Nullable APIGatewayV2HTTPEvent event) {
        return Edge.answer("audience", event, this::answer);
    }

    private APIGatewayV2HTTPResponse answer(Request request) {
        if (ExportCalls.has(request.path())) {
            return exports.answer(request);
        }
        request.refuseUnlessPost();
        Purpose purpose = purpose(request.path());
        Actor actor = tokens.require(Action.AUDIENCE, purpose, request);
        // of the policy's, not of the token's: nobody's role makes a purpose, and maintenance is nobody's
        if (!serving.covers(purpose) || !policy.purposes().containsKey(purpose)) {
            throw new RefusedException(new Refusal.NotFound());
        }
        request.refuseUnlessJson();
        Wanted wanted = Wanted.read(request.body());
        APIGatewayV2HTTPResponse answer = Answers.json(200, audience.page(actor, purpose, wanted));
        answer.getHeaders().put("Pragma", "no-cache");
        return answer;
    }

    private static Purpose purpose(String path) {
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches() || !Purpose.isId(matcher.group(1))) {
            throw new RefusedException(new Refusal.NotFound());
        }
        return new Purpose(matcher.group(1));
    }
}
