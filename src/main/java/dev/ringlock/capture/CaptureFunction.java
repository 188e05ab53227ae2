package dev.ringlock.capture;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.http.Answers;
import dev.ringlock.http.Caller;
import dev.ringlock.http.Endpoint;
import dev.ringlock.http.FieldError;
import dev.ringlock.http.HttpFunction;
import dev.ringlock.http.IdempotencyKey;
import dev.ringlock.http.NumberFields;
import dev.ringlock.http.Problem;
import dev.ringlock.http.ProblemException;
import dev.ringlock.http.Request;
import dev.ringlock.ledger.Claims;
import dev.ringlock.policy.Policy;
import dev.ringlock.steps.ConsentReceipts;
import dev.ringlock.steps.NoticeChangedException;
import dev.ringlock.steps.Notices;
import dev.ringlock.steps.SignupAct;
import dev.ringlock.terms.Terms;
import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/consents}: JSON, or a plain HTML form. {@code GET /v1/consents} is the page that thanks for the form, and
 * {@code GET /v1/consents/receipt} the signed receipt of it.
 *
 * <p>Types that are written as JSON other than by Funqy are registered here, because a native executable cannot find
 * them.
 */
@Singleton
@Named("capture")
@RegisterForReflection(
        targets = {
            SignupReceipt.class,
            SignupReceipt.SignupDecision.class,
            Signup.class,
            NumberFields.class,
            Claims.class
        })
public class CaptureFunction implements HttpFunction {

    private static final Logger LOG = Logger.getLogger("ringlock");
    private static final String RECEIPT = "/v1/consents/receipt";
    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Set<String> SHOWING = Set.of("GET", "HEAD");

    private final Policy policy;
    private final SignupForms forms;
    private final Notices notices;
    private final Capture capture;
    private final ConsentReceipts receipts;

    CaptureFunction(Policy policy, SignupForms forms, Notices notices, Capture capture, ConsentReceipts receipts) {
        this.policy = policy;
        this.forms = forms;
        this.notices = notices;
        this.capture = capture;
        this.receipts = receipts;
    }

    @Funq
    public APIGatewayV2HTTPResponse capture(@Nullable APIGatewayV2HTTPEvent event) {
        return Endpoint.answer("capture", event, this);
    }

    @Override
    public APIGatewayV2HTTPResponse answer(Request request) {
        if (SHOWING.contains(request.method())) {
            return request.path().equals(RECEIPT) ? forms.receipt(request, receipts) : forms.thanks(request);
        }
        if (!request.method().equals("POST")) {
            throw new ProblemException(new Problem.MethodNotAllowed("GET, HEAD, POST"));
        }
        Caller caller = new Caller(request.caller(), request.header("user-agent"));
        return switch (request.mediaType()) {
            case JSON -> json(request, caller);
            case FORM -> forms.signup(request, (signup, checked) -> captured(signup, checked, caller, null));
            default -> throw new ProblemException(new Problem.UnsupportedMedia(JSON + " or " + FORM));
        };
    }

    private APIGatewayV2HTTPResponse json(Request request, Caller caller) {
        request.refuseUnlessPost();
        String key = IdempotencyKey.of(request);
        List<FieldError> errors = new ArrayList<>();
        Signup signup = JsonSignup.read(request.body(), errors);
        CheckedSignup checked = CheckedSignup.check(signup, policy, errors);
        return Answers.json(201, captured(signup, checked, caller, key.isEmpty() ? null : key));
    }

    /** The wording that a person saw has to be on the ledger before their consent to it. */
    private SignupReceipt captured(Signup signup, CheckedSignup checked, Caller caller, @Nullable String key) {
        try {
            notices.register();
            return capture.capture(signup, checked, caller, key, answer -> signed(answer, signup, checked));
        } catch (NoticeChangedException e) {
            // the store did not answer at the start, or an older process took a yes to other words since
            LOG.error(e.getMessage());
            throw new ProblemException(new Problem.Failed());
        }
    }

    /** A refusal of everything stores nothing, and has no receipt. */
    private SignupReceipt signed(SignupReceipt answer, Signup signup, CheckedSignup checked) {
        return !signup.receipt() || checked.yes().isEmpty()
                ? answer
                : answer.with(receipts.of(new SignupAct(
                        answer.recordId(),
                        Instant.parse(answer.decidedAt()),
                        checked.shown(),
                        checked.yes().stream().map(Terms::purpose).toList(),
                        signup.method().id(),
                        checked.number().country())));
    }
}
