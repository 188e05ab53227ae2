package dev.ringlock.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.ringlock.standalone.StaffAtWork.named;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.ringlock.Chromium;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Bringing numbers in at the console, in a real browser. */
@Tag("full")
class ConsoleImportIT extends ConsoleAtWork {

    private static final int PART_BYTES = 4 * 1024 * 1024;

    @Test
    void privacyUploadsMapsChecksReadsARefusedRowAndImports() throws IOException {
        Page page = staff.as("privacy", Chromium.english());
        ImportAtConsole desk = ImportAtConsole.open(page)
                .upload("shop", ImportAtConsole.dirty())
                .answer();
        Locator mapping = page.getByLabel("Mapping");
        String written = mapping.inputValue();

        mapping.fill(written.replace("purpose: ", "purpose: not-"));
        desk.send();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("decisions/0/purpose");
        page.getByRole(AriaRole.BUTTON, named("Line 5")).click();
        assertThat(mapping).isFocused();
        assertTrue(String.valueOf(page.evaluate("getSelection().toString()")).contains("not-"));
        mapping.fill(written);
        desk.check();

        assertThat(desk.row("New")).containsText("2");
        assertThat(desk.row("Known already")).containsText("1");
        assertThat(desk.row("Opted out")).containsText("1");
        assertThat(desk.row("Without evidence")).containsText("1");
        Locator refused = page.locator("section[aria-labelledby=refused] tbody tr");
        assertThat(refused.filter(new Locator.FilterOptions().setHasText("rounded")))
                .hasText("4PhoneA number that a spreadsheet has rounded"
                        + "Take the file from its source again, with the column as text.");
        assertThat(refused.filter(new Locator.FilterOptions().setHasText("neither yes nor no")))
                .containsText("8Text messages");
        noCellIsShown(page);
        Download report = page.waitForDownload(() ->
                page.getByRole(AriaRole.BUTTON, named("Download the report")).click());
        String rows = Files.readString(report.path());
        assertTrue(rows.contains("rounded_number"), rows);
        assertFalse(rows.contains("20255501"), "a number is in the report");

        page.getByRole(AriaRole.BUTTON, named("Import")).click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog).containsText("2 new decisions are stored");
        assertThat(dialog).containsText("Our other systems are not told.");
        assertThat(dialog).containsText("may be");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Import"))
                .click();
        assertThat(dialog).containsText("Tick that they are left out");
        dialog.getByLabel("Import the rest, and leave them out").check();
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Import"))
                .click();
        assertThat(page.locator("#done")).isVisible();
        assertThat(desk.row("New")).containsText("2");
        assertThat(page.locator(".facts").last()).containsText("The file is deleted");
        noCellIsShown(page);
        page.getByRole(AriaRole.LINK, named("All imports")).click();
        assertThat(desk.row("shop: customers.csv")).containsText("Done");

        Page support = staff.as("support:service", Chromium.english());
        StaffAtWork.lookUp(support, ImportAtConsole.BROUGHT);
        assertThat(support.locator(".card.is-granted h2")).hasText("News and offers");
        StaffAtWork.lookUp(support, StaffAtWork.STOPPED);
        assertThat(support.locator(".card.is-withdrawn h2").first()).hasText("News and offers");
    }

    @Test
    void anUploadGoesOnWhereItStoppedAndEndsWithTheImport() {
        Page page = staff.as("privacy", Chromium.english());
        List<String> sent = new CopyOnWriteArrayList<>();
        page.onRequest(request -> {
            if (request.url().contains("/parts/")) {
                sent.add(request.url().replaceFirst(".*/", ""));
            }
        });
        staff.expect(503);
        page.route("**/parts/2", route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
        byte[] file = ("Phone\n" + "x".repeat(PART_BYTES)).getBytes(StandardCharsets.UTF_8);
        ImportAtConsole desk = ImportAtConsole.open(page).upload("long-file", file);
        Locator again = page.getByRole(AriaRole.BUTTON, named("Try again"));
        // it tries for some seconds by itself
        assertThat(again).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(30_000));
        assertThat(page.locator("section[aria-labelledby=sending] progress")).hasAttribute("value", "" + PART_BYTES);
        page.unroute("**/parts/2");
        again.click();
        assertThat(page.getByLabel("Mapping")).isVisible();
        assertEquals("2", sent.get(sent.size() - 1));
        assertTrue(sent.indexOf("2") < sent.lastIndexOf("2"), "it was tried again by itself");

        // a tab that has not sent the file does not know whether all of it is here
        page.reload();
        assertThat(page.getByText("Choose the file once more")).isVisible();
        assertThat(page.getByLabel("Mapping")).hasCount(0);
        desk.choose(file);
        page.getByRole(AriaRole.BUTTON, named("Upload")).click();
        assertThat(page.getByLabel("Mapping")).isVisible();

        page.getByRole(AriaRole.BUTTON, named("End this import")).click();
        page.getByRole(AriaRole.DIALOG)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("End this import"))
                .click();
        assertThat(page.locator("#over")).hasText("The import was ended");
        page.getByRole(AriaRole.LINK, named("All imports")).click();
        assertThat(desk.row("long-file")).containsText("Cancelled");
    }

    @Test
    void nobodyButPrivacySeesIt() {
        Page page = staff.as("support:service", Chromium.english());
        assertThat(page.getByRole(AriaRole.LINK, named("Imports"))).hasCount(0);
        page.navigate("/console/#/imports");
        assertThat(page.locator("main")).containsText("This page is for privacy.");
    }

    /** What is typed stands in the mapping; what is written in the file's rows stands nowhere. */
    private static void noCellIsShown(Page page) {
        String shown = page.locator("body").innerText();
        for (String cell : List.of("20255501", "555-01", "555 01", "2.02556E+09", "newsletter page", "perhaps")) {
            assertFalse(shown.contains(cell), cell + " is shown");
        }
    }
}
