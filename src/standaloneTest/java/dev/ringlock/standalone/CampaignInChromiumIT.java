package dev.ringlock.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.ringlock.Chromium;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo's campaign reaches who said yes, nobody else, and no more who said STOP. */
@Tag("full")
class CampaignInChromiumIT {

    private static final String YES = "+12025550123";
    private static final String NOBODY = "+12025550124";

    private static RunningServer server;
    private static Chromium chromium;

    @BeforeAll
    static void start(@TempDir Path folder) {
        Chromium.required();
        server = RunningServer.demo(folder);
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

    /** About an order, because offers may have to wait for the hours of the day at which this test runs. */
    @Test
    void itSendsWhatIsAllowedAndSaysWhyNotElsewhere() {
        Page page = chromium.page();
        page.navigate("/");
        page.locator("#number").fill(YES);
        page.locator("#purpose-service").check();
        page.locator("main button").click();
        assertThat(page.locator("h1")).hasText("Thank you");

        campaign(page);
        assertThat(row(page, YES)).containsText("allow, sent");
        assertThat(row(page, NOBODY)).containsText("deny");
        assertThat(row(page, "555")).containsText("unreadable");
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target/screenshots/campaign.png"))
                .setFullPage(true));

        phone(page, NOBODY);
        assertThat(page.locator(".phone li")).hasCount(0);
        phone(page, YES);
        assertThat(page.locator(".phone li.theirs .text").last()).hasText("Your order is ready.");
        page.locator("#to").selectOption("+12025550101");
        page.locator("#text").fill("STOP");
        page.locator("button:has-text(\"Send\")").click();

        campaign(page);
        assertThat(row(page, YES)).containsText("deny");
        phone(page, YES);
        assertThat(page.locator(".phone li.theirs .text", new Page.LocatorOptions().setHasText("Your order is ready.")))
                .hasCount(1);
    }

    private static void campaign(Page page) {
        page.navigate("/local/campaign");
        page.locator("#purpose").selectOption("service");
        page.locator("#text").fill("Your order is ready.");
        page.locator("#numbers").fill(YES + "\n" + NOBODY + "\n555");
        page.locator("main form button").click();
        assertThat(page.locator("#results")).isVisible();
    }

    private static Locator row(Page page, String number) {
        return page.locator("tbody tr:has(td:text-is(\"" + number + "\"))");
    }

    private static void phone(Page page, String number) {
        page.navigate("/local/phone");
        page.locator("#number").fill(number);
        page.locator("button:has-text(\"Look at this phone\")").click();
        assertThat(page.locator(".phone")).isVisible();
    }
}
