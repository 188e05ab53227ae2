package dev.ringlock.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A number that was sent is nowhere in clear: not in what the server wrote, not in what it printed, and in no answer but
 * the form that goes back to the person who filled it in.
 */
class NoTraceIT {

    private static final String KEPT = "+13055550143";
    private static final String FORM_KEPT = "+14155550187";
    private static final String REFUSED = "+12125550199";
    private static final String ASTRAY = "+16175550166";
    private static final List<Traces> ALL =
            Stream.of(KEPT, FORM_KEPT, REFUSED, ASTRAY).map(Traces::of).toList();

    private final Path folder;

    NoTraceIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void noNumberIsInTheFilesTheLogOrAnAnswer() throws Exception {
        try (RunningServer server = RunningServer.demo(folder)) {
            assertKept(server);
            assertHandedBack(server);
            sendAstray(server);
            assertNoTrace("a page of the demo", server.get("/local/"));
            assertNoTrace("the demo's rows", server.get("/local/rows"));

            assertTrue(Files.size(server.data().resolve("demo.db-wal")) > 0, "the WAL holds what was just stored");
            assertNoTraceInFiles();
            server.killForcibly();
            server.restart();
        }
        assertNoTraceInFiles();
    }

    /** The search is only worth something if it finds what it looks for, however it is written. */
    @Test
    void theSearchFindsANumberInItsDisguises() {
        for (String before : List.of("", "n=", "tel", "number=%2B1")) {
            String text = before + KEPT.substring(2) + "&x=y";
            String encoded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
            assertTrue(Traces.of(KEPT).areIn(encoded), before);
        }
        for (String text :
                List.of(KEPT, "x13055550143x", "+1 (305) 555-0143", "305.555.0143", "\"5550143\"", "555-0143")) {
            assertTrue(Traces.of(KEPT).areIn(text), text);
        }
    }

    private static void assertKept(RunningServer server) throws IOException {
        HttpResponse<String> json = server.post(
                "/v1/consents", Example.JSON, Example.json(KEPT, "marketing", "service"), "Idempotency-Key", KEPT);
        HttpResponse<String> form = server.post(
                "/v1/consents",
                Example.FORM,
                Example.form("(415) 555-0187", "marketing").replace("region=", "region=US"));
        assertEquals(201, json.statusCode(), json::body);
        assertEquals(303, form.statusCode(), form::body);
        assertNoTrace("a JSON signup", json);
        assertNoTrace("a form signup", form.headers().map() + form.body());
        HttpResponse<String> thanks = server.get(
                form.headers().firstValue("Location").orElseThrow(),
                "Cookie",
                form.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", ""));
        // handed back to who typed it, to be sent again with the code
        String handedBack = "(?<=name=\"number\" value=\")[^\"]*";
        assertTrue(Traces.of(FORM_KEPT).areIn(thanks.body()), thanks::body);
        assertNoTrace("its page", thanks.headers().map() + thanks.body().replaceAll(handedBack, ""));
    }

    /** The one answer that may hold it; that it is found there shows that it would be found elsewhere. */
    private static void assertHandedBack(RunningServer server) throws IOException {
        HttpResponse<String> answer =
                server.post("/v1/consents", Example.FORM, Example.form(REFUSED + " ext. 5", "marketing"));
        assertEquals(422, answer.statusCode());
        assertTrue(Traces.of(REFUSED).areIn(answer.body()), answer::body);
    }

    /** Numbers where none belongs: most of these are refused, and none may be repeated on the way. */
    private static void sendAstray(RunningServer server) throws IOException {
        String good = Example.json(ASTRAY, "marketing");
        List<String> bodies = List.of(
                good.replace("\"number\": \"" + ASTRAY + "\"", "\"number\": " + ASTRAY.substring(1)),
                good.replace("{\"number\"", "{\"" + ASTRAY + "\": 1, \"number\""),
                good.replace("\"signup\"", "\"" + ASTRAY + "\""),
                good.replace("\"marketing\"", "\"" + ASTRAY + "\""),
                good.replace("\"en\"", "\"" + ASTRAY + "\""),
                good.replace(": true", ": \"" + ASTRAY + "\""),
                good.replace("\"decisions\"", "\"region\": \"" + ASTRAY + "\", \"decisions\""),
                good.substring(0, good.length() - 1),
                good.replace("}]}", "}], \"evidence\": {\"form\": \"" + ASTRAY + "\"}}"),
                good.replace("}]}", "}], \"evidence\": {\"url\": \"https://a.example/?tel=" + ASTRAY + "\"}}"),
                good.replace("}]}", "}], \"evidence\": {\"url\": \"https://a.example/" + ASTRAY + "\"}}"),
                good + " ".repeat(20_000),
                ASTRAY);
        for (String body : bodies) {
            assertNoTrace(body, server.post("/v1/consents", Example.JSON, body));
            assertNoTrace(body, server.post("/v1/consents", Example.FORM, body));
            assertNoTrace(body, server.post("/v1/consents", "text/plain", body));
            assertNoTrace(body, server.post("/", Example.JSON, body));
        }
        String plain = ASTRAY.substring(1);
        for (String path : List.of("/" + plain, "/?language=" + plain, "/?notice=" + plain, "/assets/" + plain)) {
            assertNoTrace(path, server.get(path, "Accept-Language", plain, "User-Agent", plain));
            assertNoTrace(path, server.post(path, plain + "/" + plain, plain, "Idempotency-Key", plain + " " + plain));
        }
        for (String head : List.of(
                "GET /" + plain + "%zz HTTP/1.1\r\nHost: localhost",
                "GET /?" + plain + "=%zz HTTP/1.1\r\nHost: localhost",
                "GET / HTTP/1.1\r\nHost: " + plain,
                "GET /" + plain.repeat(1_000) + " HTTP/1.1\r\nHost: localhost",
                "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + plain.repeat(1_000),
                "GET / HTTP/1.1\r\nHost: localhost\r\n" + plain,
                "POST /v1/consents HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + plain + "x",
                plain + " / " + plain)) {
            assertNoTrace(head, server.raw(head + "\r\nConnection: close\r\n\r\n"));
        }
    }

    private static void assertNoTrace(String sent, HttpResponse<String> answer) {
        assertNoTrace(sent, answer.headers().map() + answer.body());
    }

    private static void assertNoTrace(String where, String text) {
        assertFalse(ALL.stream().anyMatch(traces -> traces.areIn(text)), () -> where + "\nwas answered with\n" + text);
    }

    /** The folder has the database, its WAL, the keys and the log. */
    private void assertNoTraceInFiles() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                assertFalse(ALL.stream().anyMatch(traces -> traces.areIn(bytes)), file::toString);
            }
        }
    }
}
