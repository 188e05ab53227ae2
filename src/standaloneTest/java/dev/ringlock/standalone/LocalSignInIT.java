package dev.ringlock.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringlock.standalone.oidc.OpenIdProvider;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small shop in lasting mode: people are added at the command line, sign in, and work. */
class LocalSignInIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NUMBER = "+13055550101";
    private static final String ROLES = "support:service,campaign:service,privacy";

    @TempDir
    private Path folder;

    /** Where the owner types: what commands print is no file of the server's. */
    @TempDir
    private Path elsewhere;

    private Path data;
    private Map<String, String> settings;

    @BeforeEach
    void prepare() throws IOException {
        data = RunningServer.dataIn(folder);
        settings = Map.of("RINGLOCK_POLICY", Example.policy(folder).toString());
    }

    @Test
    void aPersonWhoWasAddedBeforeTheFirstStartSignsInLooksUpRevealsAndExports() throws Exception {
        StaffDevice ana = add("ana", ROLES);
        List<String> secrets = new ArrayList<>(ana.secrets());
        try (RunningServer server = RunningServer.start(folder, settings)) {
            assertEquals(
                    "local",
                    JSON.readTree(server.get("/console/config.json").body())
                            .path("signIn")
                            .asText());
            assertFalse(server.log().contains("Nobody can sign in yet"), server::log);
            assertEquals(
                    201,
                    server.post("/v1/consents", Example.JSON, Example.json(NUMBER, "service"))
                            .statusCode());
            String code = ana.code(0);
            JsonNode session = read(ana.signIn(server, code), 200);
            String token = session.path("token").asText();
            secrets.add(token.substring(4));
            secrets.add(session.path("device").asText().substring(4));

            String contact = read(post(server, token, "/v1/contacts/lookup", "{\"number\": \"" + NUMBER + "\"}"), 200)
                    .path("contactId")
                    .asText();
            JsonNode shown = read(
                    post(
                            server,
                            token,
                            "/v1/purposes/service/reveal",
                            "{\"contactId\": \"" + contact
                                    + "\", \"reason\": \"call_back\", \"note\": \"asked about an order\"}"),
                    200);
            assertTrue(shown.toString().contains(NUMBER), shown::toString);
            assertExport(server, token);

            assertEquals(401, ana.signIn(server, code).statusCode(), "a code counts once");
            assertEquals(200, post(server, token, "/v1/sign-out", "").statusCode());
            assertEquals(401, get(server, token, "/v1/contacts").statusCode(), "a stolen token after the sign-out");
            server.killForcibly();
            server.restart();
            assertEquals(401, ana.signIn(server, code).statusCode(), "a code counts once, also after a restart");
            assertEquals(401, get(server, token, "/v1/contacts").statusCode());
            assertNowhere(secrets, server.log());
        }
        assertNowhere(secrets, "");
    }

    @Test
    void theCommandsActAtOnceOnARunningServer() throws Exception {
        try (RunningServer server = RunningServer.start(folder, settings)) {
            assertTrue(server.log().contains("Nobody can sign in yet"), server::log);
            StaffDevice ana = add("ana", "privacy");
            String token =
                    read(ana.signIn(server, ana.code(0)), 200).path("token").asText();
            assertEquals(200, get(server, token, "/v1/contacts").statusCode());

            command("staff", "roles", "ana", "--roles", "auditor");
            assertEquals(403, get(server, token, "/v1/contacts").statusCode());
            assertEquals(200, get(server, token, "/v1/runs").statusCode());

            String client = command("client", "add", "newsletter", "--scopes", "links");
            String machine = client.lines()
                    .filter(line -> line.startsWith("rlc_"))
                    .findFirst()
                    .orElseThrow();
            String body = "{\"number\": \"" + NUMBER + "\"}";
            assertEquals(
                    201, post(server, machine, "/v1/preferences/links", body).statusCode());
            assertEquals(
                    401, post(server, token, "/v1/preferences/links", body).statusCode(), "and a person is no machine");
            assertEquals(401, get(server, machine, "/v1/runs").statusCode(), "a machine is nobody of staff");

            command("client", "remove", "newsletter");
            assertEquals(
                    401, post(server, machine, "/v1/preferences/links", body).statusCode());
            command("staff", "remove", "ana");
            assertEquals(401, get(server, token, "/v1/runs").statusCode());
            assertEquals(401, ana.signIn(server, ana.code(1)).statusCode());
        }
    }

    @Test
    void whatIsAskedForWronglyIsRefusedAndTellsNothing() throws Exception {
        StaffDevice ana = add("ana", "privacy");
        try (RunningServer server = RunningServer.start(folder, settings)) {
            String wrong = "{\"name\": \"%s\", \"password\": \"correct horse battery\", \"code\": \"000000\"}";
            HttpResponse<String> known = server.post("/v1/sign-in", Example.JSON, wrong.formatted("ana"));
            HttpResponse<String> unknown = server.post("/v1/sign-in", Example.JSON, wrong.formatted("nobody"));
            assertEquals(401, known.statusCode());
            assertEquals(known.body(), unknown.body());
            assertEquals(known.headers().map().keySet(), unknown.headers().map().keySet());

            assertEquals(405, server.get("/v1/sign-in").statusCode());
            assertEquals(
                    415,
                    server.post("/v1/sign-in", "text/plain", wrong.formatted("ana"))
                            .statusCode());
            assertEquals(
                    422,
                    server.post("/v1/sign-in", Example.JSON, "{\"name\": \"ana\"}")
                            .statusCode());
            assertEquals(400, server.post("/v1/sign-in", Example.JSON, "{").statusCode());
            assertEquals(200, server.post("/v1/sign-out", Example.JSON, "").statusCode());
            for (String token : List.of("", "rls_", "rlc_", "rld_x", "rls_" + "A".repeat(43), ana.password())) {
                assertEquals(401, get(server, token, "/v1/contacts").statusCode(), token);
            }
            HttpResponse<String> last = server.post("/v1/sign-in", Example.JSON, wrong.formatted("ana"));
            // twice as many as are allowed at once: a new window may begin meanwhile
            for (int i = 0; i < 24 && last.statusCode() != 429; i++) {
                last = server.post("/v1/sign-in", Example.JSON, wrong.formatted("ana"));
            }
            assertEquals(429, last.statusCode());
            assertTrue(last.headers().firstValue("Retry-After").isPresent());
        }
    }

    @Test
    void anOpenIdProviderReplacesAllOfIt() throws Exception {
        StaffDevice ana = add("ana", "privacy");
        String machine = command("client", "add", "newsletter", "--scopes", "links")
                .lines()
                .filter(line -> line.startsWith("rlc_"))
                .findFirst()
                .orElseThrow();
        String token;
        try (RunningServer server = RunningServer.start(folder, settings)) {
            token = read(ana.signIn(server, ana.code(0)), 200).path("token").asText();
        }
        Map<String, String> replaced = new HashMap<>(settings);
        try (OpenIdProvider provider = OpenIdProvider.start()) {
            replaced.put("RINGLOCK_ISSUER", provider.issuer());
            replaced.put("RINGLOCK_CLIENTS", OpenIdProvider.CLIENT);
            try (RunningServer server = RunningServer.start(folder, replaced)) {
                assertEquals(404, ana.signIn(server, ana.code(1)).statusCode());
                assertEquals(401, get(server, token, "/v1/contacts").statusCode());
                assertEquals(
                        401,
                        post(server, machine, "/v1/preferences/links", "{\"number\": \"" + NUMBER + "\"}")
                                .statusCode());
                assertTrue(server.log().contains("RINGLOCK_ISSUER is set"), server::log);
                assertFalse(server.log().contains("Nobody can sign in yet"), server::log);
            }
        }
    }

    private static void assertExport(RunningServer server, String token) throws Exception {
        String export = read(
                        post(
                                server,
                                token,
                                "/v1/purposes/service/exports",
                                "{\"reason\": \"an important change\", \"campaign\": \"autumn\", \"format\": \"csv\"}"),
                        202)
                .path("exportId")
                .asText();
        String path = "/v1/purposes/service/exports/" + export;
        for (int i = 0; i < 600 && !state(server, token, path).equals("done"); i++) {
            Thread.sleep(100);
        }
        assertEquals("done", state(server, token, path));
        String part = get(server, token, path + "/parts/1").body();
        assertTrue(part.contains(NUMBER), part);
    }

    private static String state(RunningServer server, String token, String path) throws IOException {
        return read(get(server, token, path), 200).path("state").asText();
    }

    /** The database, its log, the keys, the policy and what the server printed. */
    private void assertNowhere(List<String> secrets, String log) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                secrets.forEach(secret -> assertFalse(text.contains(secret), file::toString));
            }
        }
        secrets.forEach(secret -> assertFalse(log.contains(secret), "the log"));
    }

    private StaffDevice add(String name, String roles) throws IOException {
        return StaffDevice.add(elsewhere, data, settings, name, roles);
    }

    private String command(String... arguments) {
        return StaffDevice.command(elsewhere, data, settings, arguments);
    }

    private static JsonNode read(HttpResponse<String> answer, int status) throws IOException {
        assertEquals(status, answer.statusCode(), answer::body);
        return JSON.readTree(answer.body());
    }

    private static HttpResponse<String> get(RunningServer server, String token, String path) throws IOException {
        return server.get(path, "Authorization", "Bearer " + token);
    }

    private static HttpResponse<String> post(RunningServer server, String token, String path, String body)
            throws IOException {
        return server.post(path, Example.JSON, body, "Authorization", "Bearer " + token);
    }
}
