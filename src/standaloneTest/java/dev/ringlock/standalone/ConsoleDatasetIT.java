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
import com.microsoft.playwright.options.ColorScheme;
import dev.ringlock.Chromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An analyst and a privacy officer work with datasets at the console, in a real browser. */
@Tag("full")
class ConsoleDatasetIT {

    private static final String STATE = "State of “News and offers”";

    private static StaffAtWork staff;
    /** The address of a dataset of events that is done. */
    private static String events = "";

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException, InterruptedException {
        staff = StaffAtWork.beginAlone(folder);
        BroughtPeople.come(staff.server());
    }

    @AfterAll
    static void stop() {
        if (staff != null) {
            staff.close();
        }
    }

    @AfterEach
    void noNumberIsInAnAddressAndNothingWentElsewhereOrWasRefused() {
        staff.leftNoNumber();
    }

    @Test
    void anAnalystTakesRowsAndAPrivacyOfficerFindsWhoseOneIsUntilTheDatasetIsEnded() throws IOException {
        Page page = staff.as("analyst", Chromium.english());
        DatasetsAtConsole desk = DatasetsAtConsole.open(page).fill("Rows", "Country", STATE);
        desk.order();
        desk.done();
        assertThat(page.locator("h1")).hasText("report for spring");
        Locator manifest = page.locator("section[aria-labelledby=manifest]");
        assertThat(manifest).containsText("people or more share the values of each row (k)");
        assertThat(manifest).containsText("at least 2 different ones of each sensitive column (l)");
        assertThat(manifest.locator("tbody tr").first()).hasText("Countryas it is");
        assertThat(page.locator("section[aria-labelledby=about]")).containsText("eve");

        String csv = downloaded(page, "Part 1 as CSV");
        assertTrue(csv.startsWith("pseudonym,country,state.marketing\np_"), csv);
        String ndjson = downloaded(page, "Part 1 as NDJSON");
        assertEquals(csv.lines().count() - 1, ndjson.lines().count());
        for (String rows : List.of(csv, ndjson)) {
            assertFalse(rows.contains("55501") || rows.contains("46701") || rows.contains("c1_"), "a number is told");
        }
        String address = page.url();
        String pseudonym = csv.lines().skip(1).findFirst().orElseThrow().split(",")[0];
        assertThat(page.locator("#reidentify")).hasCount(0);

        Page privacy = staff.as("privacy", Chromium.english());
        privacy.getByRole(AriaRole.LINK, named("Datasets")).click();
        privacy.getByRole(AriaRole.LINK, named("report for spring")).first().click();
        assertThat(privacy.locator("#manifest")).isVisible();
        assertThat(privacy.locator("#files")).hasCount(0);
        privacy.locator("input[name=pseudonym]").fill("p_1");
        privacy.locator("input[name=reason]").fill("the analyst saw a mistake");
        privacy.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Search"))
                .click();
        assertThat(privacy.locator("[data-field=pseudonym] .error")).containsText("p_ and 26 letters");
        privacy.locator("input[name=pseudonym]").fill(pseudonym);
        privacy.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Search"))
                .click();
        privacy.getByRole(AriaRole.LINK, named("Open the contact")).click();
        assertThat(privacy.locator(".timeline > li").first()).isVisible();
        assertTrue(privacy.url().contains("#/contacts/c1_"), privacy.url());
        privacy.goBack();
        privacy.getByRole(AriaRole.BUTTON, named("End this dataset")).click();
        privacy.getByRole(AriaRole.DIALOG)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("End this dataset"))
                .click();
        assertThat(privacy.locator(".head .badge")).hasText("Ended");
        assertThat(privacy.locator("main")).containsText("Its rows and its key are deleted");
        assertThat(privacy.locator("#reidentify")).hasCount(0);

        page.navigate(address);
        page.reload();
        assertThat(page.locator(".head .badge")).hasText("Ended");
        assertThat(page.locator("#files")).hasCount(0);

        Page auditor = staff.as("auditor", Chromium.english());
        auditor.getByRole(AriaRole.LINK, named("Audit")).click();
        auditor.getByLabel("Person of staff").fill("cleo");
        auditor.getByRole(AriaRole.BUTTON, named("Show")).click();
        for (String did : List.of("Ended a dataset", "Found out whose a pseudonym is", "Asked whose a pseudonym is")) {
            assertThat(auditor.locator("tbody tr")
                            .filter(new Locator.FilterOptions().setHasText(did))
                            .first())
                    .isVisible();
        }
    }

    @Test
    void aRefusalSaysInPlainWordsWhatToDo() {
        Page page = staff.as("analyst", Chromium.english());
        DatasetsAtConsole desk = DatasetsAtConsole.open(page).fill("Rows", STATE);
        desk.order();
        assertThat(page.locator("[data-field=columns] .error")).containsText("not sensitive, such as the country");
        desk.fill("Counts", "Country");
        page.locator("input[name=reason]").fill("for +1 202 555 0123");
        page.getByLabel("Days to keep it").fill("many");
        desk.order();
        assertThat(page.locator("[data-field=keptDays] .error")).containsText("whole number");
        page.getByLabel("Days to keep it").fill("7");
        desk.order();
        assertThat(page.locator("[data-field=reason] .error")).containsText("must not hold a phone number");
        page.locator("input[name=reason]").fill("nobody is in Germany");
        page.getByText("Only some people").click();
        page.getByLabel("Column to filter by").first().selectOption("country");
        page.getByLabel("Values to keep").first().fill("DE");

        answer(page, 409, "0");
        desk.order();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Another dataset of yours is still being made");
        answer(page, 429, "2592000");
        desk.order();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("The next is possible from");
        page.unroute("**/v1/datasets");
        desk.order();
        assertThat(page.locator("#refused")).hasText("This dataset was refused");
        assertThat(page.getByRole(AriaRole.GROUP, named("This dataset was refused")))
                .containsText("Take filters away or widen them");
        assertThat(page.locator("#about")).isVisible();
    }

    @Test
    void whatHappenedIsDrawnWithTheSameFiguresInATable() {
        Page page = staff.as("analyst", Chromium.english());
        drawn(page);
        for (String event : List.of("Agreed", "Opted out")) {
            Locator weeks = page.getByRole(
                    AriaRole.IMG,
                    new Page.GetByRoleOptions().setName(event + ", over time").setExact(true));
            assertThat(weeks).isVisible();
            assertThat(weeks.locator("rect")).hasCount(BroughtPeople.WEEKS);
        }
        Locator countries =
                page.locator("figure.plot").filter(new Locator.FilterOptions().setHasText("Agreed, by “Country”"));
        assertThat(countries.locator("rect")).hasCount(2);
        countries.locator("summary").click();
        int swedes = BroughtPeople.WEEKS * (BroughtPeople.SWEDES + BroughtPeople.SWEDISH_NOES);
        assertThat(countries.locator("tbody tr").last()).hasText("Sweden" + swedes);
        page.getByLabel("Language").selectOption("de");
        assertThat(page.locator("figure.plot figcaption").first()).hasText("Zugestimmt, im Lauf der Zeit");
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1280", "DARK, 390"})
    void everybodyCanReadTheChartsAndTheManifest(ColorScheme scheme, int width) throws IOException {
        Page page = staff.as("analyst", ConsoleForEverybodyIT.sized(width).setColorScheme(scheme));
        drawn(page);
        page.locator("figure.plot summary").first().click();
        ConsoleForEverybodyIT.usable(page, "DATASET_DONE", scheme, width);
        // on a small phone by now, if it was one: no word of a drawing is cut off
        assertEquals("[]", String.valueOf(page.evaluate("""
                () => [...document.querySelectorAll('.plot text')].map(e => [e, e.getBoundingClientRect()])
                  .filter(([e, box]) => box.right > innerWidth || box.left < 0).map(([e]) => e.textContent)""")));
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "screenshots", "console-dataset-done-" + page.viewportSize().width + ".png"))
                .setFullPage(true));
    }

    /** Orders the chart, or goes to the one that was ordered before: an analyst has so many answers. */
    private static void drawn(Page page) {
        if (events.isEmpty()) {
            DatasetsAtConsole.open(page);
            page.getByRole(AriaRole.BUTTON, named("Chart by country")).click();
            assertThat(page.locator("figure.plot").first()).isVisible();
            events = page.url().replaceFirst("\\?.*", "");
        } else {
            page.navigate(events);
            page.getByRole(AriaRole.BUTTON, named("Draw charts")).click();
            assertThat(page.locator("figure.plot").first()).isVisible();
        }
    }

    private static String downloaded(Page page, String button) throws IOException {
        Download download = page.waitForDownload(
                () -> page.getByRole(AriaRole.BUTTON, named(button)).click());
        return Files.readString(download.path());
    }

    private static void answer(Page page, int status, String retryAfter) {
        staff.expect(409, 422, 429);
        page.unroute("**/v1/datasets");
        page.route("**/v1/datasets", route -> {
            if (route.request().method().equals("POST")) {
                route.fulfill(
                        new Route.FulfillOptions().setStatus(status).setHeaders(Map.of("Retry-After", retryAfter)));
            } else {
                route.resume();
            }
        });
    }
}
