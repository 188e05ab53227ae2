package dev.ringlock.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** Makes HTTP answers. Only this class knows the status of each outcome. */
public final class Answers {

    /** Pages load nothing from other sites and run no script. */
    private static final String PAGE_POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
                    + " base-uri 'none'; frame-ancestors 'none'";

    /**
     * The console's script comes from this site only, builds no HTML from text, and talks only to us and the sign-in.
     */
    private static final String CONSOLE_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                    + " connect-src 'self'%s; form-action 'none'; base-uri 'none'; frame-ancestors 'none';"
                    + " require-trusted-types-for 'script'; trusted-types 'none'";

    /** Lambda hands out at most 6 MB, and the headers are among them. A pack of 4.3 MB is as large as this in base64. */
    static final int LARGEST_BODY = 5_750_000;

    private Answers() {}

    /**
     * The answer, if Lambda can hand it out. The limit holds on one machine too: there is one API.
     *
     * @param refusal tells the caller that it is too large, and what they may do
     * @throws ProblemException with these words, if Lambda cannot
     */
    public static APIGatewayV2HTTPResponse ifItFits(APIGatewayV2HTTPResponse answer, String refusal) {
        if (!fits(answer.getBody())) {
            throw ProblemException.of(new FieldError("", "size", refusal));
        }
        return answer;
    }

    private static boolean fits(String body) {
        // Lambda gets the body as a string of JSON: quotes and line breaks take two bytes
        return body.length() <= LARGEST_BODY
                && Json.write(body).getBytes(StandardCharsets.UTF_8).length <= LARGEST_BODY;
    }

    /** An answer in JSON, for the caller only. */
    public static APIGatewayV2HTTPResponse json(int status, Object body) {
        return answer(status, "application/json", Json.write(body), Map.of("Cache-Control", "no-store"));
    }

    public static APIGatewayV2HTTPResponse page(int status, String html) {
        return page(status, html, PAGE_POLICY);
    }

    /**
     * The page that the console's script runs in.
     *
     * @param otherOrigin another origin that it talks to; empty if none
     */
    public static APIGatewayV2HTTPResponse console(String html, String otherOrigin) {
        APIGatewayV2HTTPResponse page =
                page(200, html, CONSOLE_POLICY.formatted(otherOrigin.isEmpty() ? "" : " " + otherOrigin));
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

    /**
     * A page that stands alone: it has its look in it, and loads nothing.
     *
     * @param style the text of its style element; no other style counts
     */
    public static APIGatewayV2HTTPResponse document(String html, String style) {
        return page(
                200,
                html,
                "default-src 'none'; style-src 'sha256-" + sha256(style)
                        + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The answer to a provider whose webhook was accepted, in the provider's own form. */
    public static APIGatewayV2HTTPResponse webhook(int status, String mediaType, String body) {
        return answer(status, mediaType, body, Map.of("Cache-Control", "no-store"));
    }

    /** A page for a refusal, with the refusal's usual status and headers. */
    public static APIGatewayV2HTTPResponse page(Problem refusal, String html) {
        APIGatewayV2HTTPResponse answer = page(ProblemText.of(refusal).status(), html);
        answer.getHeaders().putAll(headers(refusal));
        return answer;
    }

    /** Redirects the browser to another path of ours, by a GET. */
    public static APIGatewayV2HTTPResponse seeOther(String path) {
        return answer(
                303,
                "text/plain; charset=utf-8",
                "",
                Map.of("Cache-Control", "no-store", "Location", path, "Referrer-Policy", "no-referrer"));
    }

    /** A file for the caller only, saved under that name and never cached. */
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

    /** The same for a file that is not text. */
    public static APIGatewayV2HTTPResponse download(String mediaType, byte[] content, String name) {
        APIGatewayV2HTTPResponse answer =
                download(mediaType, Base64.getEncoder().encodeToString(content), name);
        answer.setIsBase64Encoded(true);
        return answer;
    }

    /** A document that is the same for everybody, and that clients may keep for an hour. */
    public static APIGatewayV2HTTPResponse publicDocument(String mediaType, String content) {
        return answer(200, mediaType, content, Map.of("Cache-Control", "public, max-age=3600"));
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
     * A file that must match the other files of its build. A browser revalidates it each time.
     *
     * @param tag a tag of its content
     * @param ifNoneMatch the tags that the browser has, as in its {@code If-None-Match}
     */
    public static APIGatewayV2HTTPResponse file(String mediaType, byte[] content, String tag, String ifNoneMatch) {
        String quoted = '"' + tag + '"';
        APIGatewayV2HTTPResponse answer =
                ifNoneMatch.contains(quoted) ? answer(304, mediaType, "", Map.of()) : file(mediaType, content);
        answer.getHeaders().put("Cache-Control", "no-cache");
        answer.getHeaders().put("ETag", quoted);
        return answer;
    }

    public static APIGatewayV2HTTPResponse problem(Problem refusal) {
        ProblemText text = ProblemText.of(refusal);
        ObjectNode body = Json.object()
                .put("type", "urn:ringlock:problem:" + text.code())
                .put("title", text.title())
                .put("status", text.status())
                .put("detail", text.detail());
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
        return answer(text.status(), "application/problem+json", Json.write(body), headers);
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
