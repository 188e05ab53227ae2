package dev.ringlock.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringlock.standalone.oidc.OpenIdProvider;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lasting mode with the owner's OpenID provider: there, away, and none at all. */
class SignInIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final OpenIdProvider provider = OpenIdProvider.start();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void staffAndMachinesSignInThereAndTheConsoleIsToldWhere() throws Exception {
        try (RunningServer server = RunningServer.start(folder, settings())) {
            JsonNode told = JSON.readTree(server.get("/console/config.json").body());
            assertEquals("oidc", told.path("signIn").asText(), told::toString);
            assertEquals(
                    provider.issuer() + "/authorize", told.path("authorizeUrl").asText());
            assertEquals(provider.issuer() + "/token", told.path("tokenUrl").asText());
            assertEquals(provider.issuer() + "/logout", told.path("logoutUrl").asText());
            assertEquals("console", told.path("clientId").asText());
            assertEquals("openid profile", told.path("scope").asText());
            assertEquals("realm_access.roles", told.path("groups").asText());
            Map<String, Object> roles = Map.of("roles", List.of("offline_access", "privacy"));
            String person = provider.token(provider.claims("groups", "-", "realm_access", roles));
            assertEquals(
                    200,
                    server.get("/v1/contacts", "Authorization", "Bearer " + person)
                            .statusCode());
            String machine = provider.token(
                    provider.claims("groups", "-", "scope", "links", "sub", "sender", "azp", OpenIdProvider.MACHINE));
            HttpResponse<String> link = server.post(
                    "/v1/preferences/links",
                    Example.JSON,
                    "{\"number\": \"+13055550101\"}",
                    "Authorization",
                    "Bearer " + machine);
            assertEquals(201, link.statusCode(), link::body);
            for (String secret : List.of(person, machine, "5550101")) {
                assertFalse(server.log().contains(secret));
            }
        }
    }

    @Test
    void aProviderThatIsAwayHoldsUpStaffAlone() throws Exception {
        String token = "Bearer " + provider.token(provider.claims());
        provider.close();
        try (RunningServer server = RunningServer.start(folder, settings())) {
            HttpResponse<String> staff = server.get("/v1/contacts", "Authorization", token);
            assertEquals(503, staff.statusCode(), staff::body);
            assertTrue(staff.headers().firstValue("Retry-After").isPresent());
            assertEquals(503, server.get("/console/config.json").statusCode());
            HttpResponse<String> page = server.get("/console/");
            assertEquals(200, page.statusCode(), "the page is there, and says so");
            assertTrue(page.headers()
                    .firstValue("Content-Security-Policy")
                    .orElse("")
                    .contains("connect-src 'self';"));
            assertEquals(401, server.get("/v1/contacts").statusCode());
            String signup = Example.json("+13055550101", "service");
            assertEquals(
                    201,
                    server.post("/v1/consents", Example.JSON, signup, "Authorization", token)
                            .statusCode());
            assertEquals(200, server.get("/", "Authorization", token).statusCode());
        }
    }

    @Test
    void withoutOneItsTokensCountForNothing() throws Exception {
        Map<String, String> settings = settings();
        settings.remove("RINGLOCK_ISSUER");
        try (RunningServer server = RunningServer.start(folder, settings)) {
            String token = "Bearer " + provider.token(provider.claims());
            assertEquals(401, server.get("/v1/contacts", "Authorization", token).statusCode());
            JsonNode told = JSON.readTree(server.get("/console/config.json").body());
            assertEquals("local", told.path("signIn").asText());
        }
    }

    @Test
    void anIssuerInClearOrWithoutClientsIsRefusedAtStart() throws Exception {
        Map<String, String> settings = settings();
        settings.put("RINGLOCK_ISSUER", "http://accounts.example");
        RunningServer.Ended inClear = RunningServer.runToEnd(folder, settings);
        assertTrue(inClear.printed().contains("RINGLOCK_ISSUER"), inClear::printed);
        assertTrue(inClear.printed().contains("https://"), inClear::printed);
        settings = settings();
        settings.remove("RINGLOCK_CLIENTS");
        RunningServer.Ended forNobody = RunningServer.runToEnd(folder, settings);
        assertTrue(forNobody.printed().contains("RINGLOCK_CLIENTS"), forNobody::printed);
        settings.put("RINGLOCK_CLIENTS", OpenIdProvider.MACHINE);
        RunningServer.Ended forBoth = RunningServer.runToEnd(folder, settings);
        assertTrue(forBoth.printed().contains("RINGLOCK_MACHINES"), forBoth::printed);
        assertFalse(Files.exists(RunningServer.dataIn(folder)), "nothing is left behind");
    }

    private Map<String, String> settings() throws Exception {
        Map<String, String> settings = new HashMap<>();
        settings.put("RINGLOCK_POLICY", Example.policy(folder).toString());
        settings.put("RINGLOCK_ISSUER", provider.issuer());
        settings.put("RINGLOCK_CLIENTS", "api, " + OpenIdProvider.CLIENT);
        settings.put("RINGLOCK_MACHINES", OpenIdProvider.MACHINE);
        settings.put("RINGLOCK_GROUPS", "realm_access.roles");
        settings.put("RINGLOCK_CONSOLE_CLIENT", OpenIdProvider.CLIENT);
        settings.put("RINGLOCK_SCOPE", "openid profile");
        return settings;
    }
}
