package dev.ringlock.store.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ringlock.message.ProviderStandIn.ProviderRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** S3 on loopback, as far as four calls know it: objects in memory, lists of a thousand, and faults when it is told to. */
public final class S3StandIn implements AutoCloseable {

    private static final int LISTED_AT_ONCE = 1_000;
    private static final int NO_ANSWER = 0;

    private static S3StandIn shared;

    /** @param query as it came */
    record ServedCall(ProviderRequest asked, String query) {}

    private final HttpServer server;
    private final NavigableMap<String, byte[]> objects = new ConcurrentSkipListMap<>();
    private final List<ServedCall> calls = new CopyOnWriteArrayList<>();
    private final AtomicInteger faults = new AtomicInteger();
    private volatile int fault;

    private S3StandIn(HttpServer server) {
        this.server = server;
    }

    public static S3StandIn start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            S3StandIn s3 = new S3StandIn(server);
            server.createContext("/", s3::serve);
            server.setExecutor(Executors.newCachedThreadPool(work -> {
                Thread thread = new Thread(work, "s3");
                thread.setDaemon(true);
                return thread;
            }));
            server.start();
            return s3;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a function is told of one that ends with this JVM. */
    public static synchronized Map<String, String> settings() {
        if (shared == null) {
            shared = start();
        }
        return Map.of(
                "AWS_ENDPOINT_URL_S3",
                shared.uri().toString(),
                "RINGLOCK_EXPORTS",
                "exports-of-the-tests",
                "RINGLOCK_IMPORTS",
                "imports-of-the-tests",
                "RINGLOCK_DATASETS",
                "datasets-of-the-tests");
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    List<ServedCall> calls() {
        return List.copyOf(calls);
    }

    /** The next so many calls are answered with that status; with none at all if it is 0. */
    void fail(int status, int times) {
        fault = status;
        faults.set(times);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            // the JDK's server may reset the next connection, unless it says itself that it closes this one
            exchange.getResponseHeaders().set("Connection", "close");
            Map<String, String> headers = new TreeMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
            URI uri = exchange.getRequestURI();
            byte[] body = exchange.getRequestBody().readAllBytes();
            String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
            calls.add(new ServedCall(
                    new ProviderRequest(exchange.getRequestMethod(), uri.getPath(), headers, body), query));
            if (faults.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                if (fault != NO_ANSWER) {
                    answer(exchange, fault, "<Error/>".getBytes(StandardCharsets.UTF_8));
                }
                return;
            }
            // it begins with the name of the bucket
            String name = uri.getPath().substring(1);
            switch (exchange.getRequestMethod()) {
                case "PUT" -> {
                    objects.put(name, body);
                    answer(exchange, 200, new byte[0]);
                }
                case "DELETE" -> {
                    objects.remove(name);
                    answer(exchange, 204, new byte[0]);
                }
                default -> get(exchange, name, query);
            }
        }
    }

    private void get(HttpExchange exchange, String name, String query) throws IOException {
        if (name.endsWith("/")) {
            answer(exchange, 200, list(name, query).getBytes(StandardCharsets.UTF_8));
            return;
        }
        byte[] object = objects.get(name);
        answer(
                exchange,
                object == null ? 404 : 200,
                object == null ? "<Error/>".getBytes(StandardCharsets.UTF_8) : object);
    }

    private String list(String bucket, String query) {
        Map<String, String> asked = new TreeMap<>();
        for (String pair : query.split("&")) {
            asked.put(pair.split("=")[0], pair.split("=")[1].replace("%2F", "/"));
        }
        List<String> names = objects.tailMap(bucket + asked.getOrDefault("start-after", ""), false).keySet().stream()
                .filter(name -> name.startsWith(bucket + asked.get("prefix")))
                .map(name -> name.substring(bucket.length()))
                .toList();
        StringBuilder xml = new StringBuilder("<ListBucketResult><Name>exports</Name><Prefix>" + asked.get("prefix")
                + "</Prefix><IsTruncated>" + (names.size() > LISTED_AT_ONCE) + "</IsTruncated>");
        names.stream()
                .limit(LISTED_AT_ONCE)
                .forEach(name -> xml.append("<Contents><Key>")
                        .append(name)
                        .append("</Key><ETag>&quot;x&quot;</ETag></Contents>"));
        return xml.append("</ListBucketResult>").toString();
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
