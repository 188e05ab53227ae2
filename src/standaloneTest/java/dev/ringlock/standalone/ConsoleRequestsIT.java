package dev.ringlock.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.ringlock.standalone.StaffAtWork.named;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Media;
import dev.ringlock.Chromium;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Privacy gives access and makes evidence packs at the console, in a real browser. */
@Tag("full")
class ConsoleRequestsIT extends ConsoleAtWork {

    private static final String AGREED_DIGITS = StaffAtWork.AGREED.substring(1);

    @Test
    void privacyGivesAccessToReadToPrintAndAsFiles() throws IOException {
        Page page = staff.as("privacy", Chromium.english());
        Locator dialog = opened(page, StaffAtWork.AGREED, "Give access");
        assertThat(dialog).containsText(StaffAtWork.AGREED);
        press(dialog, "Show the record");
        assertThat(dialog.locator("[data-field=sure] .error")).containsText("Check first whose number it is.");
        dialog.getByLabel("Language of the record").selectOption("es");
        dialog.getByLabel("I have checked").check();
        press(dialog, "Show the record");

        Locator record = dialog.locator(".record");
        assertThat(record.locator("h3").first()).hasText("Qué se guarda sobre su número de teléfono");
        assertThat(record.locator("h3").first()).isFocused();
        assertEquals("es", record.getAttribute("lang"));
        assertTrue(record.locator("blockquote").count() > 0, "the exact words that were shown");
        assertFalse(dialog.textContent().contains(AGREED_DIGITS), "the record masks the number");

        Download pdf = page.waitForDownload(() -> press(dialog, "Save as PDF"));
        assertEquals("record.pdf", pdf.suggestedFilename());
        assertTrue(new String(bytes(pdf), StandardCharsets.ISO_8859_1).startsWith("%PDF-"));
        Download linked = page.waitForDownload(() -> press(dialog, "Save for programs (JSON-LD)"));
        assertEquals("record.jsonld", linked.suggestedFilename());
        assertTrue(new ObjectMapper().readTree(bytes(linked)).has("@context"));

        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(record).isVisible();
        assertThat(page.locator("main")).isHidden();
        assertThat(dialog.getByText("Save as PDF")).isHidden();
        assertTrue(pagesOf(page.pdf()) > 1, "a long record is printed to its end");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
        press(dialog, "Close");
        assertThat(dialog).hasCount(0);
        assertThat(page.getByRole(AriaRole.BUTTON, named("Give access"))).isFocused();
    }

    @Test
    void accessIsGivenToWhoIsNotOnFile() {
        Page page = staff.as("privacy", Chromium.english());
        StaffAtWork.search(page);
        staff.expect(404);
        Locator box = page.getByLabel("Number, contact id or record id");
        box.fill("+12025550191");
        box.press("Enter");
        page.getByRole(AriaRole.BUTTON, named("Give access")).click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        dialog.getByLabel("I have checked").check();
        press(dialog, "Show the record");
        assertThat(dialog.locator(".record h3").first()).hasText("What is held about your phone number");
    }

    @Test
    void aRecordThatCannotBeReadIsToldInWordsAndCanBeAskedForAgain() {
        Page page = staff.as("privacy", Chromium.english());
        Locator dialog = opened(page, StaffAtWork.STOPPED, "Give access");
        staff.expect(503);
        page.route("**/v1/subjects/access", route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
        dialog.getByLabel("I have checked").check();
        press(dialog, "Show the record");
        assertThat(dialog.getByRole(AriaRole.ALERT)).containsText("again");
        assertThat(dialog.locator(".record")).hasCount(0);
        page.unroute("**/v1/subjects/access");
        press(dialog, "Show the record");
        assertThat(dialog.locator(".record")).isVisible();
    }

    @Test
    void aPackSaysTheNumberOnlyIfThatIsTicked() throws IOException {
        Page page = staff.as("privacy", Chromium.english());
        Locator dialog = opened(page, StaffAtWork.AGREED, "Make an evidence pack");
        assertThat(dialog).containsText(StaffAtWork.AGREED);
        assertThat(dialog.getByLabel("Say the number in the pack")).not().isChecked();
        Download pack = page.waitForDownload(() -> press(dialog, "Make the pack"));

        assertTrue(pack.suggestedFilename().matches("evidence-[0-9A-Z]{26}\\.zip"), pack.suggestedFilename());
        assertThat(dialog.locator(".note")).containsText(pack.suggestedFilename());
        assertThat(dialog.locator(".note")).isFocused();
        assertTrue(names(pack).contains("verify.html"), names(pack).toString());
        assertFalse(text(pack).contains(AGREED_DIGITS));
        press(dialog, "Close");

        page.getByRole(AriaRole.BUTTON, named("Make an evidence pack")).click();
        dialog.getByLabel("Say the number in the pack").check();
        Download named = page.waitForDownload(() -> press(dialog, "Make the pack"));
        assertTrue(text(named).contains(AGREED_DIGITS));
    }

    @Test
    void messagesInQuestionAreDecidedAgainInThePack() throws IOException {
        Page page = staff.as("privacy", Chromium.english());
        Locator dialog = opened(page, StaffAtWork.STOPPED, "Make an evidence pack");
        press(dialog, "Add a message");
        assertThat(dialog.getByLabel("Purpose")).isFocused();
        press(dialog, "Make the pack");
        assertThat(dialog.locator("[data-field=sends] > .error")).containsText("the date and the time");
        dialog.getByLabel("Sent at").fill("2099-01-01T10:00:05");
        press(dialog, "Make the pack");
        assertThat(dialog.locator("[data-field=sends] > .error")).containsText("times of the past");
        press(dialog, "Add a message");
        dialog.getByText("Remove this message").last().click();
        assertThat(dialog.getByLabel("Sent at")).hasCount(1);
        dialog.getByLabel("Channel").selectOption("voice");
        dialog.getByLabel("Sent at").fill("2026-01-02T10:00:05");
        Download pack = page.waitForDownload(() -> press(dialog, "Make the pack"));
        assertTrue(text(pack).contains("2026-01-02"), "the message is in the pack");
    }

    @Test
    void aCampaignsSampleIsMadeFromTheEvidenceView() throws IOException {
        Page campaigns = staff.as("campaign:marketing", Chromium.english());
        campaigns.getByRole(AriaRole.LINK, named("Exports")).click();
        campaigns.getByLabel("Campaign").fill("autumn");
        campaigns.getByLabel("Reason").fill("the autumn catalogue");
        campaigns.getByRole(AriaRole.BUTTON, named("Export")).click();
        assertThat(campaigns.locator(".timeline > li.is-done").first()).isVisible();

        Page page = staff.as("privacy", Chromium.english());
        page.getByRole(AriaRole.LINK, named("Evidence")).click();
        Locator main = page.locator("main");
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        labelled(main, "Campaign").fill("autumn!");
        labelled(main, "From").fill(today.minusDays(40).toString());
        labelled(main, "To").fill(today.toString());
        press(main, "Make the pack");
        assertThat(main.locator("[data-field=campaign] .error")).containsText("1 to 64 letters");
        labelled(main, "Campaign").fill("autumn");
        press(main, "Make the pack");
        assertThat(main.locator("[data-field=to] .error")).containsText("at most 31 days");
        labelled(main, "From").fill(today.minusDays(1).toString());
        Download pack = page.waitForDownload(() -> press(main, "Make the pack"));
        assertThat(main.locator(".note")).containsText(pack.suggestedFilename());
        assertTrue(text(pack).contains("\"autumn\""), "the campaign is in the pack");
        assertFalse(text(pack).contains("20255501"), "no number is in the pack");
    }

    @Test
    void supportIsOfferedNeither() {
        Page page = staff.as("support:service", Chromium.english());
        StaffAtWork.lookUp(page, StaffAtWork.ASKING);
        assertThat(page.getByRole(AriaRole.BUTTON, named("Opt out on request"))).isVisible();
        assertThat(page.getByRole(AriaRole.BUTTON, named("Give access"))).hasCount(0);
        assertThat(page.getByRole(AriaRole.BUTTON, named("Make an evidence pack")))
                .hasCount(0);
        assertThat(page.getByRole(AriaRole.LINK, named("Evidence"))).hasCount(0);
    }

    private static Locator opened(Page page, String number, String button) {
        StaffAtWork.lookUp(page, number);
        page.getByRole(AriaRole.BUTTON, named(button)).click();
        return page.getByRole(AriaRole.DIALOG);
    }

    private static Locator labelled(Locator where, String label) {
        return where.getByLabel(label, new Locator.GetByLabelOptions().setExact(true));
    }

    private static void press(Locator where, String button) {
        where.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    private static byte[] bytes(Download file) throws IOException {
        return Files.readAllBytes(file.path());
    }

    private static long pagesOf(byte[] pdf) {
        return new String(pdf, StandardCharsets.ISO_8859_1).split("/Type /Page\\b", -1).length - 1;
    }

    private static List<String> names(Download pack) throws IOException {
        try (ZipFile zip = new ZipFile(pack.path().toFile())) {
            return zip.stream().map(ZipEntry::getName).toList();
        }
    }

    /** All that the pack's files say. */
    private static String text(Download pack) throws IOException {
        List<String> texts = new ArrayList<>();
        try (ZipFile zip = new ZipFile(pack.path().toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                texts.add(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return String.join("\n", texts);
    }
}
