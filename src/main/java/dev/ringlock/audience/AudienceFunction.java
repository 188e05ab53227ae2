package dev.ringlock.audience;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.access.Action;
import dev.ringlock.audience.export.ExportRoutes;
import dev.ringlock.audience.preview.PreviewRoute;
import dev.ringlock.http.Answers;
import dev.ringlock.http.Endpoint;
import dev.ringlock.http.HttpFunction;
import dev.ringlock.http.Request;
import dev.ringlock.policy.Policy;
import dev.ringlock.signin.PurposeRoute;
import dev.ringlock.signin.PurposeTokens;
import dev.ringlock.signin.PurposeTokens.PurposeCaller;
import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/purposes/{purpose}/audience}: a page of the numbers that may be used for a purpose, for a person of
 * its campaigns. A caller without that role is refused before anything is read. Requests for previews
 * go to {@link PreviewRoute}, and those for exports to {@link ExportRoutes}.
 */
@Singleton
@Named("audience")
@RegisterForReflection(targets = {AudiencePage.class, AudiencePage.Number.class})
public class AudienceFunction implements HttpFunction {

    private final Policy policy;
    private final PurposeTokens tokens;
    private final Audience audience;
    private final PreviewRoute preview;
    private final ExportRoutes exports;

    AudienceFunction(
            Policy policy, PurposeTokens tokens, Audience audience, PreviewRoute preview, ExportRoutes exports) {
        this.policy = policy;
        this.tokens = tokens;
        this.audience = audience;
        this.preview = preview;
        this.exports = exports;
    }

    @Funq
    public APIGatewayV2HTTPResponse audience(@Nullable APIGatewayV2HTTPEvent event) {
        return Endpoint.answer("audience", event, this);
    }

    @Override
    public APIGatewayV2HTTPResponse answer(Request request) {
        return switch (PurposeRoute.of(request).rest()) {
            case "audience" -> page(request);
            case "audience/preview" -> preview.answer(request);
            default -> exports.answer(request);
        };
    }

    private APIGatewayV2HTTPResponse page(Request request) {
        request.refuseUnlessPost();
        PurposeCaller caller = tokens.require(Action.AUDIENCE, request);
        request.refuseUnlessJson();
        AudienceRequest wanted = AudienceRequest.read(request.body(), policy.numberInText());
        APIGatewayV2HTTPResponse answer = Answers.json(200, audience.page(caller.actor(), caller.purpose(), wanted));
        answer.getHeaders().put("Pragma", "no-cache");
        return answer;
    }
}
