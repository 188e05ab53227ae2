package dev.ringlock.confirm;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.form.CodePage;
import dev.ringlock.form.SignupPages;
import dev.ringlock.http.Answers;
import dev.ringlock.http.Caller;
import dev.ringlock.http.Endpoint;
import dev.ringlock.http.FieldError;
import dev.ringlock.http.FormBody;
import dev.ringlock.http.HttpFunction;
import dev.ringlock.http.Problem;
import dev.ringlock.http.ProblemException;
import dev.ringlock.http.Request;
import dev.ringlock.policy.Policy;
import dev.ringlock.terms.NoticeRef;
import dev.ringlock.terms.ShownNotice;
import dev.ringlock.terms.Wording;
import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/consents/confirm}: JSON, or the form on the signup's answer page. */
@Singleton
@Named("confirm")
@RegisterForReflection(targets = {Confirmation.class, Confirmation.ConfirmedDecision.class})
public class ConfirmFunction implements HttpFunction {

    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Policy policy;
    private final SignupPages pages;
    private final Confirm confirm;

    ConfirmFunction(Policy policy, SignupPages pages, Confirm confirm) {
        this.policy = policy;
        this.pages = pages;
        this.confirm = confirm;
    }

    @Funq
    public APIGatewayV2HTTPResponse confirm(@Nullable APIGatewayV2HTTPEvent event) {
        return Endpoint.answer("confirm", event, this);
    }

    @Override
    public APIGatewayV2HTTPResponse answer(Request request) {
        request.refuseUnlessPost();
        Caller caller = new Caller(request.caller(), request.header("user-agent"));
        return switch (request.mediaType()) {
            case JSON -> json(request, caller);
            case FORM -> form(request, caller);
            default -> throw new ProblemException(new Problem.UnsupportedMedia(JSON + " or " + FORM));
        };
    }

    private APIGatewayV2HTTPResponse json(Request request, Caller caller) {
        List<FieldError> errors = new ArrayList<>();
        TypedCode typed = TypedCode.ofJson(request.body(), errors);
        ProblemException.ifAny(errors);
        Confirmation confirmed =
                confirm.confirm(typed, caller).orElseThrow(() -> new ProblemException(new Problem.NotProved()));
        return Answers.json(200, confirmed);
    }

    private APIGatewayV2HTTPResponse form(Request request, Caller caller) {
        FormBody form = TypedCode.form(request.body());
        TypedCode typed = TypedCode.ofForm(form);
        ShownNotice shown = shown(form);
        return Endpoint.guarded(
                () -> {
                    Optional<Confirmation> confirmed = confirm.confirm(typed, caller);
                    return confirmed
                            .map(done -> Answers.page(200, pages.confirmed(shown, titles(shown, done))))
                            .orElseGet(() -> Answers.page(new Problem.NotProved(), pages.code(shown, asked(typed))));
                },
                refusal -> Answers.page(
                        refusal,
                        pages.trouble(shown, refusal instanceof Problem.TooMany ? "too_many" : "unavailable")));
    }

    private static CodePage asked(TypedCode typed) {
        return new CodePage(
                typed.recordId(), typed.typed().number(), typed.typed().region(), true);
    }

    private static List<String> titles(ShownNotice shown, Confirmation confirmed) {
        Set<String> granted = confirmed.decisions().stream()
                .map(Confirmation.ConfirmedDecision::purpose)
                .collect(Collectors.toSet());
        return shown.wording().boxes().stream()
                .filter(box -> granted.contains(box.purpose().id()))
                .map(Wording.Box::title)
                .toList();
    }

    private ShownNotice shown(FormBody form) {
        String version = form.first("version");
        int number = version.matches("[0-9]{1,6}") ? Integer.parseInt(version) : 0;
        return policy.shown(new NoticeRef(form.first("notice"), number, form.first("language")))
                .orElseThrow(FormBody::unreadable);
    }
}
