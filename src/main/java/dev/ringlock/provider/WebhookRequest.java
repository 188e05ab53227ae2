package dev.ringlock.provider;

import dev.ringlock.http.Request;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * A request that has to prove whose it is.
 *
 * @param url what the provider called: the owner's public address, never the Host header, with path and query as asked for
 */
public record WebhookRequest(Request request, String url, Instant now) {

    private static final String FORM = "application/x-www-form-urlencoded";

    public String header(String name) {
        return request.header(name);
    }

    public byte[] body() {
        return request.body();
    }

    public boolean isGet() {
        return request.method().equals("GET");
    }

    public boolean hasForm() {
        return request.mediaType().equals(FORM);
    }

    /** Whether all that it says is in a form. */
    public boolean isFormAlone() {
        return hasForm() && !isGet() && request.rawQuery().isEmpty();
    }

    /** The parameters of the query; empty if it cannot be read. */
    public Optional<Parameters> query() {
        return Parameters.of(request.rawQuery());
    }

    /** The parameters of a form in the body; empty if it cannot be read. */
    public Optional<Parameters> form() {
        return Parameters.read(request.body());
    }

    /** {@code text.text.body}, or whatever stands between, as the bytes that were sent. */
    public byte[] withBody(String before, String behind) {
        byte[] start = before.getBytes(StandardCharsets.UTF_8);
        byte[] end = behind.getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[start.length + body().length + end.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(body(), 0, all, start.length, body().length);
        System.arraycopy(end, 0, all, start.length + body().length, end.length);
        return all;
    }

    /** A record would print the message. */
    @Override
    public String toString() {
        return "WebhookRequest";
    }
}
