package dev.ringlock.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import dev.ringlock.Chromium;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person signs up in a real browser: by mouse, by keys, without scripts, in their own language. */
@Tag("full")
class SignupInChromiumIT {

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

    @Test
    void byMouse() {
        Page page = chromium.page();
        page.navigate("/");
        clickAt(page.locator("#number"));
        page.keyboard().type("+1 305 555 0110");
        // anywhere on the card of a choice: on its description, and on its box
        clickAt(page.getByText("at most four a month"));
        clickAt(page.locator("#purpose-service"));
        clickAt(page.locator("button"));

        assertThanked(page, "Thank you", "News and offers", "Your orders");
    }

    @Test
    void byKeysAlone() {
        Page page = chromium.page();
        page.navigate("/");
        tabTo(page, "number");
        page.keyboard().type("305 555 0111");
        tabTo(page, "region");
        page.keyboard().type("United St");
        assertEquals("US", page.locator("#region").inputValue());
        tabTo(page, "purpose-marketing");
        page.keyboard().press("Space");
        tabTo(page, "purpose-service");
        page.keyboard().press("Tab");
        assertEquals("BUTTON", page.evaluate("document.activeElement.tagName"));
        page.keyboard().press("Enter");

        assertThanked(page, "Thank you", "News and offers");
    }

    @Test
    void withoutScripts() {
        Page page = chromium.page(Chromium.english().setJavaScriptEnabled(false));
        page.navigate("/");
        page.locator("#number").fill("+13055550112");
        page.locator("#purpose-service").check();
        page.locator("button").click();

        assertThanked(page, "Thank you", "Your orders");
    }

    @Test
    void inGerman() {
        Page page = chromium.page(new Browser.NewContextOptions().setLocale("de-DE"));
        page.navigate("/");
        assertThat(page.locator("html")).hasAttribute("lang", "de");
        assertThat(page.locator("#region")).hasValue("DE");
        page.locator("#number").fill("+13055550113");
        page.getByLabel("Neuigkeiten und Angebote").check();
        page.getByText("Dem Angekreuzten zustimmen").click();

        assertThanked(page, "Vielen Dank", "Neuigkeiten und Angebote");
        assertThat(page.locator("html")).hasAttribute("lang", "de");
    }

    @Test
    void noBoxIsTickedForAnybody() {
        for (String path : List.of("/", "/?purpose=marketing", "/?language=es", "/?notice=signup&language=fr")) {
            Page page = chromium.page();
            page.navigate(path);
            assertNothingTicked(page, path);
        }
        Page returning = chromium.page();
        returning.navigate("/");
        returning.locator("#number").fill("+13055550114");
        returning.locator("#purpose-marketing").check();
        returning.locator("button").click();
        returning.getByText("Back to the form").click();
        assertThat(returning).hasURL(Pattern.compile(".*/\\?notice=signup&language=en"));
        assertNothingTicked(returning, "after a signup");
    }

    @Test
    void aWrongNumberHandsTheFormBackAsItWasFilledIn() {
        Page page = chromium.page(Chromium.english().setJavaScriptEnabled(false));
        page.navigate("/");
        page.locator("#number").fill("+1 305 555 01");
        page.locator("#region").selectOption("CA");
        page.locator("#purpose-service").check();
        page.locator("button").click();

        Locator problem = page.getByRole(AriaRole.ALERT)
                .getByText("There is no such number. Is a digit missing, wrong or too many?");
        assertThat(problem).isVisible();
        Locator number = page.locator("#number");
        assertThat(page).hasTitle("Please check this · Stay in touch with Harbour Books");
        assertThat(number).hasAttribute("aria-invalid", "true");
        assertThat(number).hasCSS("border-top-width", "2px");
        assertThat(number).hasValue("+1 305 555 01");
        assertThat(page.locator("#region")).hasValue("CA");
        assertThat(page.locator("#purpose-service")).isChecked();
        assertThat(page.locator("#purpose-marketing")).not().isChecked();
        problem.click();
        assertThat(number).isFocused();

        page.keyboard().press("ControlOrMeta+a");
        page.keyboard().type("+13055550115");
        page.locator("button").click();
        assertThanked(page, "Thank you", "Your orders");
    }

    @Test
    void theThanksCanBeReloadedAndGoneBackToAndSignNobodyUpTwice() throws IOException {
        Page page = chromium.page(Chromium.english().setJavaScriptEnabled(false));
        page.navigate("/");
        page.locator("#number").fill("+13055550117");
        page.locator("#purpose-marketing").check();
        page.locator("main button").click();
        assertThanked(page, "Thank you", "News and offers");
        assertThat(page)
                .hasURL(Pattern.compile(".*/v1/consents\\?notice=signup&version=1&language=en&purposes=marketing"));
        JsonNode before = rows();
        page.reload();
        assertThanked(page, "Thank you", "News and offers");
        page.locator("#code").fill("Code: 12 34 56");
        page.locator("form:has(#code) button").click();
        assertThat(page.locator("#code-wrong")).containsText("does not match");
        page.reload();
        page.locator("#code").fill("my code");
        page.locator("form:has(#code) button").click();
        assertThat(page.locator("#code-wrong")).containsText("This is not a code");
        page.locator("form.again button").click();
        assertThat(page.locator(".done")).containsText("too soon");
        page.goBack();
        page.goBack();
        page.goForward();
        assertThat(page.locator("h1")).hasText("Thank you");
        assertEquals(before.get("contacts"), rows().get("contacts"));
        assertEquals(before.get("ledger"), rows().get("ledger"));
    }

    @Test
    void whoTicksNothingIsToldThatNothingWasKept() throws IOException {
        int before = contacts();
        Page page = chromium.page();
        page.navigate("/");
        page.locator("#number").fill("+13055550116");
        page.locator("button").click();

        assertThat(page.locator("h1")).hasText("Thank you");
        assertThat(page.locator("main")).containsText("You ticked nothing, so we have kept nothing");
        assertEquals(before, contacts());
    }

    private static void assertThanked(Page page, String title, String... granted) {
        assertThat(page.locator("h1")).hasText(title);
        assertThat(page.locator(".granted li")).hasText(granted);
        String text = page.locator("main").innerText();
        assertFalse(Pattern.compile("555.?01[0-9]{2}").matcher(text).find(), text);
    }

    private static void assertNothingTicked(Page page, String where) {
        Locator boxes = page.locator("input[type=checkbox]");
        assertEquals(2, boxes.count(), where);
        assertEquals(0, page.locator("input[type=checkbox]:checked").count(), where);
    }

    /** Where a hand would point, whatever lies on top there. */
    private static void clickAt(Locator target) {
        target.scrollIntoViewIfNeeded();
        BoundingBox box = target.boundingBox();
        target.page().mouse().click(box.x + box.width / 2, box.y + box.height / 2);
    }

    /** Goes on with the Tab key until this element has the focus, and shows it. */
    private static void tabTo(Page page, String id) {
        for (int presses = 0; presses < 12; presses++) {
            page.keyboard().press("Tab");
            if (id.equals(page.evaluate("document.activeElement.id"))) {
                Object outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle");
                assertEquals("solid", outline, "the focus shows on " + id);
                return;
            }
        }
        fail("the Tab key does not reach " + id);
    }

    private static int contacts() throws IOException {
        return rows().get("contacts").size();
    }

    private static JsonNode rows() throws IOException {
        return new ObjectMapper().readTree(server.get("/local/rows").body());
    }
}
