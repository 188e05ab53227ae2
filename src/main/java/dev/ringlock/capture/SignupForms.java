package dev.ringlock.capture;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.consent.GivenConsent.ConsentMethod;
import dev.ringlock.form.CodeNote;
import dev.ringlock.form.PreferredLanguage;
import dev.ringlock.form.SignupPages;
import dev.ringlock.form.SignupPages.SignupOutcome;
import dev.ringlock.http.Answers;
import dev.ringlock.http.Endpoint;
import dev.ringlock.http.FieldError;
import dev.ringlock.http.NumberFields;
import dev.ringlock.http.Problem;
import dev.ringlock.http.Request;
import dev.ringlock.policy.Policy;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.AskedCode;
import dev.ringlock.steps.CodeCookie;
import dev.ringlock.steps.ConsentReceipts;
import dev.ringlock.steps.SignupAct;
import dev.ringlock.steps.ThanksAddress;
import dev.ringlock.terms.Notice;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.ShownNotice;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Signups from the plain HTML form. A signup that is taken is answered with the address of the page that thanks. So loading
 * that page again, or going back to it, signs nobody up twice.
 */
@Singleton
final class SignupForms {

    private final Policy policy;
    private final SignupPages pages;
    private final CodeCookie cookie;
    private final Arrivals arrivals;

    SignupForms(Policy policy, SignupPages pages, CodeCookie cookie, Arrivals arrivals) {
        this.policy = policy;
        this.pages = pages;
        this.cookie = cookie;
        this.arrivals = arrivals;
    }

    /** Stores a signup that was read and checked. */
    interface SignupStep {
        SignupReceipt take(Signup signup, CheckedSignup checked);
    }

    APIGatewayV2HTTPResponse signup(Request request, SignupStep step) {
        return Endpoint.guarded(
                () -> {
                    request.refuseUnlessPost();
                    return signup(FormSignup.read(request.body(), policy), step);
                },
                refusal -> unreadable(refusal, request));
    }

    private APIGatewayV2HTTPResponse signup(Signup signup, SignupStep step) {
        ShownNotice shown = policy.notice(signup.noticeId(), signup.noticeVersion())
                .flatMap(notice -> notice.wording(signup.language()).map(wording -> new ShownNotice(notice, wording)))
                .orElseThrow();
        return Endpoint.guarded(
                () -> {
                    CheckedSignup checked = CheckedSignup.check(signup, policy, new ArrayList<>());
                    return thanked(shown, ticked(signup), checked, step.take(signup, checked));
                },
                refusal -> Answers.page(refusal, told(refusal, signup, shown)));
    }

    private APIGatewayV2HTTPResponse thanked(
            ShownNotice shown, List<Purpose> ticked, CheckedSignup checked, SignupReceipt receipt) {
        APIGatewayV2HTTPResponse answer = Answers.seeOther(new ThanksAddress(shown, ticked, CodeNote.NOTHING).path());
        if (ticked.isEmpty()) {
            // nothing is kept, here neither
            return answer;
        }
        AskedCode asked = AskedCode.signup(
                receipt.recordId(), checked.number(), Instant.parse(receipt.decidedAt()), shown.ref(), ticked);
        return cookie.set(answer, CodeCookie.SIGNUPS, asked);
    }

    /** The page that thanks. The address says what was ticked, and the policy what follows. What is stored is not read. */
    APIGatewayV2HTTPResponse thanks(Request request) {
        Optional<ThanksAddress> address = ThanksAddress.of(request.query(), policy);
        if (address.isEmpty()) {
            return Answers.seeOther("/");
        }
        ThanksAddress page = address.get();
        return Endpoint.guarded(
                () -> Answers.page(200, thanks(page, request)),
                refusal -> Answers.page(refusal, pages.trouble(page.shown(), "unavailable")));
    }

    /**
     * The signed receipt of the signup that this browser made. The sealed cookie has all that it says, so what is stored is not
     * read. Without the cookie it is the form.
     */
    APIGatewayV2HTTPResponse receipt(Request request, ConsentReceipts receipts) {
        return cookie.read(request, CodeCookie.SIGNUPS, arrivals.now())
                .flatMap(asked -> act(asked))
                .map(act -> Endpoint.guarded(
                        () -> Answers.download(
                                ConsentReceipts.MEDIA_TYPE,
                                receipts.of(act),
                                "consent-receipt-" + act.recordId() + ".jws"),
                        refusal -> Answers.page(refusal, pages.trouble(act.shown(), "unavailable"))))
                .orElseGet(() -> Answers.seeOther("/"));
    }

    private Optional<SignupAct> act(AskedCode asked) {
        return Optional.ofNullable(asked.shown())
                .flatMap(policy::shown)
                .filter(shown -> shown.notice().purposes().containsAll(asked.ticked()))
                .map(shown -> new SignupAct(
                        asked.recordId(),
                        asked.begunAt(),
                        shown,
                        asked.ticked(),
                        ConsentMethod.WEB_CHECKBOX.id(),
                        asked.country()));
    }

    private String thanks(ThanksAddress page, Request request) {
        ShownNotice shown = page.shown();
        if (page.note() == CodeNote.PROVED) {
            return pages.confirmed(shown, page.titles(purpose -> true));
        }
        boolean sends = policy.messages().isPresent();
        SignupOutcome outcome =
                new SignupOutcome(page.titles(purpose -> !needsProof(purpose)), page.titles(this::needsProof), sends);
        Instant now = arrivals.now();
        return cookie.read(request, CodeCookie.SIGNUPS, now)
                .map(asked -> pages.thanks(
                        shown,
                        outcome,
                        page.note(),
                        SignupPages.when(shown, asked.begunAt().atZone(policy.timeZone())),
                        asked.recordId(),
                        sends ? page.codePage(asked, now) : null))
                .orElseGet(() -> pages.thanks(shown, outcome, page.note(), "", "", null));
    }

    private boolean needsProof(Purpose purpose) {
        return Objects.requireNonNull(policy.purposes().get(purpose)).doubleOptIn();
    }

    /**
     * A person may have sent it, so the answer is a page. It shows the newest notice, because the one that they saw is
     * not known.
     */
    private APIGatewayV2HTTPResponse unreadable(Problem refusal, Request request) {
        Notice notice = policy.newest(policy.notices().get(0).id()).orElseThrow();
        String language =
                PreferredLanguage.of(request.header("accept-language")).among(policy.languages());
        ShownNotice shown = new ShownNotice(notice, notice.wording(language).orElseThrow());
        return Answers.page(refusal, pages.trouble(shown, "unreadable"));
    }

    /** The form as it was filled in. It goes back only to its sender and is never stored. */
    private String told(Problem refusal, Signup signup, ShownNotice shown) {
        if (refusal instanceof Problem.Invalid invalid) {
            List<String> problems = invalid.errors().stream()
                    .map(SignupForms::problem)
                    .distinct()
                    .toList();
            NumberFields typed = signup.typed();
            return pages.form(
                    shown,
                    new SignupPages.Entered(
                            typed.number(), typed.region(), Set.copyOf(ticked(signup)), problems, typed.suggestion()));
        }
        return pages.trouble(shown, refusal instanceof Problem.TooMany ? "too_many" : "unavailable");
    }

    private static List<Purpose> ticked(Signup signup) {
        return signup.decisions().stream()
                .filter(SignupReceipt.SignupDecision::granted)
                .map(decision -> new Purpose(decision.purpose()))
                .collect(Collectors.toList());
    }

    private static String problem(FieldError error) {
        return Set.of("/number", "/region").contains(error.pointer()) ? "number_" + error.code() : "form_broken";
    }
}
