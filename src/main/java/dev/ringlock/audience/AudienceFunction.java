package dev.ringlock.audience;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.access.Action;
import dev.ringlock.access.Actor;
import dev.ringlock.audience.export.ExportRoutes;
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
 * {@code POST /v1/purposes/{purpose}/audience}: a page of the numbers that may be used for a purpose, for a person of
 * its campaigns. A caller without that role is refused before anything is read. Requests for exports go to
 * {@link ExportRoutes}.
 */
@Singleton
@RegisterForReflection(targets = {AudiencePage.class, AudiencePage.Number.class})
public class AudienceFunction {

    private static final Pattern PATH = Pattern.compile("/v1/purposes/([^/]+)/audience");

    private final StaffTokens tokens;
    private final ServedPurpose serving;
    private final Policy policy;
    private final Audience audience;
    private final ExportRoutes exports;

    AudienceFunction(
            StaffTokens tokens, ServedPurpose serving, Policy policy, Audience audience, ExportRoutes exports) {
        this.tokens = tokens;
        this.serving = serving;
        this.policy = policy;
        this.audience = audience;
        this.exports = exports;
    }

    @Funq
    public APIGatewayV2HTTPResponse audience(@Nullable APIGatewayV2HTTPEvent event) {
        return Endpoint.answer("audience", event, this::answer);
    }

    private APIGatewayV2HTTPResponse answer(Request request) {
        if (ExportRoutes.has(request.path())) {
            return exports.answer(request);
        }
        request.refuseUnlessPost();
        Purpose purpose = purpose(request.path());
        Actor actor = tokens.require(Action.AUDIENCE, purpose, request);
        // the purpose must be in the policy, whatever the token says; maintenance is never in it
        if (!serving.covers(purpose) || !policy.purposes().containsKey(purpose)) {
            throw new ProblemException(new Problem.NotFound());
        }
        request.refuseUnlessJson();
        AudienceRequest wanted = AudienceRequest.read(request.body());
        APIGatewayV2HTTPResponse answer = Answers.json(200, audience.page(actor, purpose, wanted));
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
