package dev.ringlock.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ringlock.http.NoAnswerException;
import dev.ringlock.http.OutgoingAnswer;
import dev.ringlock.http.OutgoingRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks a provider about its block list. A request that got no answer is sent again: twice is the same as once. */
public final class BlockListCall {

    private static final Duration LONGEST_CALL = Duration.ofSeconds(15);
    /** A page of messages has a kilobyte for each. */
    private static final int MOST_BYTES = 8 * 1024 * 1024;

    private static final int TRIES = 3;

    private static final JsonMapper JSON = new JsonMapper();

    private BlockListCall() {}

    /**
     * The provider's answer.
     *
     * @param headers made anew for each try: a signature is of its instant
     * @param body of a POST; null for a GET
     * @throws BlockListUnavailableException if it is no answer with JSON and a status of 2xx
     */
    public static JsonNode answer(URI address, Headers headers, byte @Nullable [] body) {
        return json(address, sent(address, headers, body));
    }

    /**
     * The answer's JSON.
     *
     * @throws BlockListUnavailableException as {@link #answer} does
     */
    public static JsonNode json(URI address, OutgoingAnswer answer) {
        if (answer.status() / 100 != 2) {
            throw new BlockListUnavailableException(address.getHost() + " answered " + answer.status());
        }
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw unreadable(address);
        }
    }

    /** Makes a request's headers. */
    public interface Headers {
        Map<String, String> make();
    }

    /** An answer that is not what the documentation says. */
    public static BlockListUnavailableException unreadable(URI address) {
        return new BlockListUnavailableException(address.getHost() + " answered what is not documented");
    }

    /**
     * The answer with any status.
     *
     * @throws BlockListUnavailableException if there is none
     */
    public static OutgoingAnswer sent(URI address, Headers headers, byte @Nullable [] body) {
        for (int tried = 1; ; tried++) {
            OutgoingRequest request = new OutgoingRequest(address, headers.make(), LONGEST_CALL, MOST_BYTES);
            try {
                OutgoingAnswer answer = body == null ? request.get() : request.post(body);
                if (answer.status() / 100 != 5 || tried == TRIES) {
                    return answer;
                }
            } catch (NoAnswerException e) {
                if (tried == TRIES) {
                    throw new BlockListUnavailableException(e.getMessage());
                }
            }
        }
    }
}
