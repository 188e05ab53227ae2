package dev.ringlock.capture;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.form.CodePage;
import dev.ringlock.form.SignupPages;
import dev.ringlock.http.Answers;
import dev.ringlock.http.Caller;
import dev.ringlock.http.Endpoint;
import dev.ringlock.http.FieldError;
import dev.ringlock.http.HttpFunction;
import dev.ringlock.http.NumberFields;
import dev.ringlock.http.Problem;
import dev.ringlock.http.ProblemException;
import dev.ringlock.http.Request;
import dev.ringlock.ledger.Claims;
import dev.ringlock.policy.Policy;
import dev.ringlock.steps.NoticeChangedException;
import dev.ringlock.steps.Notices;
import dev.ringlock.terms.Notice;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.ShownNotice;
import dev.ringlock.terms.Wording;
import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/consents}: JSON, or a plain HTML form that is answered with a page.
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
    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Pattern IDEMPOTENCY_KEY = Pattern.compile("[\\x21-\\x7e]{1,128}");

    private final Policy policy;
    private final SignupPages pages;
    private final Notices notices;
    private final Capture capture;

    CaptureFunction(Policy policy, SignupPages pages, Notices notices, Capture capture) {
        this.policy = policy;
        this.pages = pages;
        this.notices = notices;
        this.capture = capture;
    }

    @Funq
    public APIGatewayV2HTTPResponse capture(@Nullable APIGatewayV2HTTPEvent event) {
        return Endpoint.answer("capture", event, this);
    }

    @Override
    public APIGatewayV2HTTPResponse answer(Request request) {
        if (!request.method().equals("POST")) {
            throw new ProblemException(new Problem.MethodNotAllowed("POST"));
        }
        Caller caller = new Caller(request.caller(), request.header("user-agent"));
        return switch (request.mediaType()) {
            case JSON -> json(request, caller);
            case FORM -> Endpoint.guarded(() -> form(request, caller), this::unreadable);
            default -> throw new ProblemException(new Problem.UnsupportedMedia(JSON + " or " + FORM));
        };
    }

    private static void refuseTooLarge(Request request) {
        if (request.body().length > Request.MOST_BYTES) {
            throw new ProblemException(new Problem.TooLarge(Request.MOST_BYTES));
        }
    }

    private APIGatewayV2HTTPResponse json(Request request, Caller caller) {
        refuseTooLarge(request);
        String key = request.headers().get("idempotency-key");
        if (key != null && !IDEMPOTENCY_KEY.matcher(key).matches()) {
            throw new ProblemException(new Problem.Malformed(
                    "idempotency_key", "The Idempotency-Key has to be 1 to 128 visible ASCII characters."));
        }
        List<FieldError> errors = new ArrayList<>();
        Signup signup = JsonSignup.read(request.body(), errors);
        CheckedSignup checked = CheckedSignup.check(signup, policy, errors);
        return Answers.json(201, captured(signup, checked, caller, key));
    }

    private APIGatewayV2HTTPResponse form(Request request, Caller caller) {
        refuseTooLarge(request);
        Signup signup = FormSignup.read(request.body(), policy);
        ShownNotice shown = policy.notice(signup.noticeId(), signup.noticeVersion())
                .flatMap(notice -> notice.wording(signup.language()).map(wording -> new ShownNotice(notice, wording)))
                .orElseThrow();
        return Endpoint.guarded(
                () -> {
                    CheckedSignup checked = CheckedSignup.check(signup, policy, new ArrayList<>());
                    SignupReceipt captured = captured(signup, checked, caller, null);
                    return Answers.page(201, thanks(shown, signup, captured));
                },
                refusal -> Answers.page(refusal, told(refusal, signup, shown)));
    }

    /** The wording that a person saw has to be on the ledger before their consent to it. */
    private SignupReceipt captured(Signup signup, CheckedSignup checked, Caller caller, @Nullable String key) {
        try {
            notices.register();
            return capture.capture(signup, checked, caller, key);
        } catch (NoticeChangedException e) {
            // the store did not answer at the start, or an older process took a yes to other words since
            LOG.error(e.getMessage());
            throw new ProblemException(new Problem.Failed());
        }
    }

    /**
     * A person may have sent it, so the answer is a page. It shows the newest notice, because the one that they saw is
     * not known.
     */
    private APIGatewayV2HTTPResponse unreadable(Problem refusal) {
        Notice notice = policy.newest(policy.notices().get(0).id()).orElseThrow();
        ShownNotice shown = new ShownNotice(
                notice, notice.wording(policy.languages().get(0)).orElseThrow());
        return Answers.page(refusal, pages.trouble(shown, "unreadable"));
    }

    private String thanks(ShownNotice shown, Signup signup, SignupReceipt captured) {
        Set<String> granted = captured.decisions().stream()
                .filter(SignupReceipt.SignupDecision::granted)
                .map(SignupReceipt.SignupDecision::purpose)
                .collect(Collectors.toSet());
        List<String> titles = shown.wording().boxes().stream()
                .filter(box -> granted.contains(box.purpose().id()))
                .map(Wording.Box::title)
                .toList();
        ZonedDateTime at = Instant.parse(captured.decidedAt()).atZone(policy.timeZone());
        NumberFields typed = signup.typed();
        CodePage asked = policy.messages().isEmpty()
                ? null
                : new CodePage(captured.recordId(), typed.number(), typed.region(), false);
        return pages.thanks(shown, titles, at, captured.recordId(), asked);
    }

    /** The form as it was filled in. It goes back only to its sender and is never stored. */
    private String told(Problem refusal, Signup signup, ShownNotice shown) {
        if (refusal instanceof Problem.Invalid invalid) {
            Set<Purpose> ticked = signup.decisions().stream()
                    .filter(SignupReceipt.SignupDecision::granted)
                    .map(decision -> new Purpose(decision.purpose()))
                    .collect(Collectors.toSet());
            List<String> problems = invalid.errors().stream()
                    .map(CaptureFunction::problem)
                    .distinct()
                    .toList();
            NumberFields typed = signup.typed();
            return pages.form(
                    shown,
                    new SignupPages.Entered(typed.number(), typed.region(), ticked, problems, typed.suggestion()));
        }
        return pages.trouble(shown, refusal instanceof Problem.TooMany ? "too_many" : "unavailable");
    }

    private static String problem(FieldError error) {
        return Set.of("/number", "/region").contains(error.pointer()) ? "number_" + error.code() : "form_broken";
    }
}
