package dev.ringlock.standalone;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** A request that no browser sends is refused in the words of every refusal, and nothing of it is in the log. */
class BrokenRequestsIT {

    private static final String NUMBER = "3055550143";
    private static final String PATH = "/" + NUMBER + "?n=" + NUMBER;
    private static final String HOST = "\r\nHost: localhost\r\n";
    private static final String GET = "GET " + PATH + " HTTP/1.1" + HOST;
    private static final String POST = "POST /v1/consents HTTP/1.1" + HOST + "Content-Type: application/json\r\n";

    private final Path folder;

    BrokenRequestsIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void eachIsRefusedAsAProblemAndLeavesNothingInTheLog() throws Exception {
        // so the headers of proxies are read too
        Map<String, String> settings = Map.of("QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING", "true");
        try (RunningServer server = RunningServer.start(folder, settings, "--demo")) {
            List<Executable> checks = new ArrayList<>();
            hosts().forEach(host -> checks.add(
                    () -> assertRefused(server, 400, "bad_request", "GET " + PATH + " HTTP/1.1\r\n" + host + "\r\n")));
            targets()
                    .forEach(target -> checks.add(() ->
                            assertRefused(server, 400, "bad_request", "GET " + target + " HTTP/1.1" + HOST + "\r\n")));
            lines().forEach(line -> checks.add(() -> assertRefused(server, 400, "bad_request", line)));
            lengths().forEach(lengths -> checks.add(() -> assertRefused(server, 400, "bad_request", POST + lengths)));
            checks.add(() -> assertRefused(
                    server, 414, "target_too_long", "GET /" + NUMBER.repeat(1_000) + " HTTP/1.1" + HOST + "\r\n"));
            checks.add(() ->
                    assertRefused(server, 431, "headers_too_large", GET + "X: " + NUMBER.repeat(2_000) + "\r\n\r\n"));
            checks.add(() -> assertRefused(
                    server, 431, "headers_too_large", GET + ("X: " + NUMBER + "\r\n").repeat(101) + "\r\n"));
            checks.add(() -> assertRefused(
                    server,
                    431,
                    "headers_too_large",
                    POST + "Transfer-Encoding: chunked\r\n\r\n0\r\n" + NUMBER.repeat(2_000) + ": x\r\n\r\n"));
            checks.add(() -> assertRefused(
                    server, 413, "too_large", POST + "Content-Length: 17000\r\n\r\n" + NUMBER.repeat(1_700)));
            for (String method : List.of("TRACE " + PATH, "CONNECT " + NUMBER + ":443", "CONNECT localhost:443")) {
                checks.add(
                        () -> assertRefused(server, 405, "method_not_allowed", method + " HTTP/1.1" + HOST + "\r\n"));
            }
            assertAll(checks);

            for (String served : served()) {
                assertNoTrace(served, server.raw(served));
            }
            assertTrue(server.log().contains("pages: done, 200"), "the log is read");
            assertFalse(Traces.of("+1" + NUMBER).areIn(server.log()), server::log);
        }
    }

    private static List<String> hosts() {
        return List.of(
                "",
                "Host:\r\n",
                "Host: localhost\r\nHost: localhost\r\n",
                "Host: localhost\r\nHost: " + NUMBER + "\r\n",
                "Host: a b" + NUMBER + "\r\n",
                "Host: <" + NUMBER + ">\r\n",
                "Host: [::1\r\n",
                "Host: " + NUMBER + "@localhost\r\n",
                "Host: localhost/" + NUMBER + "\r\n",
                "Host: localhost:" + NUMBER + "\r\n",
                "Host: localhost:x" + NUMBER + "\r\n",
                "Host: \u00e9" + NUMBER + "\r\n");
    }

    private static List<String> targets() {
        return List.of(
                NUMBER,
                "*",
                "http://localhost" + PATH,
                "http://" + NUMBER + ":x/",
                "http:///" + NUMBER,
                "/%zz" + NUMBER,
                "/" + NUMBER + "%2",
                "/" + NUMBER + "%",
                "/?n=" + NUMBER + "%zz",
                "/|" + NUMBER + "^\\",
                "/\u00e9" + NUMBER,
                "/?n=|" + NUMBER,
                "/?n={" + NUMBER + "}",
                "/" + NUMBER + " " + NUMBER);
    }

    private static List<String> lines() {
        return List.of(
                "GET " + PATH + " HTTP/1.0\r\n\r\n",
                "GET " + PATH + " HTTP/3.7" + HOST + "\r\n",
                "GET " + PATH + " HTTQ" + NUMBER + HOST + "\r\n",
                "GET " + PATH + "\r\n\r\n",
                NUMBER + " " + NUMBER + "\r\n\r\n",
                "\u0016\u0003\u0001\u0002" + NUMBER + "\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "GET " + PATH + " HTTP/1.1\nHost: localhost\n\n",
                GET + NUMBER + "\r\n\r\n",
                GET + "A " + NUMBER + ": x\r\n\r\n",
                GET + "A: \u0000" + NUMBER + "\r\n\r\n",
                GET + "Cookie: n=\u0001" + NUMBER + "\r\n\r\n");
    }

    private static List<String> lengths() {
        String chunked = "Transfer-Encoding: chunked\r\n";
        return List.of(
                "Content-Length: 5\r\n" + chunked + "\r\n0\r\n\r\n" + NUMBER,
                "Content-Length: 5\r\nContent-Length: 6\r\n\r\n" + NUMBER,
                "Content-Length: " + NUMBER + "x\r\n\r\n",
                "Content-Length: -5\r\n\r\n" + NUMBER,
                "Content-Length: 99999999999999999999" + NUMBER + "\r\n\r\n",
                "Transfer-Encoding: " + NUMBER + "\r\n\r\n",
                "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                chunked + chunked + "\r\n0\r\n\r\n",
                chunked + "\r\nzz" + NUMBER + "\r\n" + NUMBER + "\r\n\r\n",
                chunked + "\r\n3\r\n" + NUMBER + "\r\n0\r\n\r\n",
                chunked + "\r\nffffffffffff\r\n" + NUMBER + "\r\n");
    }

    /** Odd, but not wrong. */
    private static List<String> served() {
        String end = "Connection: close\r\n\r\n";
        return List.of(
                "GET / HTTP/1.1" + HOST + end,
                "GET " + PATH + " HTTP/1.0" + HOST + "\r\n",
                "X" + NUMBER + " " + PATH + " HTTP/1.1" + HOST + end,
                "GET /%ff%00" + NUMBER + " HTTP/1.1" + HOST + end,
                "GET /?n=" + NUMBER + "[]\u00e9 HTTP/1.1" + HOST + end,
                "GET //" + NUMBER + ":x/../.. HTTP/1.1" + HOST + end,
                GET + "Connection: Upgrade\r\nUpgrade: " + NUMBER + "\r\n" + end,
                GET + "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: " + NUMBER + "\r\n" + end,
                GET + "Expect: " + NUMBER + "\r\n" + end,
                GET + "X-Forwarded-For: " + NUMBER + ", :::" + NUMBER + "\r\n" + end,
                GET + "X-Forwarded-Port: " + NUMBER + "\r\nX-Forwarded-Proto: " + NUMBER + "\r\n" + end,
                GET + "Forwarded: for=\"" + NUMBER + ";host=" + NUMBER + ":" + NUMBER + "x\r\n" + end);
    }

    private static void assertRefused(RunningServer server, int status, String code, String request)
            throws IOException {
        String answer = server.raw(request);
        assertEquals("HTTP/1.1 " + status, answer.substring(0, Math.min(12, answer.length())), request);
        assertTrue(answer.contains("Content-Type: application/problem+json\r\n"), answer);
        assertTrue(answer.contains("urn:ringlock:problem:" + code + "\""), answer);
        assertNoTrace(request, answer);
    }

    private static void assertNoTrace(String request, String answer) {
        assertTrue(answer.startsWith("HTTP/1."), request);
        assertFalse(Traces.of("+1" + NUMBER).areIn(answer), answer);
    }
}
