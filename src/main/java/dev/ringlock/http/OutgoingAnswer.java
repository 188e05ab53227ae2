package dev.ringlock.http;

import java.nio.charset.StandardCharsets;

/**
 * The answer to an {@link OutgoingRequest}, with any status. A redirect is an answer too.
 *
 * @param body its bytes; may be empty
 */
public record OutgoingAnswer(int status, byte[] body) {

    /** The body as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Without the body, which may repeat a number. */
    @Override
    public String toString() {
        return "OutgoingAnswer[status=" + status + "]";
    }
}
