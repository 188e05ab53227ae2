package dev.ringlock.standalone;

import static java.util.Map.entry;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.audience.AudienceFunction;
import dev.ringlock.audit.AuditFunction;
import dev.ringlock.capture.CaptureFunction;
import dev.ringlock.confirm.ConfirmFunction;
import dev.ringlock.contacts.ContactsFunction;
import dev.ringlock.http.Answers;
import dev.ringlock.http.Problem;
import dev.ringlock.http.Request;
import dev.ringlock.inbound.InboundFunction;
import dev.ringlock.links.LinksFunction;
import dev.ringlock.pages.PagesFunction;
import dev.ringlock.preferences.PreferencesFunction;
import dev.ringlock.reveal.RevealFunction;
import dev.ringlock.standalone.oidc.ProviderUnavailableException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Does the work of API Gateway on AWS: it turns each HTTP request into the event that API Gateway would send, and the
 * function's answer into an HTTP answer. It decides nothing else.
 */
@Singleton
class Gateway {

    /** The request's raw body waits here for the function. Vert.x' own reader would parse forms. */
    static final String BODY = "ringlock.body";

    /** Paths without a token check, which work without the OpenID provider. */
    private static final Set<String> FOR_EVERYBODY = Set.of(
            "/v1/consents",
            "/v1/consents/confirm",
            "/v1/inbound/:provider",
            "/v1/preferences",
            "/",
            "/console/*",
            "/assets/*");

    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final ServerSettings settings;
    private final Tokens tokens;
    private final Map<String, Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse>> functions;

    Gateway(ServerSettings settings, Tokens tokens, Functions functions) {
        this.settings = settings;
        this.tokens = tokens;
        this.functions = functions.byPath();
    }

    /** The functions that answer HTTP, at API Gateway's paths. */
    @Singleton
    record Functions(
            CaptureFunction capture,
            ConfirmFunction confirm,
            InboundFunction inbound,
            PreferencesFunction preferences,
            LinksFunction links,
            ContactsFunction contacts,
            AudienceFunction audience,
            RevealFunction reveal,
            AuditFunction audit,
            PagesFunction pages) {

        Map<String, Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse>> byPath() {
            return Map.ofEntries(
                    entry("/v1/consents", capture::capture),
                    entry("/v1/consents/confirm", confirm::confirm),
                    entry("/v1/inbound/:provider", inbound::webhook),
                    entry("/v1/preferences", preferences::preferences),
                    entry("/v1/preferences/links", links::links),
                    entry("/v1/contacts/*", contacts::contacts),
                    entry("/v1/purposes/:purpose/audience", audience::audience),
                    entry("/v1/purposes/:purpose/exports", audience::audience),
                    entry("/v1/purposes/:purpose/exports/*", audience::audience),
                    entry("/v1/purposes/:purpose/reveal", reveal::reveal),
                    entry("/v1/ledger", audit::audit),
                    entry("/v1/runs", audit::audit),
                    entry("/", pages::pages),
                    entry("/console/*", pages::pages),
                    entry("/assets/*", pages::pages));
        }
    }

    /** Checks a token before the function runs, on the paths where API Gateway has an authorizer. */
    private APIGatewayV2HTTPResponse answer(
            RoutingContext context, String path, Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> function) {
        String authorization = context.request().getHeader("Authorization");
        try {
            boolean asked = authorization != null && !FOR_EVERYBODY.contains(path);
            return function.apply(Events.of(context, asked ? tokens.claims(authorization) : Map.of()));
        } catch (ProviderUnavailableException e) {
            return Answers.problem(new Problem.Unavailable(PAUSE));
        }
    }

    void route(@Observes Router router) {
        if (settings.demo()) {
            // before every other route: the order of observers is not fixed
            router.route().order(Integer.MIN_VALUE).handler(DemoGuard::check);
        }
        router.route().order(Integer.MIN_VALUE + 1).handler(Gateway::collect);
        functions.forEach((path, function) ->
                router.route(path).blockingHandler(context -> send(context, answer(context, path, function)), false));
        // after every other route, including those of extensions and of the demo
        router.route()
                .order(Integer.MAX_VALUE)
                .handler(context -> send(context, Answers.problem(new Problem.NotFound())));
        router.errorHandler(
                400,
                context -> send(
                        context,
                        Answers.problem(new Problem.Malformed("bad_request", "The request line cannot be read."))));
        router.errorHandler(500, context -> send(context, Answers.problem(new Problem.Failed())));
    }

    /** Reads no more than a function accepts. A caller who sends more gets an answer, and the rest is not read. */
    private static void collect(RoutingContext context) {
        Buffer body = Buffer.buffer();
        HttpServerRequest request = context.request();
        request.handler(chunk -> {
            body.appendBuffer(chunk);
            if (body.length() > Request.MOST_BYTES) {
                request.handler(null).endHandler(null);
                if (request.version() != HttpVersion.HTTP_2) {
                    context.response().putHeader("Connection", "close");
                }
                send(context, Answers.problem(new Problem.TooLarge(Request.MOST_BYTES)));
            }
        });
        request.endHandler(end -> {
            context.put(BODY, body);
            context.next();
        });
    }

    static void send(RoutingContext context, APIGatewayV2HTTPResponse answer) {
        HttpServerResponse response = context.response();
        response.setStatusCode(answer.getStatusCode());
        answer.getHeaders().forEach(response::putHeader);
        Buffer body = answer.getIsBase64Encoded()
                ? Buffer.buffer(Base64.getDecoder().decode(answer.getBody()))
                : Buffer.buffer(answer.getBody());
        if (context.request().method().equals(HttpMethod.HEAD)) {
            response.putHeader("Content-Length", String.valueOf(body.length())).end();
        } else {
            response.end(body);
        }
    }
}
