package dev.ringlock.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.ringlock.standalone.StaffAtWork.named;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ringlock.Chromium;
import dev.ringlock.pages.PagesClient;
import dev.ringlock.pages.PagesFunction;
import dev.ringlock.policy.PolicyFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** People sign in at a provider of OpenID Connect and come back: the pages' own function, a real browser, a small provider. */
@Tag("full")
class ConsoleSignInIT {

    private static BrowserSignIn provider;
    private static HttpServer console;
    private static Chromium chromium;

    @BeforeAll
    static void start() throws IOException {
        Chromium.required();
        provider = new BrowserSignIn();
        console = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        PagesFunction pages = PagesClient.with(PolicyFile.read("example", example()), provider.signIn());
        console.createContext("/", exchange -> answer(exchange, pages));
        console.start();
        chromium = Chromium.start("http://127.0.0.1:" + console.getAddress().getPort(), provider.origin());
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
            console.stop(0);
            provider.close();
        }
    }

    @BeforeEach
    void forget() {
        provider.mixUp(false);
        provider.authorized.clear();
        provider.redeemed.clear();
        provider.loggedOut.clear();
    }

    @AfterEach
    void nothingWentElsewhereAndNothingWasRefused() {
        chromium.closePages();
    }

    @Test
    void theCodeIsGivenWithItsVerifierAndStaysInNoAddress() {
        Page page = signedIn("/console/#/holds");

        assertThat(page.locator("main")).containsText("This page is for support and privacy. Your roles: admin.");
        assertThat(page.locator(".who")).containsText("Eve Example");
        assertFalse(page.url().contains("code="), page.url());
        assertEquals("/console/#/holds", page.evaluate("location.pathname + location.search + location.hash"));
        Map<String, String> asked = provider.authorized.get(0);
        Map<String, String> given = provider.redeemed.get(0);
        assertEquals("S256", asked.get("code_challenge_method"));
        assertEquals("code", asked.get("response_type"));
        assertEquals("openid ringlock/staff", asked.get("scope"));
        assertEquals(asked.get("code_challenge"), BrowserSignIn.challenge(given.get("code_verifier")));
        assertEquals(asked.get("redirect_uri"), given.get("redirect_uri"));
        assertEquals("[\"ringlock.session\"]", page.evaluate("JSON.stringify(Object.keys(sessionStorage))"));
        assertEquals(0, page.evaluate("localStorage.length"));

        // what the browser keeps for itself is used up: another sign-in has other words
        signedIn("/console/");
        assertNotEquals(asked.get("state"), provider.authorized.get(1).get("state"));
        assertNotEquals(asked.get("nonce"), provider.authorized.get(1).get("nonce"));
    }

    @Test
    void aCodeThatThisTabDidNotAskForIsNotGivenAway() {
        Page page = chromium.page();
        page.navigate("/console/?code=planted&state=made-up");
        assertThat(page.locator(".note")).hasText("This sign-in was not begun in this tab. Please begin again.");
        assertFalse(page.url().contains("planted"), page.url());
        assertEquals(0, provider.redeemed.size());
    }

    @Test
    void aTokenOfAnotherSignInIsNotTaken() {
        provider.mixUp(true);
        Page page = chromium.page();
        page.navigate("/console/");
        page.getByRole(AriaRole.BUTTON, named("Sign in")).click();
        assertThat(page.locator(".note")).hasText("This sign-in belongs to another one. Please begin again.");
        assertEquals("[]", page.evaluate("JSON.stringify(Object.keys(sessionStorage))"));
    }

    @Test
    void whoTurnsBackAtTheProviderIsToldSo() {
        Page page = chromium.page();
        page.navigate("/console/");
        page.evaluate("sessionStorage.setItem('ringlock.sign-in', JSON.stringify({state: 's', then: ''}))");
        page.navigate("/console/?error=access_denied&state=s");
        assertThat(page.locator(".note")).hasText("The sign-in was not completed. Please try again.");
    }

    @Test
    void aTokenThatIsOverByThisDevicesClockIsNotTakenAndItIsToldWhy() {
        Page page = chromium.page();
        page.addInitScript("const hours = 3 * 3600e3, now = Date.now; Date.now = () => now() + hours;");
        page.navigate("/console/");
        page.getByRole(AriaRole.BUTTON, named("Sign in")).click();
        assertThat(page.locator(".note")).containsText("By this device’s clock the sign-in is over already.");
    }

    @Test
    void whileTheSignInDoesNotAnswerThePageSaysSoAndAsksAgain() {
        Page page = chromium.page();
        page.addInitScript("""
                const real = fetch;
                window.fetch = (url, how) => url === '/console/config.json' && !sessionStorage.answers
                  ? Promise.resolve(new Response('', {status: 503})) : real(url, how);""");
        page.navigate("/console/?code=planted&state=made-up");
        assertThat(page.locator("h1")).hasText("The sign-in does not answer");
        assertFalse(page.url().contains("planted"), page.url());
        page.evaluate("sessionStorage.answers = 'yes'");
        page.getByRole(AriaRole.BUTTON, named("Try again")).click();
        assertThat(page.getByRole(AriaRole.BUTTON, named("Sign in"))).isVisible();
    }

    @Test
    void signingOutForgetsTheTokenHereAndThere() {
        Page page = signedIn("/console/");
        page.getByRole(AriaRole.BUTTON, named("Sign out")).click();
        assertThat(page.locator("h1")).hasText("Sign in");
        assertEquals("[]", page.evaluate("JSON.stringify(Object.keys(sessionStorage))"));
        assertEquals("console", provider.loggedOut.get(0).get("client_id"));
    }

    private static Page signedIn(String path) {
        Page page = chromium.page();
        page.navigate(path);
        page.getByRole(AriaRole.BUTTON, named("Sign in")).click();
        assertThat(page.getByRole(AriaRole.BUTTON, named("Sign out"))).isVisible();
        return page;
    }

    private static void answer(HttpExchange exchange, PagesFunction pages) throws IOException {
        String path = exchange.getRequestURI().getPath();
        APIGatewayV2HTTPResponse answer = pages.pages(APIGatewayV2HTTPEvent.builder()
                .withRawPath(path)
                .withHeaders(Map.of())
                .withRequestContext(RequestContext.builder()
                        .withHttp(RequestContext.Http.builder()
                                .withMethod(exchange.getRequestMethod())
                                .withPath(path)
                                .withSourceIp("127.0.0.1")
                                .build())
                        .build())
                .build());
        byte[] body = answer.getIsBase64Encoded()
                ? Base64.getDecoder().decode(answer.getBody())
                : answer.getBody().getBytes(StandardCharsets.UTF_8);
        answer.getHeaders().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(answer.getStatusCode(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String example() throws IOException {
        try (InputStream in = ConsoleSignInIT.class.getResourceAsStream("/policy/harbour-books.yaml")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
