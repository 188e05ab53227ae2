package dev.ringlock.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.ringlock.Chromium;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person signs up, years pass, and what they agreed to is gone: with a dry run before, and a report after. */
@Tag("full")
class PurgeInChromiumIT {

    private static RunningServer server;
    private static Chromium chromium;

    @BeforeAll
    static void start(@TempDir Path folder) {
        Chromium.required();
        // the schedule must not come in between
        server = RunningServer.start(folder, Map.of("RINGLOCK_PURGE_EVERY", "PT24H"), "--demo");
        chromium = Chromium.start(server.uri("").toString());
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @AfterEach
    void nothingWentElsewhereAndNothingWasRefused() {
        chromium.closePages();
    }

    @Test
    void theClockJumpsAndWhatIsDueIsGone() {
        Page page = chromium.page();
        page.navigate("/");
        page.locator("#number").fill("+12025550123");
        page.locator("#purpose-marketing").check();
        page.locator("button").click();
        assertThat(page.locator("h1")).hasText("Thank you");

        page.navigate("/local/");
        page.locator("a:has-text(\"What is due\")").click();
        Locator due = rows(page, "waiting");
        assertThat(due).hasCount(1);
        assertThat(due).containsText("marketing granted until");
        assertThat(due).not().containsText("now, since");

        // by the keyboard alone
        page.locator("#advance").focus();
        page.keyboard().type("soon");
        page.keyboard().press("Enter");
        assertThat(page.locator("[role=alert]")).containsText("ISO 8601");
        page.locator("#advance").focus();
        page.keyboard().type("P4Y");
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        assertThat(page.locator("header")).containsText("Its clock has jumped");
        assertThat(due).containsText("now, since");
        shots("purge-due");

        page.locator("button:has-text(\"Dry run\")").click();
        assertThat(rows(page, "dry")).containsText("1 ");
        assertThat(due).containsText("marketing granted until");
        shot(page, "purge-dry-run");

        page.locator("button:has-text(\"Purge now\")").click();
        assertThat(page.locator("#dry")).hasCount(0);
        assertThat(rows(page, "waiting")).not().containsText("now, since");
        assertThat(rows(page, "waiting")).containsText("marketing expired");
        assertThat(rows(page, "reports").first()).containsText("1 ");
        shots("purge-done");

        page.navigate("/local/");
        assertThat(page.locator("#table-contacts")).containsText("1 row");
        assertThat(page.locator("#table-compartments")).containsText("0 rows");
        assertThat(page.locator("[aria-labelledby=table-contacts] td:has-text(\"expired\")"))
                .hasCount(1);
    }

    private static Locator rows(Page page, String table) {
        return page.locator("[aria-labelledby=" + table + "] tbody tr");
    }

    private static void shots(String name) {
        for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            Page page = chromium.page(Chromium.english().setColorScheme(scheme));
            page.navigate("/local/purge");
            shot(page, name + (scheme == ColorScheme.DARK ? "-dark" : "-light"));
        }
    }

    private static void shot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target/screenshots/" + name + ".png"))
                .setFullPage(true));
    }
}
