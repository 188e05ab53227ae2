package dev.ringlock.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.ringlock.standalone.StaffAtWork.named;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.ringlock.Chromium;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The console of lasting mode: people sign in with name, password and code. */
@Tag("full")
class LocalConsoleIT {

    private static RunningServer server;
    private static Chromium chromium;
    private static StaffDevice ana;

    @BeforeAll
    static void start(@TempDir Path folder, @TempDir Path elsewhere) throws IOException {
        Chromium.required();
        Map<String, String> settings =
                Map.of("RINGLOCK_POLICY", Example.policy(folder).toString());
        ana = StaffDevice.add(elsewhere, RunningServer.dataIn(folder), settings, "ana", "privacy,auditor");
        server = RunningServer.start(folder, settings);
        chromium = Chromium.start(server.uri("").toString());
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
            server.close();
        }
    }

    @AfterEach
    void nothingWentElsewhereAndNothingWasRefused() {
        chromium.closePages();
    }

    @Test
    void aPersonSignsInIsKnownByTheirDeviceAndSignsOut() throws IOException {
        chromium.expect(401);
        Page page = chromium.page();
        page.navigate("/console/#/audit");
        fill(page, "not the password", ana.code(0));
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Each code works once");
        assertThat(page.getByLabel("One-time code")).hasValue("");

        fill(page, ana.password(), ana.code(0));
        assertThat(page.locator("h1")).hasText("Audit");
        assertThat(page.locator(".who")).containsText("ana");
        assertThat(page.locator("tbody")).containsText("ana was added to the staff");
        assertThat(page.locator("tbody")).containsText("A sign-in failed");
        String token = String.valueOf(page.evaluate("JSON.parse(sessionStorage['ringlock.session']).token"));
        assertEquals(1, page.evaluate("Object.keys(JSON.parse(localStorage['ringlock.devices'])).length"));
        assertEquals(
                200, server.get("/v1/runs", "Authorization", "Bearer " + token).statusCode());

        page.getByRole(AriaRole.BUTTON, named("Sign out")).click();
        assertThat(page.getByLabel("Password")).isVisible();
        assertEquals("[]", page.evaluate("JSON.stringify(Object.keys(sessionStorage))"));
        assertEquals(
                401, server.get("/v1/runs", "Authorization", "Bearer " + token).statusCode());
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1280", "DARK, 1280", "LIGHT, 390", "DARK, 390", "LIGHT, 320", "DARK, 320"})
    void axeFindsNothingToComplainOfInTheFormAndItsError(ColorScheme scheme, int width) throws IOException {
        chromium.expect(401, 429);
        Page page = chromium.page(Chromium.english().setViewportSize(width, 844).setColorScheme(scheme));
        page.navigate("/console/");
        assertThat(page.getByLabel("Name")).isVisible();
        assertClean(page, width);
        assertEquals(
                1,
                page.evaluate("new Set([...document.querySelectorAll('form input')].map(e => e.offsetHeight)).size"),
                "the fields look alike");
        fill(page, "not the password", "000000");
        assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
        assertClean(page, width);
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of(
                        "target",
                        "screenshots",
                        "console-local-sign-in-" + scheme.name().toLowerCase(Locale.ROOT) + "-" + width + ".png")));
    }

    @Test
    void aPasswordManagerKnowsTheFields() {
        Page page = chromium.page();
        page.navigate("/console/");
        assertThat(page.getByLabel("Name")).hasAttribute("autocomplete", "username");
        assertThat(page.getByLabel("Password")).hasAttribute("autocomplete", "current-password");
        assertThat(page.getByLabel("Password")).hasAttribute("type", "password");
        assertThat(page.getByLabel("One-time code")).hasAttribute("autocomplete", "one-time-code");
    }

    private static void fill(Page page, String password, String code) {
        page.getByLabel("Name").fill("Ana");
        page.getByLabel("Password").fill(password);
        page.getByLabel("One-time code").fill(code);
        page.getByLabel("One-time code").press("Enter");
    }

    private static void assertClean(Page page, int width) throws IOException {
        assertEquals("[]", String.valueOf(PagesForEverybodyIT.violations(page)));
        assertEquals("[]", String.valueOf(page.evaluate(PagesForEverybodyIT.FAINT)));
        assertEquals(width, page.evaluate("document.documentElement.scrollWidth"));
    }
}
