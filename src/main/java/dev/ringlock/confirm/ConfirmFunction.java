package dev.ringlock.confirm;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.form.CodeNote;
import dev.ringlock.form.SignupPages;
import dev.ringlock.http.Answers;
import dev.ringlock.http.Caller;
import dev.ringlock.http.Endpoint;
import dev.ringlock.http.FieldError;
import dev.ringlock.http.FormBody;
import dev.ringlock.http.HttpFunction;
import dev.ringlock.http.NumberFields;
import dev.ringlock.http.Problem;
import dev.ringlock.http.ProblemException;
import dev.ringlock.http.Request;
import dev.ringlock.policy.Policy;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.AskedCode;
import dev.ringlock.steps.CodeCookie;
import dev.ringlock.steps.ThanksAddress;
import dev.ringlock.terms.Purpose;
import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/consents/confirm}: a code, as JSON or by the form on the page that thanks. {@code POST
 * /v1/consents/codes}: another code, by that page's form.
 */
@Singleton
@Named("confirm")
@RegisterForReflection(targets = {Confirmation.class, Confirmation.ConfirmedDecision.class})
public class ConfirmFunction implements HttpFunction {

    private static final String JSON = "application/json";
    private static final String AGAIN = "/v1/consents/codes";
    private static final String FORM = "application/x-www-form-urlencoded";

    private static final Set<String> FIELDS =
            Set.of("recordId", "number", "region", "code", "notice", "version", "language", "purposes");

    private final Policy policy;
    private final SignupPages pages;
    private final Confirm confirm;
    private final FurtherCodes again;
    private final CodeCookie cookie;
    private final Arrivals arrivals;

    ConfirmFunction(
            Policy policy,
            SignupPages pages,
            Confirm confirm,
            FurtherCodes again,
            CodeCookie cookie,
            Arrivals arrivals) {
        this.policy = policy;
        this.pages = pages;
        this.confirm = confirm;
        this.again = again;
        this.cookie = cookie;
        this.arrivals = arrivals;
    }

    @Funq
    public APIGatewayV2HTTPResponse confirm(@Nullable APIGatewayV2HTTPEvent event) {
        return Endpoint.answer("confirm", event, this);
    }

    @Override
    public APIGatewayV2HTTPResponse answer(Request request) {
        request.refuseUnlessPost();
        Caller caller = new Caller(request.caller(), request.header("user-agent"));
        boolean sendsAgain = request.path().equals(AGAIN);
        return switch (request.mediaType()) {
            case FORM ->
                form(
                        request,
                        (form, page) -> sendsAgain ? again(form, page, request, caller) : proof(form, page, caller));
            case JSON -> {
                if (sendsAgain) {
                    throw new ProblemException(new Problem.UnsupportedMedia(FORM));
                }
                yield json(request, caller);
            }
            default ->
                throw new ProblemException(new Problem.UnsupportedMedia(sendsAgain ? FORM : JSON + " or " + FORM));
        };
    }

    private APIGatewayV2HTTPResponse json(Request request, Caller caller) {
        List<FieldError> errors = new ArrayList<>();
        Optional<TypedCode> typed = TypedCode.ofJson(request.body(), errors);
        ProblemException.ifAny(errors);
        Confirmation confirmed = typed.flatMap(code -> confirm.confirm(code, caller))
                .orElseThrow(() -> new ProblemException(new Problem.NotProved()));
        return Answers.json(200, confirmed);
    }

    /** The work of a form on the page that thanks. */
    private interface FormStep {
        APIGatewayV2HTTPResponse take(FormBody form, ThanksAddress page);
    }

    private APIGatewayV2HTTPResponse form(Request request, FormStep step) {
        FormBody form = FormBody.read(request.body()).refuseOthers(FIELDS, Set.of());
        ThanksAddress page = ThanksAddress.of(
                        Map.of(
                                "notice", form.first("notice"),
                                "version", form.first("version"),
                                "language", form.first("language"),
                                "purposes", form.first("purposes")),
                        policy)
                .orElseThrow(FormBody::unreadable);
        return Endpoint.guarded(
                () -> step.take(form, page),
                refusal -> Answers.page(
                        refusal,
                        pages.trouble(page.shown(), refusal instanceof Problem.TooMany ? "too_many" : "unavailable")));
    }

    /** The answer is the address of a page, so loading that again tries no code again. */
    private APIGatewayV2HTTPResponse proof(FormBody form, ThanksAddress page, Caller caller) {
        Optional<TypedCode> typed = TypedCode.ofForm(form);
        if (typed.isEmpty()) {
            return Answers.seeOther(page.with(CodeNote.UNREADABLE).path());
        }
        return confirm.confirm(typed.get(), caller)
                .map(done -> page.with(CodeNote.PROVED, purposes(done)))
                .or(() -> Optional.of(page.with(CodeNote.WRONG)))
                .map(next -> Answers.seeOther(next.path()))
                .orElseThrow();
    }

    private APIGatewayV2HTTPResponse again(FormBody form, ThanksAddress page, Request request, Caller caller) {
        Instant now = arrivals.now();
        String recordId = form.first("recordId");
        Optional<AskedCode> asked = cookie.read(request, CodeCookie.SIGNUPS, now)
                .filter(before -> before.recordId().equals(recordId));
        if (asked.isPresent() && !asked.get().pause(now).isZero()) {
            return Answers.seeOther(page.with(CodeNote.EARLY).path());
        }
        again.ask(
                recordId,
                new NumberFields(form.first("number"), form.first("region")),
                page.shown().wording().language(),
                caller);
        APIGatewayV2HTTPResponse answer =
                Answers.seeOther(page.with(CodeNote.SENT).path());
        asked.ifPresent(before -> cookie.set(answer, CodeCookie.SIGNUPS, before.again(now)));
        return answer;
    }

    private static List<Purpose> purposes(Confirmation confirmed) {
        return confirmed.decisions().stream()
                .map(decision -> new Purpose(decision.purpose()))
                .toList();
    }
}
