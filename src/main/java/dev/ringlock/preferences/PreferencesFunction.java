package dev.ringlock.preferences;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.consent.Contact;
import dev.ringlock.form.AskPages;
import dev.ringlock.form.PreferredLanguage;
import dev.ringlock.form.SignupPages.Entered;
import dev.ringlock.http.Answers;
import dev.ringlock.http.Endpoint;
import dev.ringlock.http.FormBody;
import dev.ringlock.http.HttpFunction;
import dev.ringlock.http.OwnCookie;
import dev.ringlock.http.Problem;
import dev.ringlock.http.ProblemException;
import dev.ringlock.http.PublicUrl;
import dev.ringlock.http.Request;
import dev.ringlock.steps.AskFrames;
import dev.ringlock.steps.HouseSignature;
import dev.ringlock.steps.PreferenceLinks;
import dev.ringlock.steps.PreferenceLinks.OpenedPage;
import dev.ringlock.store.Store;
import dev.ringlock.terms.Purpose;
import io.quarkus.funqy.Funq;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v1/preferences} shows a person's consents, {@code POST} withdraws them, and {@code POST
 * /v1/preferences/record} hands out all that is held about who gave a code. {@code GET /v1/preferences/receipt} is the signed
 * receipt of one consent, and {@code GET /.well-known/jwks.json} has the keys that check it. Without a link, it has the form that
 * asks for one. The link's token moves into a
 * cookie at once, so that no browser keeps or sends on an address with it. A GET changes nothing stored.
 */
@Singleton
@Named("preferences")
public class PreferencesFunction implements HttpFunction {

    private static final OwnCookie COOKIE = new OwnCookie("ringlock_link", PreferenceLinks.PATH, Duration.ofHours(1));
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{10,64}");
    private static final Set<String> SHOWING = Set.of("GET", "HEAD");
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String RECEIPT = PreferenceLinks.PATH + "/receipt";
    private static final String KEYS = "/.well-known/jwks.json";

    private final Store store;
    private final Preferences preferences;
    private final PreferencesPage page;
    private final AskFrames frames;
    private final AskPages ask;
    private final PublicUrl publicUrl;
    private final OwnRecord record;
    private final HouseSignature house;
    private final StateReceipts receipts;

    PreferencesFunction(
            Store store,
            Preferences preferences,
            PreferencesPage page,
            AskFrames frames,
            AskPages ask,
            PublicUrl publicUrl,
            OwnRecord record,
            HouseSignature house,
            StateReceipts receipts) {
        this.store = store;
        this.preferences = preferences;
        this.page = page;
        this.frames = frames;
        this.ask = ask;
        this.publicUrl = publicUrl;
        this.record = record;
        this.house = house;
        this.receipts = receipts;
    }

    @Funq
    public APIGatewayV2HTTPResponse preferences(@Nullable APIGatewayV2HTTPEvent event) {
        return Endpoint.answer("preferences", event, this);
    }

    @Override
    public APIGatewayV2HTTPResponse answer(Request request) {
        if (request.path().equals(OwnRecord.PATH)) {
            request.refuseUnlessPost();
            return onPage(request, () -> record(request));
        }
        if (SHOWING.contains(request.method())) {
            return switch (request.path()) {
                case KEYS -> Answers.publicDocument("application/jwk-set+json", house.keys());
                case RECEIPT -> onPage(request, () -> receipt(request));
                default -> onPage(request, () -> show(request));
            };
        }
        if (request.path().equals(KEYS) || request.path().equals(RECEIPT)) {
            throw new ProblemException(new Problem.MethodNotAllowed("GET, HEAD"));
        }
        if (!request.method().equals("POST")) {
            throw new ProblemException(new Problem.MethodNotAllowed("GET, HEAD, POST"));
        }
        request.refuseUnlessPost();
        return onPage(request, () -> takeBack(request));
    }

    /** People open links, so problems are shown on a page. Behind a link that does not work, they can ask for another one. */
    private APIGatewayV2HTTPResponse onPage(Request request, Supplier<APIGatewayV2HTTPResponse> work) {
        return Endpoint.guarded(work, refusal -> {
            boolean dead = refusal instanceof Problem.NotFound;
            return Answers.page(
                    refusal, dead ? form(request, true) : ask.trouble(frames.of(language(request), request), refusal));
        });
    }

    private APIGatewayV2HTTPResponse show(Request request) {
        String token = request.query().get("t");
        if (token != null) {
            return withCookie(token);
        }
        if (COOKIE.of(request).isEmpty() || request.query().containsKey("ask")) {
            return Answers.page(200, form(request, false));
        }
        Set<String> done =
                new HashSet<>(List.of(request.query().getOrDefault("done", "").split(",")));
        return Answers.page(200, page.html(opened(request), request.query().get("language"), done, receipts::covers));
    }

    private APIGatewayV2HTTPResponse receipt(Request request) {
        String purpose = request.query().getOrDefault("purpose", "");
        return Optional.of(purpose)
                .filter(Purpose::isId)
                .flatMap(id -> receipts.of(opened(request).contacts(), new Purpose(id)))
                .orElseThrow(() -> new ProblemException(new Problem.NotFound()));
    }

    /** The form that asks for the page, with the country that the browser suggests. */
    private String form(Request request, boolean dead) {
        PreferredLanguage preferred = PreferredLanguage.of(request.header("accept-language"));
        return ask.ask(frames.of(language(request), request), Entered.nothing(preferred.region()), dead);
    }

    private static String language(Request request) {
        return request.query().getOrDefault("language", "");
    }

    private APIGatewayV2HTTPResponse takeBack(Request request) {
        FormBody form = ownForm(request).refuseOthers(Set.of("language", "everything"), Set.of("purpose"));
        List<String> named = form.all("purpose");
        if (named.isEmpty() || !named.stream().allMatch(Purpose::isId)) {
            throw FormBody.unreadable();
        }
        boolean everything = form.first("everything").equals("true");
        preferences.takeBack(
                opened(request).contacts().stream().map(Contact::id).toList(),
                named.stream().map(Purpose::new).collect(Collectors.toSet()),
                everything);
        String language = form.first("language");
        return Answers.seeOther(PreferenceLinks.PATH
                + "?done=" + (everything ? PreferencesPage.EVERYTHING : String.join(",", named))
                + (language.matches("[A-Za-z0-9-]+") ? "&language=" + language : ""));
    }

    /** Only who gave a code gets it. Others are led to the form that asks for one. */
    private APIGatewayV2HTTPResponse record(Request request) {
        FormBody form = ownForm(request).refuseOthers(Set.of("language", "format"), Set.of());
        OpenedPage opened = opened(request);
        if (opened.byCode()) {
            record.countTry(COOKIE.of(request));
        }
        return opened.byCode()
                ? record.answer(opened.contacts(), form.first("format"), form.first("language"), request)
                : Answers.seeOther(PreferenceLinks.PATH + "?ask=code");
    }

    private static FormBody ownForm(Request request) {
        if (!request.mediaType().equals(FORM)) {
            throw new ProblemException(new Problem.UnsupportedMedia(FORM));
        }
        if (request.header("sec-fetch-site").equals("cross-site")) {
            throw new ProblemException(new Problem.Forbidden("This form is sent from its own page only."));
        }
        return FormBody.read(request.body());
    }

    private OpenedPage opened(Request request) {
        String token = COOKIE.of(request);
        if (TOKEN.matcher(token).matches()) {
            OpenedPage opened = PreferenceLinks.open(store, token);
            if (!opened.contacts().isEmpty()) {
                return opened;
            }
        }
        throw new ProblemException(new Problem.NotFound());
    }

    /** The token is not looked up yet: a link scanner learns nothing and changes nothing. */
    private APIGatewayV2HTTPResponse withCookie(String token) {
        if (!TOKEN.matcher(token).matches()) {
            throw new ProblemException(new Problem.NotFound());
        }
        return COOKIE.set(Answers.seeOther(PreferenceLinks.PATH), token, publicUrl.isSecure());
    }
}
