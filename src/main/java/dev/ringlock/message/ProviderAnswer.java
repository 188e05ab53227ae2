package dev.ringlock.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ringlock.http.NoAnswerException;
import dev.ringlock.http.OutgoingAnswer;
import dev.ringlock.http.OutgoingRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A provider's answer to a message. It may repeat the number, so it never shows itself. */
public record ProviderAnswer(int status, String body) {

    /** The longest wait for a provider's answer. */
    private static final Duration LONGEST_CALL = Duration.ofSeconds(3);
    /** Providers' answers have one or two kilobytes. */
    private static final int MOST_BYTES = 64 * 1024;

    private static final JsonMapper JSON = new JsonMapper();

    /** A provider's error code: never a text, and with fewer digits than a number has. */
    private static final Pattern CODE = Pattern.compile("[0-9]{1,6}|[A-Za-z][A-Za-z_]{0,99}");

    /**
     * Sends one request to a provider.
     *
     * @param body of a POST; null for a GET
     * @throws MessageNotSentException if there was no answer in time
     */
    public static ProviderAnswer of(URI address, Map<String, String> headers, byte @Nullable [] body) {
        OutgoingRequest request = new OutgoingRequest(address, headers, LONGEST_CALL, MOST_BYTES);
        try {
            OutgoingAnswer answer = body == null ? request.get() : request.post(body);
            return new ProviderAnswer(answer.status(), answer.text());
        } catch (NoAnswerException e) {
            throw new MessageNotSentException(e.getMessage());
        }
    }

    /** The body as JSON. A missing node if it is not JSON. */
    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    /** Whether the provider accepted the message. If so, that field holds the message's id. */
    public boolean took(String field) {
        return status / 100 == 2 && json().path(field).isTextual();
    }

    /** @param code the provider's error code; left out unless it looks like one */
    public MessageNotSentException refused(String code) {
        String shown = CODE.matcher(code).matches() ? ", " + code : "";
        return new MessageNotSentException("the provider answered " + status + shown);
    }

    @Override
    public String toString() {
        return "ProviderAnswer[status=" + status + "]";
    }
}
