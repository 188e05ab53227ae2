package dev.ringlock.confirm;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.consent.NoticeRef;
import dev.ringlock.consent.Wording;
import dev.ringlock.consent.Yes.Shown;
import dev.ringlock.edge.Answers;
import dev.ringlock.edge.Caller;
import dev.ringlock.edge.Edge;
import dev.ringlock.edge.FieldError;
import dev.ringlock.edge.Form;
import dev.ringlock.edge.Refusal;
import dev.ringlock.edge.RefusedException;
import dev.ringlock.edge.Request;
import dev.ringlock.edge.SignupPages;
import dev.ringlock.policy.Policy;
import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/consents/confirm}: JSON, or the form of the page that thanked for the signup. */
@Singleton
@RegisterForReflection(targets = {Confirmed.class, Confirmed.Decision.class})
public class ConfirmFunction {

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
        return Edge.answer("confirm", event, this::answer);
    }

    private APIGatewayV2HTTPResponse answer(Request request) {
        request.refuseUnlessPost();
        Caller caller = new Caller(request.caller(), request.header("user-agent"));
        return switch (request.mediaType()) {
            case JSON -> json(request, caller);
            case FORM -> form(request, caller);
            default -> throw new RefusedException(new Refusal.UnsupportedMedia(JSON + " or " + FORM));
        };
    }

    private APIGatewayV2HTTPResponse json(Request request, Caller caller) {
        List<FieldError> errors = new ArrayList<>();
        Typed typed = Typed.ofJson(request.body(), errors);
        RefusedException.ifAny(errors);
        Confirmed confirmed =
                confirm.confirm(typed, caller).orElseThrow(() -> new RefusedException(new Refusal.NotProved()));
        return Answers.json(200, confirmed);
    }

    private APIGatewayV2HTTPResponse form(Request request, Caller caller) {
        Form form = Typed.form(request.body());
        Typed typed = Typed.ofForm(form);
        Shown shown = shown(form);
        return Edge.guarded(
                () -> {
                    Optional<Confirmed> confirmed = confirm.confirm(typed, caller);
                    return confirmed
                            .map(done -> Answers.page(200, pages.confirmed(shown, titles(shown, done))))
                            .orElseGet(() -> Answers.page(new Refusal.NotProved(), pages.code(shown, asked(typed))));
                },
                refusal -> Answers.page(
                        refusal,
                        pages.trouble(shown, refusal instanceof Refusal.TooMany ? "too_many" : "unavailable")));
    }

    private static SignupPages.Asked asked(Typed typed) {
        return new SignupPages.Asked(typed.recordId(), typed.number(), typed.region(), true);
    }

    private static List<String> titles(Shown shown, Confirmed confirmed) {
        Set<String> granted =
                confirmed.decisions().stream().map(Confirmed.Decision::purpose).collect(Collectors.toSet());
        return shown.wording().boxes().stream()
                .filter(box -> granted.contains(box.purpose().id()))
                .map(Wording.Box::title)
                .toList();
    }

    private Shown shown(Form form) {
        String version = form.first("version");
        int number = version.matches("[0-9]{1,6}") ? Integer.parseInt(version) : 0;
        return policy.shown(new NoticeRef(form.first("notice"), number, form.first("language")))
                .orElseThrow(Form::unreadable);
    }
}
