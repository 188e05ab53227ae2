package dev.ringlock.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request as API Gateway (payload format 2.0) hands it over.
 *
 * @param path as the caller sent it
 * @param rawQuery the part after the question mark as the caller sent it: some callers sign it
 * @param headers by lower-case name; a repeated header has all its values, with commas between
 * @param body the raw bytes, whether they came as text or as base64
 * @param caller the address that API Gateway saw; empty if it saw none
 * @param claims of the token that API Gateway's authorizer has checked; empty without one
 * @param route the path's template, such as {@code /v1/contacts/{contactId}}; empty if it matches none
 * @param parameters of the path, by their names in the template
 */
public record Request(
        String method,
        String path,
        String rawQuery,
        Map<String, String> query,
        Map<String, String> headers,
        byte[] body,
        String caller,
        Map<String, String> claims,
        String route,
        Map<String, String> parameters) {

    /** The most bytes of a body. */
    public static final int MOST_BYTES = 16 * 1024;

    /** The most bytes of a body that asks a thousand things at once. */
    public static final int MOST_BATCH_BYTES = 512 * 1024;

    /**
     * The request inside an event.
     *
     * @throws ProblemException if the event is not an HTTP request
     */
    public static Request of(@Nullable APIGatewayV2HTTPEvent event) {
        GatewayEvent read = GatewayEvent.of(event);
        return new Request(
                read.method(),
                read.path(),
                read.rawQuery(),
                read.query(),
                read.headers(),
                read.body(),
                read.caller(),
                read.claims(),
                read.route(),
                read.parameters());
    }

    /** A request without a token and without a route. */
    public Request(
            String method,
            String path,
            String rawQuery,
            Map<String, String> query,
            Map<String, String> headers,
            byte[] body,
            String caller) {
        this(method, path, rawQuery, query, headers, body, caller, Map.of(), "", Map.of());
    }

    /** A parameter of the path. Empty if the route does not have it. */
    public String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    /** A cookie's value. Empty if the browser did not send it. */
    public String cookie(String name) {
        return Arrays.stream(header("cookie").split(";"))
                .map(String::strip)
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .findFirst()
                .orElse("");
    }

    /**
     * Accepts only a POST with a body of ordinary size.
     *
     * @throws ProblemException for everything else
     */
    public void refuseUnlessPost() {
        refuseUnlessPost(MOST_BYTES);
    }

    /**
     * Accepts only a POST with a body of at most so many bytes.
     *
     * @throws ProblemException for everything else
     */
    public void refuseUnlessPost(int mostBytes) {
        if (!method.equals("POST")) {
            throw new ProblemException(new Problem.MethodNotAllowed("POST"));
        }
        if (body.length > mostBytes) {
            throw new ProblemException(new Problem.TooLarge(mostBytes));
        }
    }

    /**
     * Accepts only a GET.
     *
     * @throws ProblemException for everything else
     */
    public void refuseUnlessGet() {
        if (!method.equals("GET")) {
            throw new ProblemException(new Problem.MethodNotAllowed("GET"));
        }
    }

    /**
     * Refuses unknown parameters: one of them could be meant as a filter, and would not filter.
     *
     * @throws ProblemException if there is one
     */
    public void refuseOtherParameters(Set<String> known) {
        if (!known.containsAll(query.keySet())) {
            throw new ProblemException(new Problem.Invalid(
                    List.of(new FieldError("", "unknown_field", "The query has a parameter that is not known here."))));
        }
    }

    /**
     * Accepts only a body in JSON.
     *
     * @throws ProblemException for everything else
     */
    public void refuseUnlessJson() {
        if (!mediaType().equals("application/json")) {
            throw new ProblemException(new Problem.UnsupportedMedia("application/json"));
        }
    }

    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** The body's media type in lower case, without parameters. Empty if the request names none. */
    public String mediaType() {
        return header("content-type").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
