package dev.ringlock.reassigned;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ringlock.phone.PhoneNumber;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/** {@link ReassignedNumbers} at an address of the owner's. docs/providers.md has the protocol. */
public final class HttpReassigned implements ReassignedNumbers {

    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(1);
    private static final Duration LONGEST_CALL = Duration.ofSeconds(3);
    private static final int MOST_BYTES = 4 * 1024;
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern SECRET = Pattern.compile("[!-~]{16,4096}");
    private static final Map<String, Reassignment> ANSWERS =
            Map.of("yes", Reassignment.YES, "no", Reassignment.NO, "no_data", Reassignment.NO_DATA);
    private static final JsonMapper JSON = new JsonMapper();

    /** Resolving a name has no time-out of its own, so that somebody else has to wait for it. */
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "reassigned");
        thread.setDaemon(true);
        return thread;
    });

    private final URI address;
    private final Optional<String> secret;

    private HttpReassigned(URI address, Optional<String> secret) {
        this.address = address;
        this.secret = secret;
    }

    /**
     * @param address https, or http on this machine
     * @param secret sent as a bearer token; blanks around it, as a file's last line has them, are not
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
            boolean safe = "https".equals(uri.getScheme())
                    || ("http".equals(uri.getScheme()) && THIS_MACHINE.contains(uri.getHost()));
            if (safe && uri.getHost() != null && uri.getUserInfo() == null && uri.getFragment() == null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // told below, without what it says
        }
        throw new ReassignedMistakesException(
                "the address has to be https:// and a host (http:// on this machine only), without a user");
    }

    @Override
    public Reassignment ask(PhoneNumber number, LocalDate since) {
        byte[] question = question(number, since);
        AtomicReference<HttpURLConnection> connection = new AtomicReference<>();
        Future<Reassignment> running = THREADS.submit(() -> exchange(question, connection));
        try {
            return running.get(LONGEST_CALL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw unavailable("did not answer in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("was not waited for");
        } catch (ExecutionException e) {
            // the kind only: messages of exceptions name addresses
            throw e.getCause() instanceof ReassignedUnavailableException told
                    ? told
                    : unavailable("did not answer: "
                            + (e.getCause() == null
                                    ? ""
                                    : e.getCause().getClass().getSimpleName()));
        } finally {
            HttpURLConnection opened = connection.get();
            if (opened != null) {
                opened.disconnect();
            }
        }
    }

    private Reassignment exchange(byte[] question, AtomicReference<HttpURLConnection> connection) throws IOException {
        HttpURLConnection opened = (HttpURLConnection) address.toURL().openConnection();
        connection.set(opened);
        opened.setConnectTimeout((int) LONGEST_CONNECT.toMillis());
        opened.setReadTimeout((int) LONGEST_CALL.toMillis());
        // a number goes to the address that the owner named, and to no other
        opened.setInstanceFollowRedirects(false);
        opened.setUseCaches(false);
        opened.setRequestMethod("POST");
        opened.setDoOutput(true);
        opened.setFixedLengthStreamingMode(question.length);
        opened.setRequestProperty("Content-Type", "application/json");
        opened.setRequestProperty("Accept", "application/json");
        opened.setRequestProperty("User-Agent", "Ringlock");
        secret.ifPresent(token -> opened.setRequestProperty("Authorization", "Bearer " + token));
        try (OutputStream out = opened.getOutputStream()) {
            out.write(question);
        }
        int status = opened.getResponseCode();
        if (status != HttpURLConnection.HTTP_OK) {
            throw unavailable("answered " + status);
        }
        try (InputStream in = opened.getInputStream()) {
            return answer(in.readNBytes(MOST_BYTES));
        }
    }

    private Reassignment answer(byte[] body) throws IOException {
        try {
            JsonNode said = JSON.readTree(body).path("reassigned");
            Reassignment answer = said.isTextual() ? ANSWERS.get(said.textValue()) : null;
            if (answer != null) {
                return answer;
            }
        } catch (JsonProcessingException e) {
            // told below, without what it says
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

    private ReassignedUnavailableException unavailable(String how) {
        return new ReassignedUnavailableException(address.getHost() + " " + how);
    }
}
