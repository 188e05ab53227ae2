package dev.ringlock.links;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.form.AskPages;
import dev.ringlock.form.AskPages.AskFrame;
import dev.ringlock.form.CodeNote;
import dev.ringlock.form.CodePage;
import dev.ringlock.form.CodePage.HiddenField;
import dev.ringlock.form.SignupPages.Entered;
import dev.ringlock.http.Answers;
import dev.ringlock.http.Caller;
import dev.ringlock.http.CodeField;
import dev.ringlock.http.Endpoint;
import dev.ringlock.http.FieldError;
import dev.ringlock.http.FormBody;
import dev.ringlock.http.NumberFields;
import dev.ringlock.http.Problem;
import dev.ringlock.http.ProblemException;
import dev.ringlock.http.Request;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.AskFrames;
import dev.ringlock.steps.AskedCode;
import dev.ringlock.steps.CodeCookie;
import dev.ringlock.steps.PreferenceLinks;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The forms by which a person asks for their own page: {@code POST /v1/preferences/codes} sends a code, {@code GET} has the
 * form for it, {@code POST /v1/preferences/codes/confirm} takes it and leads to the page. Every answer is the same whatever
 * is stored, but the one to a right code.
 */
@Singleton
final class PageCodeForms {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String CONFIRM = CodeCookie.PAGE_CODES + "/confirm";
    private static final Set<String> FIELDS = Set.of("number", "region", "language", "recordId", "code");

    private final AskFrames frames;
    private final AskPages pages;
    private final PageCodes codes;
    private final CodeCookie cookie;
    private final Arrivals arrivals;

    PageCodeForms(AskFrames frames, AskPages pages, PageCodes codes, CodeCookie cookie, Arrivals arrivals) {
        this.frames = frames;
        this.pages = pages;
        this.codes = codes;
        this.cookie = cookie;
        this.arrivals = arrivals;
    }

    static boolean takes(Request request) {
        return request.path().startsWith(CodeCookie.PAGE_CODES);
    }

    APIGatewayV2HTTPResponse answer(Request request) {
        boolean asks = request.path().equals(CodeCookie.PAGE_CODES);
        if (asks && (request.method().equals("GET") || request.method().equals("HEAD"))) {
            return onPage(request, request.query().getOrDefault("language", ""), () -> show(request));
        }
        if (asks && !request.method().equals("POST")) {
            throw new ProblemException(new Problem.MethodNotAllowed("GET, HEAD, POST"));
        }
        request.refuseUnlessPost();
        if (!request.mediaType().equals(FORM)) {
            throw new ProblemException(new Problem.UnsupportedMedia(FORM));
        }
        FormBody form = FormBody.read(request.body()).refuseOthers(FIELDS, Set.of());
        Caller caller = new Caller(request.caller(), request.header("user-agent"));
        return onPage(
                request, form.first("language"), () -> asks ? ask(request, form, caller) : open(request, form, caller));
    }

    private APIGatewayV2HTTPResponse onPage(Request request, String language, Supplier<APIGatewayV2HTTPResponse> work) {
        return Endpoint.guarded(
                work, refusal -> Answers.page(refusal, pages.trouble(frames.of(language, request), refusal)));
    }

    private APIGatewayV2HTTPResponse show(Request request) {
        AskFrame frame = frames.of(request.query().getOrDefault("language", ""), request);
        CodeNote note = CodeNote.of(request.query().getOrDefault("code", ""));
        Instant now = arrivals.now();
        return cookie.read(request, CodeCookie.PAGE_CODES, now)
                .map(asked -> Answers.page(200, pages.code(frame, codePage(frame, asked, note, now))))
                .orElseGet(() -> Answers.seeOther(PreferenceLinks.PATH));
    }

    private APIGatewayV2HTTPResponse ask(Request request, FormBody form, Caller caller) {
        AskFrame frame = frames.of(form.first("language"), request);
        NumberFields typed = new NumberFields(form.first("number"), form.first("region"));
        List<FieldError> errors = new ArrayList<>();
        Optional<PhoneNumber> number = typed.any(errors);
        if (number.isEmpty()) {
            String problem = "number_" + errors.get(0).code();
            return Answers.page(
                    new Problem.Invalid(errors),
                    pages.ask(
                            frame,
                            new Entered(typed.number(), typed.region(), Set.of(), List.of(problem), typed.suggestion()),
                            false));
        }
        Instant now = arrivals.now();
        Optional<AskedCode> before = cookie.read(request, CodeCookie.PAGE_CODES, now)
                .filter(asked -> asked.number().equals(number.get()));
        if (before.isPresent() && !before.get().pause(now).isZero()) {
            return Answers.seeOther(codePath(frame, CodeNote.EARLY));
        }
        AskedCode asked = before.map(earlier -> earlier.again(now))
                .orElseGet(() -> AskedCode.first(arrivals.recordId(), number.get(), now));
        codes.ask(asked.recordId(), number.get(), frame.language(), caller);
        CodeNote note = before.isPresent() ? CodeNote.SENT : CodeNote.NOTHING;
        return cookie.set(Answers.seeOther(codePath(frame, note)), CodeCookie.PAGE_CODES, asked);
    }

    private APIGatewayV2HTTPResponse open(Request request, FormBody form, Caller caller) {
        AskFrame frame = frames.of(form.first("language"), request);
        Optional<String> code = CodeField.read(form.first("code"));
        if (code.isEmpty()) {
            return Answers.seeOther(codePath(frame, CodeNote.UNREADABLE));
        }
        return new NumberFields(form.first("number"), form.first("region"))
                .any(new ArrayList<>())
                .flatMap(number -> codes.open(form.first("recordId"), number, code.get(), caller))
                .map(token -> Answers.seeOther(PreferenceLinks.PATH + "?t=" + token))
                .orElseGet(() -> Answers.seeOther(codePath(frame, CodeNote.WRONG)));
    }

    private static String codePath(AskFrame frame, CodeNote note) {
        return CodeCookie.PAGE_CODES + "?language=" + frame.language()
                + (note == CodeNote.NOTHING ? "" : "&code=" + note.id());
    }

    private static CodePage codePage(AskFrame frame, AskedCode asked, CodeNote note, Instant now) {
        return new CodePage(
                CONFIRM,
                CodeCookie.PAGE_CODES,
                List.of(
                        new HiddenField("language", frame.language()),
                        new HiddenField("recordId", asked.recordId()),
                        new HiddenField("number", asked.inClear())),
                note,
                asked.pause(now));
    }
}
