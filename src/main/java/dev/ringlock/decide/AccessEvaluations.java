package dev.ringlock.decide;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.http.Answers;
import dev.ringlock.http.Endpoint;
import dev.ringlock.http.IdempotencyKey;
import dev.ringlock.http.Problem;
import dev.ringlock.http.ProblemException;
import dev.ringlock.http.Request;
import dev.ringlock.policy.Policy;
import dev.ringlock.signin.Asker;
import dev.ringlock.signin.MachineTokens;
import dev.ringlock.steps.ReasonTexts;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The same decisions in the shape of OpenID's AuthZEN Authorization API 1.0, which gateways and policy engines speak. */
@Singleton
final class AccessEvaluations {

    static final String ONE = "/access/v1/evaluation";
    static final String SEVERAL = "/access/v1/evaluations";

    private static final String REQUEST_ID = "X-Request-ID";
    private static final Pattern REQUEST_IDS = Pattern.compile("[\\x20-\\x7e]{1,200}");

    /** Answers in the order of the questions. Those behind the one that ended the evaluation are left out. */
    record EvaluationsAnswer(List<AccessAnswer> evaluations) {}

    private final MachineTokens machines;
    private final Policy policy;
    private final Decisions decisions;

    AccessEvaluations(MachineTokens machines, Policy policy, Decisions decisions) {
        this.machines = machines;
        this.policy = policy;
        this.decisions = decisions;
    }

    /** An answer of any kind carries the request's id. */
    APIGatewayV2HTTPResponse answer(Request request) {
        APIGatewayV2HTTPResponse answer = Endpoint.guarded(() -> evaluated(request), Answers::problem);
        String id = request.header("x-request-id");
        if (REQUEST_IDS.matcher(id).matches()) {
            answer.getHeaders().put(REQUEST_ID, id);
        }
        return answer;
    }

    private APIGatewayV2HTTPResponse evaluated(Request request) {
        request.refuseUnlessPost(Request.MOST_BATCH_BYTES);
        Asker asker = machines.asker(DecideFunction.SCOPES, request);
        String key = IdempotencyKey.of(request);
        AccessRequest asked =
                request.route().equals(ONE) ? AccessRequest.one(request, key) : AccessRequest.several(request, key);
        List<AccessAnswer> answers = answers(asked, asker, ReasonTexts.language(request));
        return Answers.json(200, asked.single() ? answers.get(0) : new EvaluationsAnswer(answers));
    }

    private List<AccessAnswer> answers(AccessRequest asked, Asker asker, String language) {
        List<MadeDecision> made = decisions.decide(
                asked.questions().stream().map(AccessQuestion::item).toList(), asker, asked.enough());
        if (asked.single() && made.get(0).isKeyReused()) {
            throw new ProblemException(
                    new Problem.Malformed("idempotency_key", "The key belongs to another question."));
        }
        List<AccessAnswer> answers = new ArrayList<>();
        for (int i = 0; i < made.size(); i++) {
            answers.add(AccessAnswer.of(asked.questions().get(i), made.get(i), policy.version(), language));
        }
        return answers;
    }
}
