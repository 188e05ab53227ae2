package dev.ringlock.reassigned;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ringlock.http.NoAnswerException;
import dev.ringlock.http.OutgoingAddress;
import dev.ringlock.http.OutgoingAnswer;
import dev.ringlock.http.OutgoingRequest;
import dev.ringlock.phone.PhoneNumber;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** {@link ReassignedNumbers} at an address of the owner's. docs/providers.md has the protocol. */
public final class HttpReassigned implements ReassignedNumbers {

    private static final Duration LONGEST_CALL = Duration.ofSeconds(3);
    private static final int MOST_BYTES = 4 * 1024;
    private static final Pattern SECRET = Pattern.compile("[!-~]{16,4096}");
    private static final Map<String, Reassignment> ANSWERS =
            Map.of("yes", Reassignment.YES, "no", Reassignment.NO, "no_data", Reassignment.NO_DATA);
    private static final JsonMapper JSON = new JsonMapper();

    private final URI address;
    private final Map<String, String> headers;

    private HttpReassigned(URI address, Optional<String> secret) {
        this.address = address;
        Map<String, String> all = new TreeMap<>();
        all.put("Content-Type", "application/json");
        all.put("Accept", "application/json");
        secret.ifPresent(token -> all.put("Authorization", "Bearer " + token));
        this.headers = Map.copyOf(all);
    }

    /**
     * @param address https, or http on this machine
     * @param secret sent as a bearer token; white space around it, as in a file's last line, is dropped
     * @throws ReassignedMistakesException if either cannot be used; the message repeats neither
     */
    public static HttpReassigned at(String address, Optional<String> secret) {
        Optional<String> token = secret.map(String::strip);
        if (token.filter(text -> !SECRET.matcher(text).matches()).isPresent()) {
            throw new ReassignedMistakesException("the secret has to be of 16 to 4096 characters without blanks");
        }
        return new HttpReassigned(uri(address), token);
    }

    private static URI uri(String address) {
        try {
            URI uri = URI.create(address);
            if (OutgoingAddress.isSafe(uri) && uri.getFragment() == null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // reported below without the value
        }
        throw new ReassignedMistakesException(
                "the address has to be https:// and a host (http:// on this machine only), without a user");
    }

    @Override
    public Reassignment ask(PhoneNumber number, LocalDate since) {
        OutgoingAnswer answer;
        try {
            answer = new OutgoingRequest(address, headers, LONGEST_CALL, MOST_BYTES).post(question(number, since));
        } catch (NoAnswerException e) {
            throw new ReassignedUnavailableException(e.getMessage());
        }
        if (answer.status() != HttpURLConnection.HTTP_OK) {
            throw unavailable("answered " + answer.status());
        }
        return answer(answer.body());
    }

    private Reassignment answer(byte[] body) {
        try {
            JsonNode value = JSON.readTree(body).path("reassigned");
            Reassignment answer = value.isTextual() ? ANSWERS.get(value.textValue()) : null;
            if (answer != null) {
                return answer;
            }
        } catch (IOException e) {
            // reported below without the body
        }
        throw unavailable("answered neither yes, no nor no_data");
    }

    private static byte[] question(PhoneNumber number, LocalDate since) {
        try {
            return JSON.writeValueAsBytes(Map.of("number", number.e164(), "since", since.toString()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("two texts are always JSON");
        }
    }

    private ReassignedUnavailableException unavailable(String problem) {
        return new ReassignedUnavailableException(address.getHost() + " " + problem);
    }
}
