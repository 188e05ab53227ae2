package dev.ringlock.decide;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.http.Answers;
import dev.ringlock.http.Endpoint;
import dev.ringlock.http.HttpFunction;
import dev.ringlock.http.IdempotencyKey;
import dev.ringlock.http.JsonBody;
import dev.ringlock.http.Problem;
import dev.ringlock.http.ProblemException;
import dev.ringlock.http.Request;
import dev.ringlock.policy.Policy;
import dev.ringlock.signin.Asker;
import dev.ringlock.signin.MachineTokens;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.DecisionAnswer;
import dev.ringlock.steps.DecisionRequest;
import dev.ringlock.steps.ReasonTexts;
import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/decisions}, {@code /v1/decisions/batch} and {@code /v1/decisions/release}, {@code GET /v1/purposes}, and the
 * same questions in AuthZEN's shape under {@code /access/v1/}. The caller is a machine with a scope {@code decide:<purpose>}.
 */
@Singleton
@Named("decide")
@RegisterForReflection(
        targets = {
            DecisionAnswer.class,
            DecisionAnswer.ReasonView.class,
            DecisionAnswer.Evidence.class,
            DecisionAnswer.RuleView.class,
            DecideFunction.BatchAnswer.class,
            AskablePurpose.class,
            AskablePurpose.OfAsker.class,
            AccessAnswer.class,
            AccessAnswer.MalformedContext.class,
            AccessAnswer.AccessError.class,
            AccessEvaluations.EvaluationsAnswer.class
        })
public class DecideFunction implements HttpFunction {

    static final String SCOPES = "decide";
    private static final int MOST_ITEMS = 1_000;

    private final MachineTokens machines;
    private final Policy policy;
    private final Decisions decisions;
    private final Places places;
    private final Arrivals arrivals;

    private final AccessEvaluations access;

    DecideFunction(
            MachineTokens machines,
            Policy policy,
            Decisions decisions,
            Places places,
            Arrivals arrivals,
            AccessEvaluations access) {
        this.machines = machines;
        this.policy = policy;
        this.decisions = decisions;
        this.places = places;
        this.arrivals = arrivals;
        this.access = access;
    }

    /** Answers in the order of the questions. */
    record BatchAnswer(List<DecisionAnswer> decisions) {}

    @Funq
    public APIGatewayV2HTTPResponse decide(@Nullable APIGatewayV2HTTPEvent event) {
        return Endpoint.answer("decide", event, this);
    }

    @Override
    public APIGatewayV2HTTPResponse answer(Request request) {
        return switch (request.route()) {
            case "/v1/decisions" -> decision(request);
            case "/v1/decisions/batch" -> batch(request);
            case "/v1/decisions/release" -> release(request);
            case "/v1/purposes" -> purposes(request);
            case AccessEvaluations.ONE, AccessEvaluations.SEVERAL -> access.answer(request);
            default -> throw new ProblemException(new Problem.NotFound());
        };
    }

    private APIGatewayV2HTTPResponse decision(Request request) {
        request.refuseUnlessPost();
        Asker asker = machines.asker(SCOPES, request);
        String key = IdempotencyKey.of(request);
        DecisionRequest ask = JsonBody.read(request, (fields, errors) -> DecisionRequest.read(fields))
                .under(key);
        if (AskedInstant.isPast(ask, arrivals.now())) {
            throw new ProblemException(new Problem.Forbidden(AskedInstant.PAST));
        }
        MadeDecision made = decisions.decide(ask, asker);
        if (made.isKeyReused()) {
            throw new ProblemException(new Problem.KeyReused());
        }
        ProblemException.ifAny(made.errors());
        return Answers.json(200, made.told(policy.version(), ReasonTexts.language(request)));
    }

    private APIGatewayV2HTTPResponse batch(Request request) {
        request.refuseUnlessPost(Request.MOST_BATCH_BYTES);
        Asker asker = machines.asker(SCOPES, request);
        String key = IdempotencyKey.of(request);
        List<DecisionItem> items = JsonBody.read(
                request, (fields, errors) -> Optional.of(fields.each("decisions", MOST_ITEMS, DecisionItem::read)));
        String language = ReasonTexts.language(request);
        return Answers.json(
                200,
                new BatchAnswer(decisions.decide(DecisionItem.under(key, items), asker, made -> false).stream()
                        .map(made -> made.told(policy.version(), language))
                        .toList()));
    }

    private APIGatewayV2HTTPResponse release(Request request) {
        request.refuseUnlessPost();
        Asker asker = machines.asker(SCOPES, request);
        ReleaseRequest ask = JsonBody.read(request, ReleaseRequest::read);
        places.release(ask.number(), ask.decisionId(), asker);
        return Answers.json(200, Map.of("decisionId", ask.decisionId()));
    }

    private APIGatewayV2HTTPResponse purposes(Request request) {
        request.refuseUnlessGet();
        Asker asker = machines.asker(SCOPES, request);
        request.refuseOtherParameters(Set.of());
        return Answers.json(200, AskablePurpose.of(policy, asker, request));
    }
}
