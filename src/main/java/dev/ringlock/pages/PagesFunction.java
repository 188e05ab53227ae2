package dev.ringlock.pages;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.form.PreferredLanguage;
import dev.ringlock.form.SignupPages;
import dev.ringlock.http.Answers;
import dev.ringlock.http.Endpoint;
import dev.ringlock.http.HttpFunction;
import dev.ringlock.http.Problem;
import dev.ringlock.http.ProblemException;
import dev.ringlock.http.PublicUrl;
import dev.ringlock.http.Request;
import dev.ringlock.policy.Policy;
import dev.ringlock.signin.SignIn;
import dev.ringlock.terms.Notice;
import dev.ringlock.terms.ShownNotice;
import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /} (the signup form; {@code ?notice=} and {@code ?language=} choose), {@code GET /console/} (the staff
 * console, whose script uses the API as the signed-in person), {@code GET /assets/…}, and {@code GET
 * /.well-known/authzen-configuration} (where AuthZEN's questions are answered).
 */
@Singleton
@Named("pages")
@RegisterForReflection(targets = {ConsoleConfig.class, ConsoleConfig.PurposeTitle.class, AccessConfiguration.class})
public class PagesFunction implements HttpFunction {

    private static final Set<String> SHOWING = Set.of("GET", "HEAD");

    private final Policy policy;
    private final SignupPages pages;
    private final Supplier<SignIn> signIn;
    private final PublicUrl publicUrl;

    PagesFunction(Policy policy, SignupPages pages, Supplier<SignIn> signIn, PublicUrl publicUrl) {
        this.policy = policy;
        this.pages = pages;
        this.signIn = signIn;
        this.publicUrl = publicUrl;
    }

    @Funq
    public APIGatewayV2HTTPResponse pages(@Nullable APIGatewayV2HTTPEvent event) {
        return Endpoint.answer("pages", event, this);
    }

    @Override
    public APIGatewayV2HTTPResponse answer(Request request) {
        if (!SHOWING.contains(request.method())) {
            throw new ProblemException(new Problem.MethodNotAllowed("GET, HEAD"));
        }
        return switch (request.path()) {
            case "/" -> signup(request);
            // the sign-in sends people back to the path with the slash
            case "/console" -> Answers.seeOther("/console/");
            case "/console/" -> Answers.console(Assets.consolePage(), tokenOrigin());
            case "/.well-known/authzen-configuration" -> Answers.json(200, AccessConfiguration.of(publicUrl));
            case "/console/config.json" -> Answers.json(200, ConsoleConfig.of(policy, signIn.get()));
            default -> file(request);
        };
    }

    /** While the sign-in does not answer, the page still works and says so. Its script then needs no other origin. */
    private String tokenOrigin() {
        try {
            return signIn.get().tokenOrigin();
        } catch (ProblemException e) {
            return "";
        }
    }

    private static APIGatewayV2HTTPResponse file(Request request) {
        Assets.Asset asset =
                Assets.find(request.path()).orElseThrow(() -> new ProblemException(new Problem.NotFound()));
        // scripts that import each other must be of one build
        return request.path().startsWith(Assets.CONSOLE)
                ? Answers.file(asset.mediaType(), asset.content(), asset.tag(), request.header("if-none-match"))
                : Answers.file(asset.mediaType(), asset.content());
    }

    private APIGatewayV2HTTPResponse signup(Request request) {
        String id =
                request.query().getOrDefault("notice", policy.notices().get(0).id());
        Notice notice = policy.newest(id).orElseThrow(() -> new ProblemException(new Problem.NotFound()));
        PreferredLanguage preferred = PreferredLanguage.of(request.header("accept-language"));
        String language = notice.wording(request.query().getOrDefault("language", ""))
                .map(wording -> wording.language())
                .orElseGet(() -> preferred.among(policy.languages()));
        ShownNotice shown = new ShownNotice(notice, notice.wording(language).orElseThrow());
        return Answers.page(200, pages.form(shown, SignupPages.Entered.nothing(preferred.region())));
    }
}
