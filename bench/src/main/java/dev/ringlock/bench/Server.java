package dev.ringlock.bench;

import dev.ringlock.capture.CapturePath;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged server in demo mode, in its own process and folder. */
final class Server implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String WITHDRAWAL = "\"all\": true, \"reason\": \"told us\", \"asked\": \"phone\"}";

    private final Process process;
    private final Path folder;
    private final URI address;

    private Server(Process process, Path folder, URI address) {
        this.process = process;
        this.folder = folder;
        this.address = address;
    }

    static Server start(Path jar, Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path policy = Files.writeString(folder.resolve("policy.yaml"), CapturePath.policyWithoutLimits());
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(Child.java(), "-jar", jar.toString(), "--demo");
        builder.environment().put("RINGLOCK_HOST", "127.0.0.1");
        builder.environment().put("RINGLOCK_PORT", String.valueOf(port));
        builder.environment().put("RINGLOCK_DATA", folder.toString());
        builder.environment().put("RINGLOCK_POLICY", policy.toString());
        builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("server.log").toFile());
        Server server = new Server(builder.start(), folder, URI.create("http://127.0.0.1:" + port));
        server.awaitReady();
        return server;
    }

    /** Consent to both purposes. */
    HttpRequest signup(String typed) {
        return post("/v1/consents", CapturePath.json(typed)).build();
    }

    /** STOP, as a provider posts it: the server plays the provider, signs the webhook and calls itself. */
    HttpRequest stop(String typed) {
        String from = typed.replaceAll("[ -]", "");
        return post("/local/inbox", "{\"from\": \"" + from + "\", \"to\": \"+12025550101\", \"text\": \"STOP\"}")
                .build();
    }

    /** @param token of a person of staff with the role {@code privacy} */
    HttpRequest withdraw(String token, String typed) {
        return post("/v1/contacts/withdraw", "{\"number\": \"" + typed + "\", " + WITHDRAWAL)
                .header("Authorization", "Bearer " + token)
                .build();
    }

    HttpRequest staffToken() {
        return post("/local/staff-token", "{\"person\": \"ann\", \"roles\": [\"privacy\"]}")
                .build();
    }

    HttpRequest machineToken() {
        return post("/local/staff-token", "{\"person\": \"shop\", \"roles\": [\"decide:marketing\"]}")
                .build();
    }

    /** @param token of a machine that may ask about the purpose */
    HttpRequest decision(String token, String question) {
        return post("/v1/decisions", question)
                .header("Authorization", "Bearer " + token)
                .build();
    }

    HttpRequest health() {
        return HttpRequest.newBuilder(address.resolve("/health")).build();
    }

    private HttpRequest.Builder post(String path, String json) {
        return HttpRequest.newBuilder(address.resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json));
    }

    Path database() {
        return folder.resolve("demo.db");
    }

    /** How many transactions have been committed so far. */
    int transactions() throws IOException {
        return Transactions.of(database());
    }

    /** Seconds of processor time so far, by the kind of thread. */
    Map<String, Double> cpuSeconds() throws IOException {
        return Threads.cpuSeconds(process.toHandle());
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    private void awaitReady() throws InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end) && process.isAlive()) {
            try {
                HttpRequest page = HttpRequest.newBuilder(address.resolve("/")).build();
                if (client.send(page, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // not listening yet
            }
            Thread.sleep(100);
        }
        close();
        throw new IllegalStateException("the server did not start: see " + folder.resolve("server.log"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
