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
import com.microsoft.playwright.options.AriaRole;
import dev.ringlock.Chromium;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the console keeps from one page to the next: filters in the address, what was typed in the tab, and never a number. */
@Tag("full")
class ConsoleMemoryIT extends ConsoleAtWork {

    @Test
    void theAuditsFiltersAreInTheAddressAndItsEntriesInAFile() throws IOException {
        Page support = staff.as("support:service", Chromium.english());
        StaffAtWork.search(support);
        assertThat(support.locator("tbody tr").first()).isVisible();
        Page page = staff.as("auditor", Chromium.english());
        page.getByRole(AriaRole.LINK, named("Audit")).click();
        assertThat(page.locator("tbody tr").first()).isVisible();
        assertThat(page.getByText("Listed contacts")).hasCount(0);

        page.getByLabel("Show who opened lists, too").check();
        page.getByLabel("Event").selectOption("read");
        page.getByRole(AriaRole.BUTTON, named("Show")).click();
        assertThat(page.getByText("Listed contacts").first()).isVisible();
        assertThat(page).hasURL(Pattern.compile(".*#/audit\\?event=read&lists=true"));
        page.reload();
        assertThat(page.getByText("Listed contacts").first()).isVisible();
        assertThat(page.getByLabel("Event")).hasValue("read");

        page.getByLabel("Event").selectOption("given");
        page.getByRole(AriaRole.BUTTON, named("Show")).click();
        assertThat(page.locator("tbody tr")).hasCount(8);
        Download download = page.waitForDownload(
                () -> page.getByRole(AriaRole.BUTTON, named("Download as CSV")).click());
        List<String> lines = Files.readAllLines(download.path());
        assertEquals("audit.csv", download.suggestedFilename());
        assertEquals(9, lines.size());
        assertTrue(lines.get(0).startsWith("\uFEFF\"arrivedAt\",\"at\","), lines.get(0));
        assertTrue(lines.get(1).contains("\"given\""), lines.get(1));
        page.goBack();
        assertThat(page.getByLabel("Event")).hasValue("read");
    }

    /** A spreadsheet runs what begins so. */
    @Test
    void noCellOfTheFileIsAFormula() throws IOException {
        Page page = staff.as("auditor", Chromium.english());
        page.route(
                "**/v1/ledger?*",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody("""
                        {"entries": [{"subject": "@x", "id": "01", "event": "acted", "at": "2026-11-23T10:00:00Z",
                        "arrivedAt": "2026-11-23T10:00:00Z", "fields": {"reason": "=1+1", "note": "+2 \\"a\\"", "actor": "-3"}}]}""")));
        page.getByRole(AriaRole.LINK, named("Audit")).click();
        Download download = page.waitForDownload(
                () -> page.getByRole(AriaRole.BUTTON, named("Download as CSV")).click());
        String row = Files.readAllLines(download.path()).get(1);
        for (String cell : List.of("\"'@x\"", "\"'=1+1\"", "\"'+2 \"\"a\"\"\"", "\"'-3\"")) {
            assertTrue(row.contains(cell), row);
        }
    }

    @Test
    void noFilterPutsANumberIntoTheAddress() {
        Page page = staff.as("support:service", Chromium.english());
        StaffAtWork.search(page);
        page.getByLabel("Country").last().fill("+1 (202) 555-0123");
        page.getByRole(AriaRole.BUTTON, named("Filter")).click();
        assertThat(page.locator("[data-field=country] .error")).containsText("No phone number here");
        assertThat(page).hasURL(Pattern.compile(".*#/search"));
    }

    @Test
    void whatWasTypedIsThereAgainForTheSamePersonUntilTheySignOut() {
        Page page = staff.as("support:service", Chromium.english());
        staff.expect(401);
        StaffAtWork.lookUp(page, StaffAtWork.ASKING);
        typeAndBeSignedOut(page, "rang us and wants no offers");
        assertThat(page.locator(".note")).containsText("what you typed is kept in this tab");
        page.locator("[data-roles='support:service']").click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog.getByLabel("Reason")).hasValue("rang us and wants no offers");
        assertThat(dialog.getByLabel("News and offers")).isChecked();
        assertThat(dialog.getByLabel("How the person asked")).hasValue("letter");

        typeAndBeSignedOut(page, "call 202 555 0126");
        page.locator("[data-roles='support:service']").click();
        assertThat(dialog.getByLabel("Reason")).hasValue("");
        page.keyboard().press("Escape");
        page.getByRole(AriaRole.BUTTON, named("Opt out on request")).click();
        page.getByLabel("Reason").fill("something else");
        page.keyboard().press("Escape");
        page.getByRole(AriaRole.BUTTON, named("Sign out")).click();
        assertThat(page.locator("h1")).hasText("Sign in");
        assertEquals("[]", page.evaluate("JSON.stringify(Object.keys(sessionStorage))"));
    }

    @Test
    void whatOnePersonTypedIsNotShownToAnother() {
        Page page = staff.as("support:service", Chromium.english());
        staff.expect(401);
        StaffAtWork.lookUp(page, StaffAtWork.ASKING);
        typeAndBeSignedOut(page, "rang us and wants no offers");
        page.locator("[data-roles=privacy]").click();
        assertThat(page.locator(".timeline > li").first()).isVisible();
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
    }

    /** In the dialog that opts a person out; the answer is that the token counts no more. */
    private static void typeAndBeSignedOut(Page page, String reason) {
        if (page.getByRole(AriaRole.DIALOG).count() == 0) {
            page.getByRole(AriaRole.BUTTON, named("Opt out on request")).click();
        }
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        dialog.getByLabel("News and offers").check();
        dialog.getByLabel("How the person asked").selectOption("letter");
        dialog.getByLabel("Reason").fill(reason);
        page.route("**/withdraw", route -> route.fulfill(new Route.FulfillOptions().setStatus(401)));
        dialog.locator("button[type=submit]").click();
        assertThat(page.locator("h1")).hasText("Sign in");
        page.unroute("**/withdraw");
    }

    @Test
    void thePersonsOwnPageIsSentToTheNumberThatWasLookedUp() {
        Page page = staff.as("support:service", Chromium.english());
        List<String> sent = new CopyOnWriteArrayList<>();
        page.route("**/v1/contacts/link", route -> {
            sent.add(String.valueOf(route.request().postData()));
            route.fulfill(new Route.FulfillOptions()
                    .setContentType("application/json")
                    .setBody("{\"sent\": true}"));
        });
        StaffAtWork.lookUp(page, StaffAtWork.AGREED);
        page.getByRole(AriaRole.BUTTON, named("Send them their own page")).click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog).containsText(StaffAtWork.AGREED);
        dialog.getByLabel("Language of the message").selectOption("es");
        dialog.locator("button[type=submit]").click();
        assertThat(dialog.locator(".note")).hasText("The message is on its way.");
        assertEquals(List.of("{\"number\":\"" + StaffAtWork.AGREED + "\",\"language\":\"es\"}"), sent);
        page.keyboard().press("Escape");

        // from a list nobody has typed the number
        StaffAtWork.search(page);
        page.locator("tbody a").first().click();
        assertThat(page.locator(".timeline > li").first()).isVisible();
        assertThat(page.getByRole(AriaRole.BUTTON, named("Send them their own page")))
                .hasCount(0);
        assertThat(page.locator(".later")).isVisible();
        assertFalse(page.content().contains(StaffAtWork.AGREED));
    }

    @Test
    void theFirstPageIsAnOverviewOfWhatTheRoleMaySee() {
        Page privacy = staff.as("privacy", Chromium.english());
        assertThat(privacy.locator("h1")).hasText("Overview");
        assertThat(privacy.locator(".tile h2"))
                .hasText(new String[] {"Open holds", "Signups", "Opt-outs", "Expiring soon", "Last purge"});
        assertThat(privacy.locator(".tile").nth(1)).containsText("4");
        assertThat(privacy.locator(".tile").nth(2)).containsText("1");
        assertThat(privacy.locator("tbody tr")).hasCount(1);
        Page campaign = staff.as("campaign:marketing", Chromium.english());
        assertThat(campaign.locator(".tile h2")).hasText(new String[] {"Signups", "Opt-outs", "Expiring soon"});
    }
}
