package dev.ringlock.provider;

import dev.ringlock.http.OutgoingAnswer;
import dev.ringlock.http.OutgoingRequest;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** {@link Https} over the network. */
public final class HttpsGet implements Https {

    private static final Duration LONGEST_CALL = Duration.ofSeconds(4);
    private static final int MOST_BYTES = 64 * 1024;

    @Override
    public Optional<byte[]> get(URI address) throws IOException {
        OutgoingAnswer answer = new OutgoingRequest(address, Map.of(), LONGEST_CALL, MOST_BYTES).get();
        if (answer.status() >= HttpURLConnection.HTTP_INTERNAL_ERROR) {
            throw new IOException("status " + answer.status());
        }
        return answer.status() == HttpURLConnection.HTTP_OK ? Optional.of(answer.body()) : Optional.empty();
    }
}
