package dev.ringlock.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Stands where Lambda stands for a function's process: the Runtime API of 2018-06-01, on loopback. A process asks for the
 * next event, and posts its answer to it; one event at a time.
 */
final class RuntimeApi implements AutoCloseable {

    static final String TRACE_HEADER = "Root=1-67891233-abcdef012345678912345678;Parent=53995c3f42cd8ad8;Sampled=1";

    /** What a process posted: to {@code response}, {@code error} or {@code init/error}. */
    record RuntimeAnswer(String to, String body) {}

    private static final String ROOT = "/2018-06-01/runtime/";

    /** Only so that a process that hangs fails a test instead of holding it up. */
    private static final int LONGEST_WAIT_SECONDS = 120;

    private final HttpServer server;
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<RuntimeAnswer> posted = new LinkedBlockingQueue<>();

    private final CountDownLatch called = new CountDownLatch(1);

    private RuntimeApi(HttpServer server) {
        this.server = server;
    }

    static RuntimeApi start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            RuntimeApi api = new RuntimeApi(server);
            server.createContext(ROOT, api::serve);
            server.setExecutor(Executors.newCachedThreadPool());
            server.start();
            return api;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For {@code AWS_LAMBDA_RUNTIME_API}. */
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Waits until the process has called for the first time, or has ended without. */
    void awaitFirstCall(Process process) {
        try {
            while (process.isAlive() && !called.await(20, TimeUnit.MILLISECONDS)) {}
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Hands an event over and waits for what the process makes of it. */
    RuntimeAnswer invoke(String event) {
        events.add(event);
        try {
            RuntimeAnswer next = posted.poll(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("the process posted nothing");
            }
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        called.countDown();
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.equals(ROOT + "invocation/next")) {
                sendNext(exchange);
            } else {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                String to = path.endsWith("init/error") ? "init/error" : path.substring(path.lastIndexOf('/') + 1);
                exchange.sendResponseHeaders(202, -1);
                posted.add(new RuntimeAnswer(to, body));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sendNext(HttpExchange exchange) throws IOException, InterruptedException {
        byte[] event = events.take().getBytes(StandardCharsets.UTF_8);
        var headers = exchange.getResponseHeaders();
        headers.set("Lambda-Runtime-Aws-Request-Id", "8476a536-e9f4-11e8-9739-2dfe598c3fcd");
        headers.set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-central-1:123456789012:function:test");
        headers.set(
                "Lambda-Runtime-Deadline-Ms",
                String.valueOf(Instant.now().plusSeconds(LONGEST_WAIT_SECONDS).toEpochMilli()));
        headers.set("Lambda-Runtime-Trace-Id", TRACE_HEADER);
        headers.set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, event.length);
        exchange.getResponseBody().write(event);
    }
}
