package dev.ringlock.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.ringlock.Chromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small shop's first day, with no other service than its message provider. */
@Tag("full")
class SmallShopIT {

    private static final String PROVED = "+12025550123";
    private static final String STOPPED = "+12025550124";
    private static final String ANGRY = "+12025550125";
    private static final String TO_EVERYTHING = "+12025550101";
    private static final String ANGRY_TEXT = "I did not stop ordering";

    @TempDir
    private Path folder;

    @TempDir
    private Path elsewhere;

    @Test
    void aSignupAStopAHoldARevealAndAnExport() throws Exception {
        Chromium.required();
        try (SmallShop shop = SmallShop.open(folder);
                Chromium chromium = Chromium.start(shop.server.uri("").toString())) {
            StaffDevice ana = StaffDevice.add(
                    elsewhere,
                    shop.server.data(),
                    shop.settings,
                    "ana",
                    "support:marketing,campaign:marketing,privacy,auditor");
            signUpWithACode(shop, chromium.page());
            people(shop);

            Page page = chromium.page();
            signIn(page, ana);
            decideTheHold(page);
            reveal(page);
            export(page);
            screenshot(page, "shop-export");
            page.getByRole(AriaRole.BUTTON, named("Sign out")).click();
            assertThat(page.getByLabel("Password")).isVisible();
            chromium.closePages();
            assertFalse(shop.server.log().contains(ANGRY_TEXT));
            assertFalse(Traces.of(PROVED).areIn(shop.server.log()));
        }
    }

    /** As a person does, in the browser; the code comes through Twilio. */
    private static void signUpWithACode(SmallShop shop, Page page) {
        page.navigate("/?language=en");
        page.getByLabel("Your phone number").fill("+1 202 555 0123");
        page.getByLabel("News and offers").check();
        screenshot(page, "shop-form");
        page.locator("main button[type=submit], form button").first().click();
        screenshot(page, "shop-thanks");
        String code = shop.codeFor(PROVED);
        page.getByLabel("Code").fill(code.substring(0, 3) + " " + code.substring(3));
        page.getByLabel("Code").press("Enter");
        assertThat(page.locator("h1")).containsText("Thank you");
        screenshot(page, "shop-confirmed");
        List<String> texts = shop.textsTo(PROVED);
        assertTrue(texts.get(texts.size() - 1).contains("you agreed to News and offers"), texts::toString);
    }

    /** Two others sign up. One replies STOP, and one something that may be an opt-out. */
    private static void people(SmallShop shop) throws IOException {
        for (String number : List.of(STOPPED, ANGRY)) {
            shop.server.post("/v1/consents", Example.JSON, Example.json(number, "service"));
        }
        assertEquals(200, shop.text(STOPPED, TO_EVERYTHING, "STOP").statusCode());
        assertEquals(200, shop.text(ANGRY, TO_EVERYTHING, ANGRY_TEXT).statusCode());
    }

    private static void signIn(Page page, StaffDevice ana) {
        page.navigate("/console/");
        page.getByLabel("Name").fill(ana.name());
        page.getByLabel("Password").fill(ana.password());
        page.getByLabel("One-time code").fill(ana.code(0));
        page.getByLabel("One-time code").press("Enter");
        assertThat(page.getByRole(AriaRole.BUTTON, named("Sign out"))).isVisible();
        screenshot(page, "shop-overview");
    }

    /** The text is in view where the decision is made, and gone afterwards. */
    private static void decideTheHold(Page page) {
        page.getByRole(AriaRole.LINK, named("Holds")).click();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Decide"))
                .click();
        assertThat(page.locator(".hold")).containsText(ANGRY_TEXT);
        assertThat(page.locator(".hold")).containsText(TO_EVERYTHING);
        screenshot(page, "shop-hold");
        page.getByLabel("It is an opt-out from everything, counted from when the message came")
                .check();
        page.getByLabel("Reason").fill("angry");
        page.getByRole(AriaRole.BUTTON, named("Decide")).click();
        assertThat(page.locator(".hold")).hasCount(0);
        assertThat(page.locator(".card.is-withdrawn h2")).hasText(new String[] {"News and offers", "Your orders"});
        assertFalse(page.content().contains(ANGRY_TEXT));
    }

    private static void reveal(Page page) {
        StaffAtWork.lookUp(page, PROVED);
        page.getByRole(AriaRole.BUTTON, named("Show number")).click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        dialog.getByLabel("Note").fill("rang about an order");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Show number"))
                .click();
        assertThat(dialog.locator(".number")).hasText(PROVED);
        page.keyboard().press("Escape");
    }

    private static void export(Page page) throws IOException {
        page.getByRole(AriaRole.LINK, named("Exports")).click();
        page.getByLabel("Campaign").fill("autumn-2026");
        page.getByLabel("Reason").fill("the autumn catalogue");
        page.getByRole(AriaRole.BUTTON, named("Export")).click();
        Locator done = page.locator(".timeline > li.is-done");
        Download file = page.waitForDownload(
                () -> done.getByText("Download autumn-2026-1.csv").click());
        assertTrue(Files.readString(file.path()).contains(PROVED));
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static void screenshot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png")));
    }
}
