package dev.ringlock.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.ringlock.standalone.StaffAtWork.named;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.ringlock.Chromium;
import dev.ringlock.Deep;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every view of the console can be read and used by everybody; each is pictured in target/screenshots. */
@Tag("full")
class ConsoleForEverybodyIT extends ConsoleAtWork {

    private static final int DESK = 1280;
    private static final int SMALL = 320;

    /** A view, and how a person comes to it. */
    enum View {
        SIGN_IN,
        OVERVIEW,
        SEARCH,
        SEARCH_UNKNOWN,
        SEARCH_WRONG,
        CONTACT,
        CONTACT_HELD,
        CONTACT_STOPPED,
        REVEAL,
        NUMBER,
        OPT_OUT,
        REQUESTS,
        ERASE,
        ACCESS,
        RECORD,
        EVIDENCE_PACK,
        EVIDENCE,
        LINK,
        MESSAGES,
        HOLDS,
        PURGE_REPORTS,
        EXPORTS,
        IMPORTS,
        IMPORT_MAPPING,
        IMPORT_CHECKED,
        AUDIT,
        DATASETS,
        DATASET_WRONG,
        DATASET_REFUSED,
        NOT_YOURS;

        Page open(Browser.NewContextOptions options) {
            Page page = this == SIGN_IN ? staff.signIn(options) : staff.as(roles(), options);
            switch (this) {
                case OVERVIEW -> assertThat(page.locator(".tile").first()).isVisible();
                case SEARCH -> {
                    StaffAtWork.search(page);
                    assertThat(page.locator("tbody tr")).hasCount(4);
                }
                case SEARCH_UNKNOWN -> {
                    staff.expect(404);
                    StaffAtWork.search(page);
                    page.getByLabel("Number, contact id or record id").fill("+12025550190");
                    page.getByRole(AriaRole.BUTTON, named("Look up")).click();
                    assertThat(page.locator("#find .note")).isVisible();
                }
                case SEARCH_WRONG -> {
                    StaffAtWork.search(page);
                    page.getByLabel("Number, contact id or record id").fill("+1 202 555 01");
                    page.getByRole(AriaRole.BUTTON, named("Look up")).click();
                    assertThat(page.locator("[aria-invalid]")).isVisible();
                }
                case CONTACT -> StaffAtWork.lookUp(page, StaffAtWork.AGREED);
                case CONTACT_HELD -> {
                    StaffAtWork.lookUp(page, StaffAtWork.HELD);
                    assertThat(page.locator(".said blockquote")).isVisible();
                    page.getByLabel("It is an opt-out from some purposes only").check();
                    page.getByRole(AriaRole.BUTTON, named("Decide")).click();
                    assertThat(page.locator("[data-field=purposes] .error")).isVisible();
                }
                case CONTACT_STOPPED -> StaffAtWork.lookUp(page, StaffAtWork.STOPPED);
                case REVEAL, NUMBER -> reveal(page);
                case OPT_OUT -> {
                    StaffAtWork.lookUp(page, StaffAtWork.ASKING);
                    page.getByRole(AriaRole.BUTTON, named("Opt out on request")).click();
                    assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
                }
                case REQUESTS -> StaffAtWork.lookUp(page, StaffAtWork.AGREED);
                case ERASE -> onRequest(page, "Erase on request");
                case ACCESS, RECORD -> {
                    Locator dialog = onRequest(page, "Give access");
                    if (this == RECORD) {
                        dialog.getByLabel("I have checked").check();
                        dialog.getByText("Show the record").click();
                        assertThat(dialog.locator(".record")).isVisible();
                    }
                }
                case EVIDENCE_PACK ->
                    onRequest(page, "Make an evidence pack")
                            .getByText("Add a message")
                            .click();
                case EVIDENCE -> go(page, "Evidence", ".card");
                case LINK -> {
                    StaffAtWork.lookUp(page, StaffAtWork.AGREED);
                    page.getByRole(AriaRole.BUTTON, named("Send them their own page"))
                            .click();
                    assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
                }
                case MESSAGES -> go(page, "Test message", ".card");
                case HOLDS -> go(page, "Holds", "tbody tr");
                case PURGE_REPORTS -> go(page, "Purge reports", ".timeline > li");
                case EXPORTS -> export(page);
                case IMPORTS -> {
                    ImportAtConsole.open(page);
                    page.getByRole(AriaRole.BUTTON, named("Upload")).click();
                    assertThat(page.locator("[data-field=file] .error")).containsText("not empty");
                }
                case IMPORT_MAPPING -> {
                    ImportAtConsole.open(page)
                            .upload("shop", ImportAtConsole.dirty())
                            .answer();
                    page.getByLabel("Mapping").fill("colour: blue");
                    page.getByRole(AriaRole.BUTTON, named("Check the file")).click();
                    assertThat(page.getByRole(AriaRole.ALERT)).containsText("colour");
                }
                case IMPORT_CHECKED ->
                    ImportAtConsole.open(page)
                            .upload("shop", ImportAtConsole.dirty())
                            .answer()
                            .check();
                case DATASETS -> DatasetsAtConsole.open(page);
                case DATASET_WRONG -> {
                    DatasetsAtConsole.open(page).order();
                    assertThat(page.locator("[data-field=columns] .error")).isVisible();
                }
                case DATASET_REFUSED -> {
                    DatasetsAtConsole.open(page).fill("Counts", "Country").order();
                    assertThat(page.locator("#refused")).isVisible();
                }
                case AUDIT -> go(page, "Audit", "tbody tr");
                case NOT_YOURS -> {
                    page.navigate("/console/#/audit");
                    assertThat(page.locator("main")).containsText("This page is for auditor");
                }
                default -> assertThat(page.locator("h1")).isVisible();
            }
            return page;
        }

        private String roles() {
            return switch (this) {
                case OVERVIEW, HOLDS, PURGE_REPORTS, MESSAGES, IMPORTS, IMPORT_MAPPING, IMPORT_CHECKED -> "privacy";
                case REQUESTS, ERASE, ACCESS, RECORD, EVIDENCE_PACK, EVIDENCE -> "privacy";
                case EXPORTS -> "campaign:marketing";
                case AUDIT -> "auditor";
                case DATASETS, DATASET_WRONG, DATASET_REFUSED -> "analyst";
                default -> "support:service";
            };
        }

        private void reveal(Page page) {
            StaffAtWork.lookUp(page, StaffAtWork.AGREED);
            page.getByRole(AriaRole.BUTTON, named("Show number")).click();
            assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
            if (this == NUMBER) {
                page.getByLabel("Note").fill("rang about an order");
                page.getByLabel("Note").press("Enter");
                assertThat(page.locator(".number")).isVisible();
            }
        }

        private static Locator onRequest(Page page, String button) {
            StaffAtWork.lookUp(page, StaffAtWork.AGREED);
            page.getByRole(AriaRole.BUTTON, named(button)).click();
            return page.getByRole(AriaRole.DIALOG);
        }

        private static void export(Page page) {
            page.getByRole(AriaRole.LINK, named("Exports")).click();
            page.getByLabel("Campaign").fill("autumn-2026");
            page.getByLabel("Reason").fill("the autumn catalogue");
            page.getByRole(AriaRole.BUTTON, named("Export")).click();
            assertThat(page.locator(".timeline > li.is-done").first()).isVisible();
            page.getByRole(AriaRole.BUTTON, named("Preview")).click();
            assertThat(page.getByText("May be contacted.")).isVisible();
        }

        private static void go(Page page, String name, String shown) {
            page.getByRole(AriaRole.LINK, named(name)).click();
            assertThat(page.locator(shown).first()).isVisible();
        }
    }

    /** In light on a desk and in dark on a phone; the other two in {@code .ci/deep}. */
    static Stream<Arguments> everyViewInLightAndDarkOnADeskAndAPhone() {
        return Stream.of(View.values())
                .flatMap(view -> Stream.of(ColorScheme.LIGHT, ColorScheme.DARK)
                        .flatMap(scheme -> Stream.of(DESK, 390)
                                .filter(width -> Deep.isOn() || (scheme == ColorScheme.LIGHT) == (width == DESK))
                                .map(width -> Arguments.of(view, scheme, width))));
    }

    @ParameterizedTest
    @MethodSource("everyViewInLightAndDarkOnADeskAndAPhone")
    void axeFindsNothingToComplainOfAndNothingScrollsSideways(View view, ColorScheme scheme, int width)
            throws IOException {
        usable(view.open(sized(width).setColorScheme(scheme)), view.name(), scheme, width);
    }

    /** Pictures the page, and looks whether everybody can use it. */
    static void usable(Page page, String view, ColorScheme scheme, int width) throws IOException {
        String name = "console-" + view.toLowerCase(Locale.ROOT).replace('_', '-') + "-"
                + scheme.name().toLowerCase(Locale.ROOT) + (width < 500 ? "-phone" : "");
        // a dialog covers the window, not the page below
        boolean whole = page.locator("dialog").count() == 0;
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "screenshots", name + ".png"))
                .setFullPage(whole));
        assertEquals("[]", String.valueOf(PagesForEverybodyIT.violations(page)));
        assertEquals("[]", String.valueOf(page.evaluate(PagesForEverybodyIT.FAINT)));
        assertEquals(width, page.evaluate("document.documentElement.scrollWidth"));
        if (width < DESK) {
            page.setViewportSize(SMALL, 844);
            assertFitsASmallPhone(page);
        }
    }

    /** Opened on a small phone. In the gate a view is opened on a larger one, which then shrinks. */
    @ParameterizedTest
    @EnumSource
    @Tag("deep")
    void nothingScrollsSidewaysOnASmallPhoneAndEveryTargetCanBeHit(View view) {
        assertFitsASmallPhone(view.open(sized(SMALL)));
    }

    private static void assertFitsASmallPhone(Page page) {
        assertEquals(SMALL, page.evaluate("document.documentElement.scrollWidth"));
        assertEquals("[]", String.valueOf(page.evaluate("""
                () => [...document.querySelectorAll('a, button, input, select, summary')]
                  .filter(e => e.checkVisibility() && !e.matches('.skip'))
                  .map(e => [e, e.getBoundingClientRect()])
                  .filter(([e, box]) => box.width < 22 || box.height < 24 && !e.closest('.choice'))
                  .map(([e, box]) => e.outerHTML.slice(0, 90) + ' ' + box.width + ' × ' + box.height)""")));
    }

    static Browser.NewContextOptions sized(int width) {
        boolean phone = width < 500;
        return Chromium.english()
                .setViewportSize(width, phone ? 844 : 900)
                .setIsMobile(phone)
                .setHasTouch(phone)
                .setReducedMotion(ReducedMotion.REDUCE);
    }
}
