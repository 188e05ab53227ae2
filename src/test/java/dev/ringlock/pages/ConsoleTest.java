package dev.ringlock.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringlock.form.SignupPages;
import dev.ringlock.http.Problem;
import dev.ringlock.http.ProblemException;
import dev.ringlock.http.PublicUrl;
import dev.ringlock.policy.PolicyFile;
import dev.ringlock.signin.SignIn;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConsoleTest {

    private static final Path FILES = Path.of("src/main/resources/assets");
    private static final Pattern IMPORT = Pattern.compile("(?:from |import\\()'([^']+)'");
    private static final Pattern LOADED = Pattern.compile("(?:href|src)=\"(/[^\"]+)\"");

    @Test
    void everyFileOfTheConsoleIsHandedOut() throws IOException {
        for (Path file : filesOfTheConsole()) {
            String path = "/assets/" + FILES.relativize(file);
            assertTrue(Assets.find(path).isPresent() || path.endsWith("/index.html"), path);
        }
    }

    @Test
    void whatThePageAndItsScriptsAskForIsThere() throws IOException {
        LOADED.matcher(Assets.consolePage())
                .results()
                .map(found -> found.group(1))
                .forEach(path -> assertTrue(Assets.find(path).isPresent(), path));
        for (Path file : filesOfTheConsole()) {
            for (MatchResult found :
                    IMPORT.matcher(Files.readString(file)).results().toList()) {
                Path imported = Objects.requireNonNull(file.getParent())
                        .resolve(found.group(1))
                        .normalize();
                assertTrue(Files.exists(imported), file + " wants " + found.group(1));
            }
        }
    }

    /** Nothing that the API says may become markup or script: text is set as text. */
    @Test
    void noScriptBuildsAPageOutOfText() throws IOException {
        for (Path file : filesOfTheConsole()) {
            String script = Files.readString(file);
            for (String way : List.of("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(")) {
                assertFalse(script.contains(way), file + " has " + way);
            }
        }
    }

    @Test
    void thePageTakesScriptFromHereAloneAndCallsNobodyButUsAndTheSignIn() {
        APIGatewayV2HTTPResponse page = get("/console/", SignIn.cognito("https://sign-in.example", "client"));

        String policy = page.getHeaders().get("Content-Security-Policy");
        assertEquals(200, page.getStatusCode());
        assertTrue(policy.startsWith("default-src 'none'; script-src 'self';"), policy);
        assertTrue(policy.contains("connect-src 'self' https://sign-in.example;"), policy);
        assertTrue(policy.contains("require-trusted-types-for 'script'"), policy);
        assertEquals("no-store", page.getHeaders().get("Cache-Control"));
        assertEquals("no-referrer", page.getHeaders().get("Referrer-Policy"));
        assertTrue(get("/console/", SignIn.none())
                .getHeaders()
                .get("Content-Security-Policy")
                .contains("connect-src 'self';"));
    }

    @Test
    void aScriptIsAskedForEachTimeAndSentOnlyIfItHasChanged() {
        APIGatewayV2HTTPResponse first = get("/assets/console/app.js", SignIn.none());
        String tag = first.getHeaders().get("ETag");
        APIGatewayV2HTTPResponse again = get("/assets/console/app.js", SignIn::none, Map.of("if-none-match", tag));

        assertEquals("no-cache", first.getHeaders().get("Cache-Control"));
        assertEquals(304, again.getStatusCode());
        assertEquals("", again.getBody());
        assertEquals(
                200,
                get("/assets/console/dom.js", SignIn::none, Map.of("if-none-match", tag))
                        .getStatusCode());
    }

    @Test
    void withoutItsSlashThePageIsElsewhere() {
        APIGatewayV2HTTPResponse answer = get("/console", SignIn.none());

        assertEquals(303, answer.getStatusCode());
        assertEquals("/console/", answer.getHeaders().get("Location"));
    }

    @Test
    void itIsToldWhereToSignInAndWhatThePolicyHas() throws IOException {
        JsonNode told = config(SignIn.cognito("https://sign-in.example", "client"));

        assertEquals("oidc", told.path("signIn").asText());
        assertEquals(
                "https://sign-in.example/oauth2/token", told.path("tokenUrl").asText());
        assertEquals("client", told.path("clientId").asText());
        assertEquals("openid ringlock/staff", told.path("scope").asText());
        assertEquals("cognito:groups", told.path("groups").asText());
        assertEquals("Harbour Books", told.path("owner").asText());
        assertEquals(
                List.of(
                        "marketing: News and offers, Neuigkeiten und Angebote",
                        "service: Your orders, Ihre Bestellungen"),
                told.path("purposes").findParents("titles").stream()
                        .map(purpose -> purpose.path("id").asText() + ": "
                                + purpose.path("title").asText() + ", "
                                + purpose.at("/titles/de").asText())
                        .toList());
        assertEquals(
                "[\"call_back\",\"complaint\",\"person_asked\",\"suspected_misuse\"]",
                told.path("reasons").toString());
    }

    @Test
    void withoutASignInItSaysThatThereIsNone() throws IOException {
        JsonNode told = config(SignIn.none());

        assertEquals("none", told.path("signIn").asText());
        assertFalse(told.has("authorizeUrl"));
    }

    @Test
    void whileTheSignInIsAwayThePageIsThereAndItsConfigurationIsNot() {
        Supplier<SignIn> away = () -> {
            throw new ProblemException(new Problem.Unavailable(Duration.ofSeconds(10)));
        };
        APIGatewayV2HTTPResponse page = get("/console/", away, Map.of());

        assertEquals(200, page.getStatusCode());
        assertTrue(page.getHeaders().get("Content-Security-Policy").contains("connect-src 'self';"));
        assertEquals(503, get("/console/config.json", away, Map.of()).getStatusCode());
    }

    private static JsonNode config(SignIn signIn) throws IOException {
        APIGatewayV2HTTPResponse answer = get("/console/config.json", signIn);
        assertEquals("no-store", answer.getHeaders().get("Cache-Control"));
        return new ObjectMapper().readTree(answer.getBody());
    }

    private static APIGatewayV2HTTPResponse get(String path, SignIn signIn) {
        return get(path, () -> signIn, Map.of());
    }

    private static APIGatewayV2HTTPResponse get(String path, Supplier<SignIn> signIn, Map<String, String> headers) {
        PagesFunction pages = new PagesFunction(
                PolicyFile.read("example", example()),
                new SignupPages(),
                signIn,
                PublicUrl.of("https://ringlock.example.com"));
        return pages.pages(APIGatewayV2HTTPEvent.builder()
                .withRawPath(path)
                .withHeaders(headers)
                .withRequestContext(RequestContext.builder()
                        .withHttp(RequestContext.Http.builder()
                                .withMethod("GET")
                                .withPath(path)
                                .withSourceIp("203.0.113.7")
                                .build())
                        .build())
                .build());
    }

    private static List<Path> filesOfTheConsole() throws IOException {
        try (Stream<Path> files = Files.walk(FILES.resolve("console"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static String example() {
        try (InputStream in = ConsoleTest.class.getResourceAsStream("/policy/harbour-books.yaml")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
