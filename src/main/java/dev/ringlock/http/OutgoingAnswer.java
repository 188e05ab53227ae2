package dev.ringlock.http;

import java.nio.charset.StandardCharsets;

/**
 * The answer to an {@link OutgoingRequest}, whatever its status. A redirect is an answer like any other.
 *
 * @param body its bytes; empty if it has none
 */
public record OutgoingAnswer(int status, byte[] body) {

    /** The body as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The body may repeat a number. */
    @Override
    public String toString() {
        return "OutgoingAnswer[status=" + status + "]";
    }
}
