package dev.ringlock.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import dev.ringlock.Chromium;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person signs up, opts out from the phone, sees it on their page, and comes back by the code. */
@Tag("full")
class OptOutInChromiumIT {

    private static final String NUMBER = "+12025550123";

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
    void outByAReplyAndInAgainByTheCode() {
        Page page = chromium.page();
        signUp(page);

        phone(page);
        page.locator("#text").fill("Stop. Thank you");
        page.locator("button:has-text(\"Send\")").click();
        assertThat(page.locator(".phone li.theirs").last()).containsText("you are opted out");
        shot(page, "phone");

        preferences(page);
        assertThat(page.locator("section.withdrawn h2")).hasText("News and offers");
        assertThat(page.locator("section.granted h2")).hasText("Your orders");
        Assertions.assertFalse(page.url().contains("t="), "the token stays in no address");
        shot(page, "preferences");

        signUp(page);
        Page phone = chromium.page();
        phone(phone);
        String text = phone.locator(".phone li.theirs .text").last().innerText();
        Matcher code = Pattern.compile("[0-9]{6}").matcher(text);
        Assertions.assertTrue(code.find(), text);
        page.locator("#code").fill(code.group().replaceAll(".$", code.group().endsWith("0") ? "1" : "0"));
        page.locator("form:has(#code) button").click();
        assertThat(page.locator("#code-wrong")).isVisible();
        page.locator("#code").fill("Harbour Books: " + code.group() + " is your code");
        page.locator("form:has(#code) button").click();
        assertThat(page.locator(".granted li")).containsText("News and offers");

        preferences(page);
        assertThat(page.locator("section.granted h2")).hasText(new String[] {"News and offers", "Your orders"});
        page.locator("form.all button").click();
        assertThat(page.locator("section.withdrawn h2")).hasCount(2);
        assertThat(page.locator(".done")).hasText("You are unsubscribed from everything.");
        page.locator("main a").last().click();
        assertThat(page.locator("h1")).hasText("Stay in touch with Harbour Books");
    }

    @Test
    void aPersonAsksForTheirPageAndGetsThereByACode() {
        Page page = chromium.page(Chromium.english().setJavaScriptEnabled(false));
        page.navigate("/");
        page.locator("#number").fill("+12025550124");
        page.locator("#purpose-marketing").check();
        page.locator("main button").click();
        page.locator("text=See or change what you agreed to").click();
        page.locator("#number").fill("(202) 555-0124");
        page.locator("#region").selectOption("US");
        page.locator("main button").click();
        assertThat(page.locator("main")).containsText("If we have this number on file");
        Assertions.assertFalse(page.url().contains("555"), page.url());
        page.reload();
        Page phone = chromium.page();
        phone.navigate("/local/phone");
        phone.locator("#number").fill("+12025550124");
        phone.locator("button:has-text(\"Look at this phone\")").click();
        Matcher code = Pattern.compile("[0-9]{6}")
                .matcher(phone.locator(".phone li.theirs .text").last().innerText());
        Assertions.assertTrue(code.find());
        page.locator("#code").fill(code.group());
        page.locator("form:has(#code) button").click();
        assertThat(page.locator("h1")).hasText("What you agreed to");
        assertThat(page.locator("section.granted h2")).hasText("News and offers");
        page.locator("section.granted button").click();
        assertThat(page.locator(".done")).hasText("You are unsubscribed from: News and offers.");
    }

    private static void signUp(Page page) {
        page.navigate("/");
        page.locator("#number").fill(NUMBER);
        page.locator("#purpose-marketing").check();
        page.locator("#purpose-service").check();
        page.locator("main button").click();
        assertThat(page.locator("h1")).hasText("Thank you");
    }

    private static void phone(Page page) {
        page.navigate("/local/phone");
        page.locator("#number").fill(NUMBER);
        page.locator("button:has-text(\"Look at this phone\")").click();
        assertThat(page.locator(".phone")).isVisible();
    }

    private static void preferences(Page page) {
        phone(page);
        page.locator("button:has-text(\"Get a link\")").click();
        page.locator("text=Open the link").last().click();
        assertThat(page.locator("h1")).hasText("What you agreed to");
    }

    private static void shot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target/screenshots/" + name + ".png"))
                .setFullPage(true));
    }
}
