package dev.ringlock.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.ringlock.standalone.StaffAtWork.named;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import dev.ringlock.Chromium;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each role's daily work at the console, in a real browser. */
@Tag("full")
class ConsoleInChromiumIT extends ConsoleAtWork {

    @Test
    void supportLooksUpAndSeesANumberForAReasonAndHidesItAgain() {
        Page page = staff.as("support:service", Chromium.english());
        List<String> asked = new CopyOnWriteArrayList<>();
        page.onRequest(request ->
                asked.add(request.method() + " " + URI.create(request.url()).getPath()));
        StaffAtWork.lookUp(page, "(202) 555-0123");
        assertEquals(
                1,
                asked.stream()
                        .filter(one -> one.matches("POST .*/lookup|GET .*/c1_[a-z2-7]+"))
                        .count(),
                "one look-up is on the ledger once");
        assertThat(page.locator("h1")).hasText("+1 ••• ••• ••23");
        assertThat(page.locator(".card h2").first()).hasText("News and offers");
        assertThat(page.locator(".timeline > li.is-given")).hasCount(2);
        assertThat(page.locator(".timeline > li").last()).containsText("signup, version 1, in English");

        page.getByRole(AriaRole.BUTTON, named("Show number")).click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog.getByLabel("Purpose").locator("option")).hasText(new String[] {"Your orders"});
        submit(dialog, "Show number");
        assertThat(dialog.locator("[data-field=note] .error")).containsText("Say in a few words what it is for.");
        assertThat(dialog.getByLabel("Note")).isFocused();
        dialog.getByLabel("Note").fill("rang about an order");
        submit(dialog, "Show number");
        assertThat(dialog.locator(".number")).hasText(StaffAtWork.AGREED);
        assertThat(dialog).containsText("It is hidden again in");
        assertThat(dialog.getByRole(AriaRole.STATUS)).hasText("The number is shown");
        page.keyboard().press("Escape");
        assertThat(page.locator(".number")).hasCount(0);
        assertFalse(page.content().contains(StaffAtWork.AGREED));

        page.reload();
        assertThat(page.locator(".timeline > li").first()).containsText("The number was shown for “Your orders”");
        assertThat(page.locator(".timeline > li").first()).containsText("rang about an order");
    }

    @Test
    void aNumberThatComesAfterItsDialogWasClosedIsShownToNobody() {
        Page page = staff.as("support:service", Chromium.english());
        StaffAtWork.lookUp(page, StaffAtWork.ASKING);
        List<Route> late = new CopyOnWriteArrayList<>();
        page.route("**/reveal", late::add);
        page.evaluate("() => { window.begun = []; window.setInterval = work => window.begun.push(work); }");
        page.getByRole(AriaRole.BUTTON, named("Show number")).click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        dialog.getByLabel("Note").fill("rang about an order");
        submit(dialog, "Show number");
        page.waitForCondition(() -> !late.isEmpty());
        page.keyboard().press("Escape");
        assertThat(dialog).hasCount(0);
        page.waitForResponse("**/reveal", () -> late.get(0).resume()).finished();
        page.waitForTimeout(200);
        assertEquals(0, page.evaluate("window.begun.length"));
        assertFalse(page.content().contains(StaffAtWork.ASKING));
    }

    @Test
    void supportWritesAnOptOutDown() {
        Page page = staff.as("support:service", Chromium.english());
        StaffAtWork.lookUp(page, StaffAtWork.ASKING);
        page.getByRole(AriaRole.BUTTON, named("Opt out on request")).click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        submit(dialog, "Opt out");
        assertThat(dialog.locator("[data-field=purposes] .error")).containsText("Choose at least one, or everything.");
        dialog.getByLabel("News and offers").check();
        dialog.getByLabel("How the person asked").selectOption("phone");
        dialog.getByLabel("Reason").fill("rang us and wants no offers");
        submit(dialog, "Opt out");

        assertThat(dialog).hasCount(0);
        assertThat(page.locator("h1")).isFocused();
        assertThat(page.locator(".card.is-withdrawn h2")).hasText("News and offers");
        assertThat(page.locator(".card.is-granted h2")).hasText("Your orders");
        Locator last = page.locator(".timeline > li").first();
        assertThat(last).containsText("Opted out of “News and offers”");
        assertThat(last).containsText("rang us and wants no offers");
        assertThat(last).containsText("by phone");
    }

    @Test
    void supportEntersAnOptOutOfWhoeverIsNotOnFile() {
        Page page = staff.as("support:service", Chromium.english());
        StaffAtWork.search(page);
        List<String> sent = new CopyOnWriteArrayList<>();
        staff.expect(404);
        staff.expect(503);
        // refused here: the others of this class count the contacts
        page.route("**/v1/contacts/withdraw", route -> {
            sent.add(String.valueOf(route.request().postData()));
            route.fulfill(new Route.FulfillOptions().setStatus(503));
        });
        Locator box = page.getByLabel("Number, contact id or record id");
        box.fill("+12025550190");
        box.press("Enter");
        assertThat(page.locator("#find")).containsText("This number is not on file.");
        page.getByRole(AriaRole.BUTTON, named("Enter an opt-out")).click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog).containsText("+12025550190");
        dialog.getByLabel("Everything").check();
        dialog.getByLabel("How the person asked").selectOption("letter");
        dialog.getByLabel("Reason").fill("wrote a letter");
        submit(dialog, "Opt out");
        page.waitForCondition(() -> !sent.isEmpty());
        assertEquals(
                List.of(
                        "{\"number\":\"+12025550190\",\"all\":true,\"reason\":\"wrote a letter\",\"asked\":\"letter\"}"),
                sent);
        assertThat(dialog).isVisible();
    }

    @Test
    void anOptOutIsNeverOfferedForAnotherNumberThanTheOneThatIsTyped() {
        Page page = staff.as("support:service", Chromium.english());
        StaffAtWork.search(page);
        staff.expect(404);
        Locator box = page.getByLabel("Number, contact id or record id");
        Locator offer = page.getByRole(AriaRole.BUTTON, named("Enter an opt-out"));
        box.fill("+12025550190");
        box.press("Enter");
        assertThat(offer).isVisible();
        box.fill("+12025550191");
        assertThat(offer).hasCount(0);
    }

    @Test
    void whatIsTypedWrongIsToldAtItsFieldAndWhoIsNotThereIsTold() {
        Page page = staff.as("support:service", Chromium.english());
        StaffAtWork.search(page);
        Locator box = page.getByLabel("Number, contact id or record id");
        box.fill("+1 202 555 01");
        box.press("Enter");
        assertThat(page.locator("#find .error").first()).containsText("No such phone number exists");
        assertThat(box).hasAttribute("aria-invalid", "true");
        box.fill("");
        box.press("Enter");
        assertThat(page.locator("#find .error").first()).containsText("Type a number");
    }

    @Test
    void privacyListsDecidesHoldsAndReadsPurgeReports() {
        Page page = staff.as("privacy", Chromium.english());
        assertThat(page.locator("#open-holds")).containsText("1 open hold");
        StaffAtWork.search(page);
        assertThat(page.locator("tbody tr")).hasCount(4);
        page.getByLabel("Held", new Page.GetByLabelOptions().setExact(true)).selectOption("true");
        page.getByRole(AriaRole.BUTTON, named("Filter")).click();
        assertThat(page.locator("tbody tr")).hasCount(1);
        assertThat(page).hasURL(Pattern.compile(".*#/search\\?held=true"));

        page.getByRole(AriaRole.LINK, named("Holds")).click();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Decide"))
                .click();
        assertThat(page.locator(".hold h2")).hasText("Held");
        assertThat(page.locator(".said blockquote")).hasText("I did not stop ordering");
        assertThat(page.locator(".said figcaption")).containsText("To +12025550101");
        page.getByRole(AriaRole.BUTTON, named("Decide")).click();
        assertThat(page.locator("[data-field=decision] .error")).containsText("Choose one.");
        page.getByLabel("It is no opt-out: release the contact").check();
        page.getByLabel("Reason").fill("they go on ordering");
        page.getByRole(AriaRole.BUTTON, named("Decide")).click();
        assertThat(page.locator(".hold")).hasCount(0);
        assertThat(page.locator("#open-holds")).isEmpty();
        assertThat(page.locator("h1")).isFocused();
        assertThat(page.locator(".timeline > li").first()).containsText("Hold released: it was no opt-out");

        page.getByRole(AriaRole.LINK, named("Next hold")).click();
        assertThat(page.locator("main")).containsText("Nothing is held");
        page.getByRole(AriaRole.LINK, named("Purge reports")).click();
        assertThat(page.locator(".timeline > li").first()).containsText("All details");
    }

    @Test
    void campaignsExportSeeItsProgressTakeTheFileAndAskWhoHasTakenBack() throws IOException {
        Page page = staff.as("campaign:marketing", Chromium.english());
        page.getByRole(AriaRole.LINK, named("Exports")).click();
        page.getByLabel("Campaign").fill("autumn-2026");
        page.getByLabel("Reason").fill("the autumn catalogue");
        page.getByRole(AriaRole.BUTTON, named("Export")).click();
        Locator done = page.locator(".timeline > li.is-done");
        assertThat(done).containsText("News and offers, autumn-2026");

        Download download = page.waitForDownload(
                () -> done.getByText("Download autumn-2026-1.csv").click());
        String file = Files.readString(download.path());
        assertEquals("autumn-2026-1.csv", download.suggestedFilename());
        assertTrue(file.contains(StaffAtWork.AGREED), "who agreed is in the file");
        assertFalse(file.contains(StaffAtWork.STOPPED), "who said STOP is not");

        done.getByText("Who has opted out since?").click();
        assertThat(done).containsText("Everybody in it may still be contacted.");
    }

    @Test
    void campaignsSeeWhomTheyMayContactBeforeTheyExport() {
        Page page = staff.as("campaign:marketing", Chromium.english());
        page.getByRole(AriaRole.LINK, named("Exports")).click();
        Locator preview = page.locator("section[aria-labelledby=preview]");
        page.getByRole(AriaRole.BUTTON, named("Preview")).click();
        assertThat(preview.getByRole(AriaRole.ALERT)).isVisible();
        page.getByLabel("Campaign").fill("autumn-2026");
        page.getByLabel("Reason").fill("the autumn catalogue");
        preview.getByLabel("When").selectOption(new SelectOption().setIndex(5));
        page.getByRole(AriaRole.BUTTON, named("Preview")).click();
        assertThat(preview.locator("tbody tr").first()).containsText("May be contacted.");
        assertThat(preview.locator("tbody tr").filter(new Locator.FilterOptions().setHasText("They opted out.")))
                .containsText("fewer than 10");
        assertThat(preview.getByRole(AriaRole.ALERT)).hasCount(0);
    }

    /** More people than the example has. */
    @Test
    void thePreviewOfManyIsAChartThatFitsOnTheSmallestScreen() {
        Page page = staff.as("campaign:marketing", Chromium.english());
        page.route(
                "**/audience/preview",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody("""
                        {"purpose": "marketing", "channel": "sms", "at": "2026-11-28T18:00:00.000Z", "percent": 100,
                         "allowed": {"relation": "exactly", "count": 1412},
                         "ending": {"relation": "exactly", "count": 37},
                         "reasons": [
                           {"code": "not_confirmed", "contacts": {"relation": "exactly", "count": 412}, "times": []},
                           {"code": "dead_number", "contacts": {"relation": "fewer_than", "count": 10}, "times": []},
                           {"code": "quiet_hours", "contacts": {"relation": "exactly", "count": 120}, "times": [
                             {"notBefore": "2026-11-28T19:00:00.000Z",
                              "contacts": {"relation": "exactly", "count": 90}}]}]}""")));
        page.setViewportSize(320, 900);
        page.getByRole(AriaRole.LINK, named("Exports")).click();
        page.getByRole(AriaRole.BUTTON, named("Preview")).click();
        assertThat(page.locator("progress.chart")).hasCount(3);
        assertThat(page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText("They wait for a code.")))
                .containsText("412");
        assertThat(page.getByText("90 may be from")).isVisible();
        assertEquals(320, page.evaluate("document.documentElement.scrollWidth"));
        assertEquals(
                true,
                page.evaluate("[...document.querySelectorAll('progress.chart')].every(bar =>"
                        + " bar.getBoundingClientRect().right <= bar.closest('tr').getBoundingClientRect().right)"));
        page.locator("section[aria-labelledby=preview]")
                .screenshot(new Locator.ScreenshotOptions()
                        .setPath(Path.of("target/screenshots/console-preview-phone.png")));
        page.setViewportSize(1280, 900);
        page.locator("section[aria-labelledby=preview]")
                .screenshot(new Locator.ScreenshotOptions().setPath(Path.of("target/screenshots/console-preview.png")));
    }

    @Test
    void auditorsReadWhoDidWhat() {
        Page support = staff.as("support:service", Chromium.english());
        StaffAtWork.lookUp(support, StaffAtWork.AGREED);
        Page page = staff.as("auditor", Chromium.english());
        page.getByRole(AriaRole.LINK, named("Audit")).click();
        page.getByLabel("Person of staff").fill(StaffAtWork.AGREED);
        page.getByRole(AriaRole.BUTTON, named("Show")).click();
        assertThat(page.locator("[data-field=actor] .error")).containsText("This looks like a phone number");
        page.getByLabel("Person of staff").fill("ada lovelace");
        page.getByRole(AriaRole.BUTTON, named("Show")).click();
        assertThat(page.locator("[data-field=actor] .error")).containsText("letters, digits and");
        page.getByLabel("Person of staff").fill("ada");
        page.getByRole(AriaRole.BUTTON, named("Show")).click();
        assertThat(page.locator("tbody tr")
                        .filter(new Locator.FilterOptions().setHasText("Looked up a contact"))
                        .first())
                .isVisible();
        page.locator("tbody td a").first().click();
        assertThat(page.locator(".timeline > li").last()).containsText("Agreed to");
        assertThat(page.getByRole(AriaRole.BUTTON, named("Show number"))).hasCount(0);
    }

    @Test
    void analystsComeToTheirDatasetsAndNobodySeesOthersPages() {
        Page page = staff.as("analyst", Chromium.english());
        assertThat(page.locator("h1")).hasText("Datasets");
        page.navigate("/console/#/audit");
        assertThat(page.locator("main")).containsText("This page is for auditor. Your roles: analyst.");
        page.getByRole(AriaRole.BUTTON, named("Sign out")).click();
        assertThat(page.locator("h1")).hasText("Sign in");
        assertEquals("[]", page.evaluate("JSON.stringify(Object.keys(sessionStorage))"));
    }

    @Test
    void whoseTokenCountsNoMoreSignsInAgain() {
        Page page = staff.as("support:service", Chromium.english());
        assertThat(page.locator("tbody tr").first()).isVisible();
        page.evaluate("""
                () => {
                  const kept = JSON.parse(sessionStorage.getItem('ringlock.session'));
                  kept.until = 1;
                  sessionStorage.setItem('ringlock.session', JSON.stringify(kept));
                }""");
        page.reload();
        assertThat(page.locator("h1")).hasText("Sign in");
        assertEquals("[]", page.evaluate("JSON.stringify(Object.keys(sessionStorage))"));
    }

    @Test
    void byKeysAlone() {
        Page page = staff.signIn(Chromium.english());
        tabTo(page, "Ada");
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).hasText("Overview");
        assertThat(page.locator("h1")).isFocused();
        tabBackTo(page, "Search");
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).hasText("Search");
        assertThat(page.locator("h1")).isFocused();
        tabTo(page, "Number, contact id");
        assertThat(page.getByLabel("Number, contact id or record id")).isFocused();
        page.keyboard().type("+1 202 555 0123");
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).hasText("+1 ••• ••• ••23");
        assertThat(page.locator("h1")).isFocused();
        tabTo(page, "Show number");
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
        tabTo(page, "Note");
        page.keyboard().type("rang about an order");
        page.keyboard().press("Enter");
        assertThat(page.locator(".number")).isFocused();
        page.keyboard().press("Escape");
        assertThat(page.getByRole(AriaRole.BUTTON, named("Show number"))).isFocused();
    }

    private static void submit(Locator dialog, String label) {
        dialog.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(label).setExact(true))
                .click();
    }

    /** Goes on with the Tab key until something of that name has the focus, and shows it. */
    private static void tabTo(Page page, String name) {
        press(page, "Tab", name);
    }

    private static void tabBackTo(Page page, String name) {
        press(page, "Shift+Tab", name);
    }

    private static void press(Page page, String key, String name) {
        for (int presses = 0; presses < 40; presses++) {
            page.keyboard().press(key);
            Object focused = page.evaluate("""
                    () => {
                      const e = document.activeElement;
                      return (e.labels?.[0] ?? e).textContent.trim();
                    }""");
            if (String.valueOf(focused).startsWith(name)) {
                Object outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle");
                assertEquals("solid", outline, "the focus shows on " + name);
                return;
            }
        }
        fail("the Tab key does not reach " + name);
    }
}
