package dev.ringlock.message;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A provider over HTTP on loopback, which notes what it is asked and does what it is told to. */
public final class ProviderStandIn implements AutoCloseable {

    /** One request, as it came; the names of its headers in lower case. */
    public record ProviderRequest(String method, String path, Map<String, String> headers, byte[] body) {

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** How it answers. */
    public interface Behaviour {
        void answer(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<ProviderRequest> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Behaviour behaviour;

    private ProviderStandIn(HttpServer server, Behaviour behaviour) {
        this.server = server;
        this.behaviour = behaviour;
    }

    public static ProviderStandIn start(Behaviour behaviour) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            ProviderStandIn provider = new ProviderStandIn(server, behaviour);
            server.createContext("/", provider::serve);
            server.setExecutor(provider.threads);
            server.start();
            return provider;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers with that. */
    public static Behaviour answering(int status, String body) {
        return exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            // the JDK's server now and then resets a connection that only its client wants closed
            exchange.getResponseHeaders().set("Connection", "close");
            exchange.sendResponseHeaders(status, bytes.length);
            try (OutputStream answer = exchange.getResponseBody()) {
                answer.write(bytes);
            }
        };
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public List<ProviderRequest> asked() {
        return List.copyOf(asked);
    }

    public void behave(Behaviour other) {
        behaviour = other;
    }

    /** Waits until it is closed, as somebody does who never answers. */
    public void stall() {
        stallFor(Duration.ofDays(1));
    }

    /** Waits so long, or until it is closed. */
    public void stallFor(Duration duration) {
        try {
            closed.await(duration.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdown();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            // the JDK's server may reset the next connection, unless it says itself that it closes this one
            exchange.getResponseHeaders().set("Connection", "close");
            Map<String, String> headers = new TreeMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
            asked.add(new ProviderRequest(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    headers,
                    exchange.getRequestBody().readAllBytes()));
            behaviour.answer(exchange);
        }
    }
}
