package dev.ringlock.standalone;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code java -jar ringlock.jar}, as somebody who has nothing but the file runs it. */
class PackagedJarIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CONNECT_MILLIS = 2_000;

    private final Path folder;

    PackagedJarIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void theLicenceAndTheNoticeAreInIt() throws IOException {
        try (ZipFile jar = new ZipFile(System.getProperty("ringlock.jar"))) {
            for (String name : List.of("LICENSE", "NOTICE")) {
                try (InputStream text = jar.getInputStream(jar.getEntry("META-INF/ringlock/" + name))) {
                    assertArrayEquals(Files.readAllBytes(Path.of(name)), text.readAllBytes(), name);
                }
            }
        }
    }

    @Test
    void demoModeServesThePageAndTakesSignups() throws Exception {
        try (RunningServer server = RunningServer.demo(folder)) {
            HttpResponse<String> page = server.get("/");
            HttpResponse<String> json =
                    server.post("/v1/consents", Example.JSON, Example.json("+13055550101", "marketing"));
            HttpResponse<String> form =
                    server.post("/v1/consents", Example.FORM, Example.form("+13055550102", "marketing", "service"));

            assertEquals(200, page.statusCode());
            assertTrue(page.body().contains("<form method=\"post\" action=\"/v1/consents\""), page::body);
            assertEquals(200, server.get("/assets/ringlock.css").statusCode());
            assertEquals(201, json.statusCode(), json::body);
            assertEquals(303, form.statusCode(), form::body);
            HttpResponse<String> thanks =
                    server.get(form.headers().firstValue("Location").orElseThrow());
            assertTrue(thanks.body().contains("Thank you"), thanks::body);
            assertEquals(200, server.get("/local/").statusCode());
            JsonNode rows = JSON.readTree(server.get("/local/rows").body());
            assertEquals(2, rows.get("contacts").size());
            assertEquals(5, rows.get("compartments").size());
        }
    }

    @Test
    void lastingModeRunsOnTheOwnersPolicyWithoutTheDemosPages() throws Exception {
        Path policy = Example.policy(folder, text -> text.replace("name: Harbour Books", "name: Pier Nine Books"));
        try (RunningServer server = RunningServer.start(folder, Map.of("RINGLOCK_POLICY", policy.toString()))) {
            assertTrue(server.get("/").body().contains("Pier Nine Books"));
            assertEquals(
                    201,
                    server.post("/v1/consents", Example.JSON, Example.json("+13055550103", "service"))
                            .statusCode());
            for (String path : List.of("/local/", "/local/rows", "/local")) {
                assertProblem(404, server.get(path));
            }
            assertOwnerOnly(server.data().resolve("ringlock.keys"), "rw-------");
            assertOwnerOnly(server.data(), "rwx------");
            assertTrue(Files.exists(server.data().resolve("ringlock.db")));
        }
    }

    @Test
    void whatWasStoredIsThereAfterARestart() throws Exception {
        try (RunningServer server = RunningServer.demo(folder)) {
            server.post("/v1/consents", Example.JSON, Example.json("+13055550104", "marketing"));
            JsonNode before = rowsButRuns(server);
            server.stop();
            server.restart();

            assertEquals(before, rowsButRuns(server));
        }
    }

    @Test
    void itListensOnLoopbackOnly() throws Exception {
        Path policy = Example.policy(folder);
        try (RunningServer server = RunningServer.start(folder, Map.of("RINGLOCK_POLICY", policy.toString()))) {
            connect(InetAddress.getLoopbackAddress(), server.port());
            for (InetAddress other : otherAddresses()) {
                assertThrows(IOException.class, () -> connect(other, server.port()), other::toString);
            }
        }
    }

    @Test
    void demoModeAnswersToItsOwnNamesOnly() throws Exception {
        try (RunningServer server = RunningServer.demo(folder)) {
            assertEquals("200", status(server.raw(request("/local/rows", "localhost:" + server.port()))));
            for (String path : List.of("/", "/local/", "/local/rows", "/assets/ringlock.css", "/nowhere")) {
                assertEquals("403", status(server.raw(request(path, "harbour-books.example"))), path);
            }
            assertEquals("403", status(server.raw(request("/", "127.0.0.1.harbour-books.example"))));
        }
    }

    @Test
    void demoModeTakesNothingThatAnotherSiteSends() throws Exception {
        try (RunningServer server = RunningServer.demo(folder)) {
            String body = Example.form("+13055550105", "marketing");

            assertProblem(403, server.post("/v1/consents", Example.FORM, body, "Sec-Fetch-Site", "cross-site"));
            assertProblem(403, server.post("/v1/consents", Example.FORM, body, "Origin", "https://elsewhere.example"));
            assertProblem(403, server.post("/v1/consents", Example.FORM, body, "Origin", "null"));
            assertProblem(403, server.get("/local/rows", "Sec-Fetch-Site", "cross-site"));
            assertTrue(JSON.readTree(server.get("/local/rows").body())
                    .get("contacts")
                    .isEmpty());
            assertEquals(
                    303,
                    server.post("/v1/consents", Example.FORM, body, "Sec-Fetch-Site", "same-origin")
                            .statusCode());
        }
    }

    /** A purge runs with each start, and leaves its report and the instant that it acted on. */
    private static JsonNode rowsButRuns(RunningServer server) throws IOException {
        JsonNode rows = JSON.readTree(server.get("/local/rows").body());
        for (Iterator<JsonNode> entries = rows.get("ledger").iterator(); entries.hasNext(); ) {
            String subject = entries.next().get("subject").asText();
            if (subject.startsWith("run/") || subject.equals("clock")) {
                entries.remove();
            }
        }
        return rows;
    }

    private static String request(String path, String host) {
        return "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
    }

    private static String status(String answer) {
        return answer.split(" ", 3)[1];
    }

    /**
     * Every address of this machine but the one it listens on. 127.0.0.2 is there for a machine without any network: a
     * server that listens on all addresses answers there too, where the whole of 127/8 is this machine.
     */
    private static List<InetAddress> otherAddresses() throws IOException {
        List<InetAddress> others = new ArrayList<>(List.of(InetAddress.getByAddress(new byte[] {127, 0, 0, 2})));
        NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .forEach(others::add);
        return others;
    }

    private static void connect(InetAddress address, int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
        }
    }

    private static void assertProblem(int status, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer::body);
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("content-type").orElse(""),
                answer::body);
    }

    private static void assertOwnerOnly(Path path, String permissions) throws IOException {
        assertTrue(Files.exists(path), path::toString);
        if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
            assertEquals(permissions, PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
        }
        assertFalse(Files.isSymbolicLink(path));
    }
}
