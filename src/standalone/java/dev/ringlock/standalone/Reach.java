package dev.ringlock.standalone;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One request to see who answers there. */
class Reach {

    private static final int PATIENCE = (int) Duration.ofSeconds(5).toMillis();

    /**
     * An answer.
     *
     * @param date the time by the other machine's clock, in whole seconds; empty if it did not tell
     */
    record Reached(int status, Optional<Instant> date) {}

    /** Empty if nobody answers. */
    Optional<Reached> at(URI address) {
        return ask(address, "HEAD", Map.of(), null);
    }

    Optional<Reached> post(URI address, Map<String, String> headers, byte[] body) {
        return ask(address, "POST", headers, body);
    }

    private static Optional<Reached> ask(
            URI address, String method, Map<String, String> headers, byte @Nullable [] body) {
        try {
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setConnectTimeout(PATIENCE);
            connection.setReadTimeout(PATIENCE);
            connection.setInstanceFollowRedirects(false);
            connection.setRequestMethod(method);
            headers.forEach(connection::setRequestProperty);
            if (body != null) {
                connection.setDoOutput(true);
                connection.setFixedLengthStreamingMode(body.length);
                connection.getOutputStream().write(body);
            }
            int status = connection.getResponseCode();
            long date = connection.getDate();
            connection.disconnect();
            return Optional.of(
                    new Reached(status, date == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(date))));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
