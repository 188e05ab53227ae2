package dev.ringlock.standalone;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.UnavailableException;
import dev.ringlock.functions.BuiltFunction;
import dev.ringlock.functions.RouteMatch;
import dev.ringlock.http.Answers;
import dev.ringlock.http.Endpoint;
import dev.ringlock.http.HttpFunction;
import dev.ringlock.http.Problem;
import dev.ringlock.http.Request;
import dev.ringlock.imports.ImportsFunction;
import dev.ringlock.provider.Webhooks;
import io.quarkus.arc.Arc;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Does the work of API Gateway on AWS: it turns each HTTP request into the event that API Gateway would send, and the
 * function's answer into an HTTP answer. It decides nothing else.
 */
@Singleton
class Gateway {

    /** The request's raw body waits here for the function. Vert.x' own reader would parse forms. */
    static final String BODY = "ringlock.body";

    private static final Logger LOG = Logger.getLogger("ringlock");
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final ServerSettings settings;
    private final Tokens tokens;
    private final Map<BuiltFunction, HttpFunction> functions;

    Gateway(ServerSettings settings, Tokens tokens) {
        this.settings = settings;
        this.tokens = tokens;
        // all of them at the start, to report missing settings then; a function's bean has the function's name
        this.functions = Arrays.stream(BuiltFunction.values())
                .filter(function -> !function.routes().isEmpty())
                .collect(Collectors.toMap(
                        function -> function,
                        function -> Arc.container()
                                .<HttpFunction>instance(function.id())
                                .get()));
    }

    /** Checks a token before the function runs, on the paths where API Gateway has an authorizer. */
    private APIGatewayV2HTTPResponse answer(RoutingContext context, RouteMatch match) {
        String authorization = context.request().getHeader("Authorization");
        try {
            boolean needed = authorization != null && match.haveToken();
            Map<String, String> claims = needed ? tokens.claims(authorization) : Map.of();
            return answer(match.function(), Events.of(context, match, claims));
        } catch (UnavailableException e) {
            return Answers.problem(new Problem.Unavailable(PAUSE));
        }
    }

    /** A function's answer to an event. */
    APIGatewayV2HTTPResponse answer(BuiltFunction function, APIGatewayV2HTTPEvent event) {
        return Endpoint.answer(function.id(), event, Objects.requireNonNull(functions.get(function)));
    }

    void route(@Observes Router router) {
        if (settings.demo()) {
            // before every other route: the order of observers is not fixed
            router.route().order(Integer.MIN_VALUE).handler(DemoGuard::check);
        }
        router.route().order(Integer.MIN_VALUE + 1).handler(Gateway::collect);
        // after every other route, including those of extensions and of the demo
        router.route().order(Integer.MAX_VALUE).handler(this::dispatch);
        router.errorHandler(
                400,
                context -> send(
                        context,
                        Answers.problem(new Problem.Malformed("bad_request", "The request line cannot be read."))));
        router.errorHandler(500, Gateway::fail);
    }

    /** Quarkus would log the request's path, and an exception's message may hold parts of the request too. */
    private static void fail(RoutingContext context) {
        if (context.failure() != null) {
            LOG.errorf("failed: %s", Endpoint.place(context.failure()));
        }
        send(context, Answers.problem(new Problem.Failed()));
    }

    /** A path without a function needs no thread that may wait. */
    private void dispatch(RoutingContext context) {
        Optional<RouteMatch> match = RouteMatch.of(Events.path(context));
        if (match.isEmpty()) {
            send(context, Answers.problem(new Problem.NotFound()));
            return;
        }
        context.vertx()
                .executeBlocking(() -> answer(context, match.get()), false)
                .onSuccess(answer -> send(context, answer))
                .onFailure(context::fail);
    }

    /**
     * Reads no more than the function accepts: providers' messages and many questions at once may be longer. A caller who sends more gets an answer, and
     * the rest is not read.
     */
    private static void collect(RoutingContext context) {
        Buffer body = Buffer.buffer();
        HttpServerRequest request = context.request();
        int most = RouteMatch.of(Events.path(context)).map(Gateway::mostBytes).orElse(Request.MOST_BYTES);
        request.handler(chunk -> {
            body.appendBuffer(chunk);
            if (body.length() > most) {
                request.handler(null).endHandler(null);
                context.response().putHeader("Connection", "close");
                send(context, Answers.problem(new Problem.TooLarge(most)));
            }
        });
        request.endHandler(end -> {
            context.put(BODY, body);
            context.next();
        });
    }

    private static int mostBytes(RouteMatch match) {
        return switch (match.function()) {
            case IMPORTS ->
                match.template().endsWith("/parts/{part}")
                        ? ImportsFunction.MOST_PART_BYTES
                        : ImportsFunction.MOST_MAPPING_BYTES;
            case INBOUND, DELIVERY -> Webhooks.MOST_BYTES;
            case DECIDE -> Request.MOST_BATCH_BYTES;
            default -> Request.MOST_BYTES;
        };
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
