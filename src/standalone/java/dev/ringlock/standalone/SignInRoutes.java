package dev.ringlock.standalone;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.http.Answers;
import dev.ringlock.http.Caller;
import dev.ringlock.http.Endpoint;
import dev.ringlock.http.FieldError;
import dev.ringlock.http.Fields;
import dev.ringlock.http.Json;
import dev.ringlock.http.Problem;
import dev.ringlock.http.ProblemException;
import dev.ringlock.http.Request;
import dev.ringlock.http.Time;
import dev.ringlock.standalone.staff.LocalSignIn;
import dev.ringlock.standalone.staff.SignInResult;
import dev.ringlock.standalone.staff.SignInTry;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

/** {@code POST /v1/sign-in} and {@code /v1/sign-out}, in lasting mode without an OpenID provider. */
@Singleton
class SignInRoutes {

    private static final String SIGN_IN = "/v1/sign-in";
    private static final String SIGN_OUT = "/v1/sign-out";

    private final ServerSettings settings;
    private final Instance<LocalSignIn> signIn;

    SignInRoutes(ServerSettings settings, Instance<LocalSignIn> signIn) {
        this.settings = settings;
        this.signIn = signIn;
    }

    /** A session's beginning, as its caller sees it. */
    record SessionView(String token, String expiresAt, String name, List<String> roles, String device) {}

    void route(@Observes Router router) {
        if (StaffSignIn.isLocal(settings)) {
            route(router, SIGN_IN, this::signIn);
            route(router, SIGN_OUT, this::signOut);
        }
    }

    private static void route(Router router, String path, Function<Request, APIGatewayV2HTTPResponse> work) {
        router.route(path)
                .blockingHandler(
                        context -> Gateway.send(
                                context, Endpoint.guarded(() -> work.apply(request(context, path)), Answers::problem)),
                        false);
    }

    private static Request request(RoutingContext context, String path) {
        HttpServerRequest request = context.request();
        Map<String, String> headers = new TreeMap<>();
        request.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        return new Request(
                request.method().name(),
                path,
                Objects.requireNonNullElse(request.query(), ""),
                Map.of(),
                headers,
                context.<Buffer>get(Gateway.BODY, Buffer.buffer()).getBytes(),
                request.remoteAddress().hostAddress());
    }

    private APIGatewayV2HTTPResponse signIn(Request request) {
        request.refuseUnlessPost();
        request.refuseUnlessJson();
        List<FieldError> errors = new ArrayList<>();
        Fields fields = Fields.of(Json.read(request.body()), errors);
        SignInTry tried = new SignInTry(
                fields.text("name"),
                fields.text("password"),
                fields.text("code"),
                fields.optionalText("device"),
                new Caller(request.caller(), request.header("user-agent")));
        fields.refuseOthers();
        ProblemException.ifAny(errors);
        if (signIn.get().signIn(tried) instanceof SignInResult.SignedIn begun) {
            return Answers.json(
                    200,
                    new SessionView(
                            begun.token(), Time.rfc3339(begun.endsAt()), begun.name(), begun.roles(), begun.device()));
        }
        throw new ProblemException(new Problem.NotSignedIn());
    }

    /** The answer is the same whether there was a session or not. */
    private APIGatewayV2HTTPResponse signOut(Request request) {
        request.refuseUnlessPost();
        signIn.get().signOut(request.header("authorization"));
        return Answers.json(200, Map.of("signedOut", true));
    }
}
