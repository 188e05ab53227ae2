package dev.ringlock.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.ringlock.standalone.StaffAtWork.named;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** An analyst orders datasets. */
final class DatasetsAtConsole {

    private final Page page;

    private DatasetsAtConsole(Page page) {
        this.page = page;
    }

    /** Goes to the datasets. */
    static DatasetsAtConsole open(Page page) {
        page.getByRole(AriaRole.LINK, named("Datasets")).click();
        assertThat(page.locator("#datasets")).isVisible();
        return new DatasetsAtConsole(page);
    }

    /** Fills the order in. */
    DatasetsAtConsole fill(String kind, String... columns) {
        page.getByLabel(kind + ":").check();
        for (String column : columns) {
            page.locator("fieldset[data-field=columns]")
                    .getByLabel(column)
                    .first()
                    .check();
        }
        page.locator("input[name=reason]").fill("report for spring");
        return this;
    }

    /** Sends it. */
    void order() {
        page.getByRole(AriaRole.BUTTON, named("Order")).click();
    }

    /** Waits until it is made. */
    void done() {
        assertThat(page.locator("#manifest")).isVisible();
    }
}
