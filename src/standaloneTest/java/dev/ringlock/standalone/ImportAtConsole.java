package dev.ringlock.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.ringlock.standalone.StaffAtWork.named;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** A person of role privacy brings a file in. */
final class ImportAtConsole {

    /** Agreed elsewhere, as the file says with its evidence. */
    static final String BROUGHT = "+12025550130";

    private static final Duration PAST = Duration.ofDays(20);

    private final Page page;

    private ImportAtConsole(Page page) {
        this.page = page;
    }

    /** Goes to the imports. */
    static ImportAtConsole open(Page page) {
        page.getByRole(AriaRole.LINK, named("Imports")).click();
        assertThat(page.locator("h1")).hasText("Imports");
        return new ImportAtConsole(page);
    }

    /** A small file of a shop: with a mark at its begin, semicolons, and rows of every kind. */
    static byte[] dirty() {
        String then = Instant.now().minus(PAST).toString();
        return String.join(
                        "\r\n",
                        "\uFEFFCustomer;Phone;Text messages;Since;Form",
                        "1;" + BROUGHT + ";yes;" + then + ";newsletter page",
                        "2;(202) 555-0131;yes;;",
                        "3;2.02556E+09;yes;" + then + ";newsletter page",
                        "4;+1 202 555 0132;no;;",
                        "5;" + StaffAtWork.STOPPED + ";yes;" + then + ";newsletter page",
                        "6;" + BROUGHT + ";yes;" + then + ";newsletter page",
                        "7;+1 202 555 0133;perhaps;" + then + ";newsletter page",
                        "8;+1 202 555 0134;yes;31/02/2026;newsletter page",
                        "")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Chooses a file, and sends it. */
    ImportAtConsole upload(String source, byte[] file) {
        choose(file);
        page.getByLabel("Where it comes from").fill(source);
        page.getByRole(AriaRole.BUTTON, named("Upload")).click();
        return this;
    }

    void choose(byte[] file) {
        page.locator("input[type=file]").setInputFiles(new FilePayload("customers.csv", "text/csv", file));
    }

    /** Answers what the columns of {@link #dirty} are. */
    ImportAtConsole answer() {
        assertThat(page.getByLabel("Mapping")).isVisible();
        Locator details = page.locator("details:has-text('Write it from a few answers')");
        if (details.getAttribute("open") == null) {
            details.locator("summary").click();
        }
        page.getByLabel("Column of the number").selectOption("Phone");
        page.getByLabel("Country of numbers without a +").fill("US");
        page.getByLabel("Column that tells the rows apart").selectOption("Customer");
        page.getByLabel("Where the file says yes or no").selectOption("Text messages");
        page.getByLabel("Words for yes").fill("yes");
        page.getByLabel("Words for no").fill("no");
        page.getByLabel("Column of the date").selectOption("Since");
        page.getByLabel("Notice of the policy").fill("signup 1 en");
        page.getByLabel("How people agreed").fill("web form");
        page.getByLabel("Column that shows it").selectOption("Form");
        page.getByRole(AriaRole.BUTTON, named("Write the mapping")).click();
        assertThat(page.getByLabel("Mapping")).isFocused();
        return this;
    }

    /** Has the file checked, and waits for what is found. */
    ImportAtConsole check() {
        send();
        assertThat(page.locator("#checked")).isVisible();
        return this;
    }

    void send() {
        page.getByRole(AriaRole.BUTTON, named("Check the file")).click();
    }

    /** The row of a table that begins with these words. */
    Locator row(String words) {
        return page.locator("tbody tr")
                .filter(new Locator.FilterOptions().setHasText(words))
                .first();
    }
}
