package dev.ringlock.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged server as its owner runs it: {@code java -jar}, in a folder of its own and on a port that was free. */
final class RunningServer implements AutoCloseable {

    /** How a start ended that was not to last. */
    record Ended(int exit, String printed) {}

    /** Only so that a server that hangs fails the test instead of holding it up; no start takes nearly as long. */
    private static final Duration LONGEST_START = Duration.ofMinutes(2);

    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(1);
    private static final Pattern LISTENING = Pattern.compile("Listening on: http://[^:]+:([0-9]+)");
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LONGEST_ANSWER)
            .build();

    private final Path folder;
    private final Map<String, String> settings;
    private final List<String> command;
    private Process process;
    private int port;

    private RunningServer(Path folder, Map<String, String> settings, List<String> command) {
        this.folder = folder;
        this.settings = settings;
        this.command = command;
        // another may have been here before
        long before = size(log(folder));
        this.process = launch(folder, settings, command);
        this.port = awaitPort(before);
    }

    /** Starts it and waits until it answers. It has the given settings, and none from the environment of the test. */
    static RunningServer start(Path folder, Map<String, String> settings, String... arguments) {
        return new RunningServer(folder, Map.copyOf(settings), java(arguments));
    }

    static RunningServer demo(Path folder) {
        return start(folder, Map.of(), "--demo");
    }

    /** Starts the demo by a launcher instead of by {@code java -jar}. */
    static RunningServer launched(Path launcher, Path folder, Map<String, String> settings) {
        return new RunningServer(folder, Map.copyOf(settings), List.of(launcher.toString(), "--demo"));
    }

    /** Starts it where it is expected to end by itself. */
    static Ended runToEnd(Path folder, Map<String, String> settings, String... arguments) {
        long before = size(log(folder));
        Process process = launch(folder, settings, java(arguments));
        try {
            if (!process.waitFor(LONGEST_START.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("it did not end by itself:\n" + printed(folder, before));
            }
            return new Ended(process.exitValue(), printed(folder, before));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Starts a command beside it, or without it. What it prints is in the folder's log too. */
    static Process launched(Path folder, Map<String, String> settings, String... arguments) {
        return launch(folder, settings, java(arguments));
    }

    /** All that was printed in a folder. */
    static String printedIn(Path folder) {
        return printed(folder, 0);
    }

    /** {@code kill -9}: no shutdown hook runs and nothing is flushed. */
    void killForcibly() {
        await(process.destroyForcibly());
    }

    /** Starts it again with the same settings on the same files. */
    void restart() {
        long before = size(log(folder));
        process = launch(folder, settings, command);
        port = awaitPort(before);
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    int port() {
        return port;
    }

    Path data() {
        return dataIn(folder);
    }

    static Path dataIn(Path folder) {
        return folder.resolve("data");
    }

    HttpResponse<String> get(String path, String... headers) throws IOException {
        return send(HttpRequest.newBuilder(uri(path)), headers);
    }

    HttpResponse<String> post(String path, String contentType, String body, String... headers) throws IOException {
        return send(
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", contentType)
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                headers);
    }

    /** Sends these very bytes, for what no HTTP client would send; the answer as it came, head and all. */
    String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) LONGEST_ANSWER.toMillis());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** All it has printed, to either stream. */
    String log() {
        return printed(folder, 0);
    }

    /** Ends it as an owner does, with a signal that it can act on. */
    void stop() {
        process.destroy();
        await(process);
    }

    @Override
    public void close() {
        stop();
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String... headers) throws IOException {
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            return CLIENT.send(
                    request.timeout(LONGEST_ANSWER).build(),
                    HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static List<String> java(String... arguments) {
        String jar = Objects.requireNonNull(System.getProperty("ringlock.jar"), "the build names it: ringlock.jar");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        // a server of a test ends before the better compiler has paid off
        List<String> command = new ArrayList<>(List.of(java, "-XX:TieredStopAtLevel=1", "-jar", jar));
        command.addAll(List.of(arguments));
        return command;
    }

    private static Process launch(Path folder, Map<String, String> settings, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(folder).toFile()));
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("RINGLOCK_") || name.startsWith("QUARKUS_"));
        // port 0: the system chooses one that is free, and the log says which; no test can take it in between
        environment.put("RINGLOCK_PORT", "0");
        environment.put("RINGLOCK_DATA", dataIn(folder).toString());
        Path providers = Path.of(settings.getOrDefault("RINGLOCK_POLICY", "")).resolveSibling(Example.PROVIDERS);
        if (settings.containsKey("RINGLOCK_POLICY") && Files.exists(providers)) {
            environment.put("RINGLOCK_PROVIDERS", providers.toString());
        }
        environment.putAll(settings);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int awaitPort(long from) {
        long limit = System.nanoTime() + LONGEST_START.toNanos();
        while (true) {
            boolean ended = !process.isAlive();
            String printed = printed(folder, from);
            Matcher listening = LISTENING.matcher(printed);
            if (listening.find() && !ended) {
                return Integer.parseInt(listening.group(1));
            }
            if (ended || System.nanoTime() > limit) {
                process.destroyForcibly();
                throw new AssertionError("it did not start:\n" + printed);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static void await(Process process) {
        try {
            if (!process.waitFor(LONGEST_START.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("it did not end");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static Path log(Path folder) {
        return folder.resolve("server.log");
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String printed(Path folder, long from) {
        try {
            byte[] bytes = Files.readAllBytes(log(folder));
            return new String(bytes, (int) from, bytes.length - (int) from, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
