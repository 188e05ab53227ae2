package dev.ringlock.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** Makes HTTP answers. The one place that knows which outcome has which status. */
public final class Answers {

    /** Pages load nothing from elsewhere and run no script. */
    private static final String PAGE_POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
                    + " base-uri 'none'; frame-ancestors 'none'";

    /** The console's script comes from here alone, builds no page out of text, and calls nobody but us and the sign-in. */
    private static final String CONSOLE_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                    + " connect-src 'self'%s; form-action 'none'; base-uri 'none'; frame-ancestors 'none';"
                    + " require-trusted-types-for 'script'; trusted-types 'none'";

    private record ProblemText(int status, String code, String title, String detail) {}

    private Answers() {}

    /** An answer in JSON, meant for nobody but the caller. */
    public static APIGatewayV2HTTPResponse json(int status, Object body) {
        return answer(status, "application/json", Json.write(body), Map.of("Cache-Control", "no-store"));
    }

    public static APIGatewayV2HTTPResponse page(int status, String html) {
        return page(status, html, PAGE_POLICY);
    }

    /**
     * The page that the console's script runs in.
     *
     * @param called the origin that it calls besides its own; empty if it calls none
     */
    public static APIGatewayV2HTTPResponse console(String html, String called) {
        APIGatewayV2HTTPResponse page = page(200, html, CONSOLE_POLICY.formatted(called.isEmpty() ? "" : " " + called));
        page.getHeaders().put("Cross-Origin-Opener-Policy", "same-origin");
        return page;
    }

    private static APIGatewayV2HTTPResponse page(int status, String html, String policy) {
        return answer(
                status,
                "text/html; charset=utf-8",
                html,
                Map.of(
                        "Cache-Control", "no-store",
                        "Content-Security-Policy", policy,
                        "Referrer-Policy", "no-referrer"));
    }

    /** What a provider hears whose webhook was taken: the form of it is the provider's. */
    public static APIGatewayV2HTTPResponse webhook(int status, String mediaType, String body) {
        return answer(status, mediaType, body, Map.of("Cache-Control", "no-store"));
    }

    /** The page that tells a refusal, with the status and headers the refusal has everywhere. */
    public static APIGatewayV2HTTPResponse page(Problem refusal, String html) {
        APIGatewayV2HTTPResponse answer = page(told(refusal).status(), html);
        answer.getHeaders().putAll(headers(refusal));
        return answer;
    }

    /** Sends the browser on to another path of ours, by a GET. */
    public static APIGatewayV2HTTPResponse seeOther(String path) {
        return answer(
                303,
                "text/plain; charset=utf-8",
                "",
                Map.of("Cache-Control", "no-store", "Location", path, "Referrer-Policy", "no-referrer"));
    }

    /** A file that is the caller's alone, to be kept under that name and by nobody on the way. */
    public static APIGatewayV2HTTPResponse download(String mediaType, String content, String name) {
        return answer(
                200,
                mediaType,
                content,
                Map.of(
                        "Cache-Control", "no-store",
                        "Content-Disposition", "attachment; filename=\"" + name + "\"",
                        "Pragma", "no-cache"));
    }

    /** A file that is the same for everybody. */
    public static APIGatewayV2HTTPResponse file(String mediaType, byte[] content) {
        APIGatewayV2HTTPResponse answer = answer(
                200,
                mediaType,
                Base64.getEncoder().encodeToString(content),
                Map.of("Cache-Control", "public, max-age=3600"));
        answer.setIsBase64Encoded(true);
        return answer;
    }

    /**
     * A file that has to be one with others of the same build: a browser asks for it each time, and is told if it has it.
     *
     * @param tag of its content
     * @param held the tags that the browser has, as its {@code If-None-Match} says
     */
    public static APIGatewayV2HTTPResponse file(String mediaType, byte[] content, String tag, String held) {
        String quoted = '"' + tag + '"';
        APIGatewayV2HTTPResponse answer =
                held.contains(quoted) ? answer(304, mediaType, "", Map.of()) : file(mediaType, content);
        answer.getHeaders().put("Cache-Control", "no-cache");
        answer.getHeaders().put("ETag", quoted);
        return answer;
    }

    public static APIGatewayV2HTTPResponse problem(Problem refusal) {
        ProblemText told = told(refusal);
        ObjectNode body = Json.object()
                .put("type", "urn:ringlock:problem:" + told.code())
                .put("title", told.title())
                .put("status", told.status())
                .put("detail", told.detail());
        if (refusal instanceof Problem.Invalid invalid) {
            ArrayNode errors = body.putArray("errors");
            for (FieldError error : invalid.errors()) {
                errors.addObject()
                        .put("pointer", error.pointer())
                        .put("code", error.code())
                        .put("detail", error.detail());
            }
        }
        Map<String, String> headers = headers(refusal);
        headers.put("Cache-Control", "no-store");
        return answer(told.status(), "application/problem+json", Json.write(body), headers);
    }

    private static ProblemText told(Problem refusal) {
        if (refusal instanceof Problem.Malformed malformed) {
            return new ProblemText(400, malformed.code(), "The request cannot be read", malformed.detail());
        } else if (refusal instanceof Problem.NoToken) {
            return new ProblemText(401, "no_token", "Who is calling?", "This takes a bearer token.");
        } else if (refusal instanceof Problem.Forbidden forbidden) {
            return new ProblemText(403, "forbidden", "Not allowed", forbidden.detail());
        } else if (refusal instanceof Problem.NotFound) {
            return new ProblemText(404, "not_found", "Not found", "There is nothing here.");
        } else if (refusal instanceof Problem.MethodNotAllowed wrong) {
            return new ProblemText(
                    405, "method_not_allowed", "Method not allowed", "This takes " + wrong.allowed() + ".");
        } else if (refusal instanceof Problem.Conflict conflict) {
            return new ProblemText(409, "conflict", "Not as it is", conflict.detail());
        } else if (refusal instanceof Problem.TooLarge large) {
            return new ProblemText(
                    413, "too_large", "The body is too large", "It may have " + large.mostBytes() + " bytes.");
        } else if (refusal instanceof Problem.UnsupportedMedia media) {
            return new ProblemText(
                    415, "unsupported_media", "This kind of body is not taken", "Send " + media.accepted() + ".");
        } else if (refusal instanceof Problem.Invalid) {
            return new ProblemText(422, "invalid", "Something in the request is wrong", "Every error is listed.");
        } else if (refusal instanceof Problem.NotProved) {
            return new ProblemText(
                    422,
                    "not_proved",
                    "This does not prove it",
                    "The code, the number and the record have to belong together, and a code works once, for 10 minutes.");
        } else if (refusal instanceof Problem.KeyReused) {
            return new ProblemText(
                    422,
                    "idempotency_key_reused",
                    "The Idempotency-Key was used before",
                    "It belongs to another request; give every new request a new key.");
        } else if (refusal instanceof Problem.TooMany) {
            return new ProblemText(429, "too_many", "Too many tries", "Try again after the time in Retry-After.");
        } else if (refusal instanceof Problem.Unavailable) {
            return new ProblemText(
                    503,
                    "unavailable",
                    "Not available just now",
                    "Nothing is half done: send the same request again after the time in Retry-After.");
        }
        return new ProblemText(500, "failed", "Something went wrong on our side", "It has been noted.");
    }

    private static Map<String, String> headers(Problem refusal) {
        Map<String, String> headers = new TreeMap<>();
        if (refusal instanceof Problem.TooMany many) {
            headers.put("Retry-After", seconds(many.retryAfter()));
        } else if (refusal instanceof Problem.Unavailable unavailable) {
            headers.put("Retry-After", seconds(unavailable.retryAfter()));
        } else if (refusal instanceof Problem.NoToken) {
            headers.put("WWW-Authenticate", "Bearer");
        } else if (refusal instanceof Problem.MethodNotAllowed wrong) {
            headers.put("Allow", wrong.allowed());
        }
        return headers;
    }

    private static String seconds(Duration duration) {
        return String.valueOf(Math.max(1, duration.plusMillis(999).toSeconds()));
    }

    private static APIGatewayV2HTTPResponse answer(
            int status, String mediaType, String body, Map<String, String> more) {
        Map<String, String> headers = new TreeMap<>(more);
        headers.put("Content-Type", mediaType);
        headers.put("X-Content-Type-Options", "nosniff");
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(status)
                .withHeaders(headers)
                .withBody(body)
                .withIsBase64Encoded(false)
                .build();
    }
}
