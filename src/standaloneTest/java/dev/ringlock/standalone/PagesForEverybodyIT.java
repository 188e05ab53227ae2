package dev.ringlock.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every page can be read and used by everybody: in light and dark, on a small phone, by a screen reader. */
@Tag("full")
class PagesForEverybodyIT {

    /** A page, and how a person comes to it. */
    enum Shown {
        FORM,
        FORM_HANDED_BACK,
        THANKS,
        THANKS_FOR_NOTHING,
        LOCAL,
        DUE,
        DUE_DRY_RUN,
        DUE_WRONG_JUMP;

        void open(Page page) {
            page.navigate(this == LOCAL ? "/local/" : name().startsWith("DUE") ? "/local/purge" : "/");
            if (this == FORM_HANDED_BACK) {
                send(page, "+1 305 555 01", true);
            } else if (this == THANKS) {
                send(page, "+13055550120", true);
            } else if (this == THANKS_FOR_NOTHING) {
                send(page, "+13055550121", false);
            } else if (this == DUE_DRY_RUN) {
                page.locator("button[value=dry]").click();
                page.locator("#dry").waitFor();
            } else if (this == DUE_WRONG_JUMP) {
                page.locator("#advance").fill("soon");
                page.locator("#advance").press("Enter");
                page.locator("#trouble").waitFor();
            }
        }

        private static void send(Page page, String number, boolean yes) {
            page.locator("#number").fill(number);
            page.locator("#purpose-marketing").setChecked(yes);
            page.locator("button").click();
            page.waitForURL("**/v1/consents");
        }
    }

    /** Text elements whose colour is too near to what is behind it (WCAG 2.2, 1.4.3), computed from what is shown. */
    static final String FAINT = """
            () => {
              const rgba = text => text.match(/[0-9.]+/g).map(Number);
              const light = ([r, g, b]) => [r, g, b]
                .map(c => c / 255)
                .map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
                .reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
              const behind = e => {
                for (; e; e = e.parentElement) {
                  const colour = rgba(getComputedStyle(e).backgroundColor);
                  if (colour.length === 3 || colour[3] === 1) return colour;
                }
                return [255, 255, 255];
              };
              return [...document.body.querySelectorAll('*')]
                .filter(e => e.tagName === 'INPUT' || [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
                .map(e => {
                  const [a, b] = [light(rgba(getComputedStyle(e).color)), light(behind(e))];
                  return [e, (Math.max(a, b) + .05) / (Math.min(a, b) + .05)];
                })
                .filter(([e, ratio]) => !(ratio >= 4.5))
                .map(([e, ratio]) => e.tagName + ' ' + e.className + ' ' + ratio);
            }""";

    private static final String UNNAMED = """
            () => [...document.querySelectorAll('input:not([type=hidden]), select, textarea')]
              .filter(e => ![...e.labels].some(label => label.textContent.trim()))
              .map(e => e.outerHTML)""";

    private static RunningServer server;
    private static Chromium chromium;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        Chromium.required();
        server = RunningServer.demo(folder);
        chromium = Chromium.start(server);
        // so that the page of what is stored has something to show
        server.post("/v1/consents", Example.JSON, Example.json("+13055550122", "marketing", "service"));
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

    static Stream<Arguments> everyPageInLightAndDark() {
        return Stream.of(Shown.values())
                .flatMap(shown ->
                        Stream.of(ColorScheme.LIGHT, ColorScheme.DARK).map(scheme -> Arguments.of(shown, scheme)));
    }

    @ParameterizedTest
    @MethodSource("everyPageInLightAndDark")
    void axeFindsNothingToComplainOf(Shown shown, ColorScheme scheme) throws IOException {
        Page page = chromium.page(Chromium.english().setColorScheme(scheme));
        shown.open(page);

        assertEquals(List.of(), violations(page));
    }

    @ParameterizedTest
    @MethodSource("everyPageInLightAndDark")
    void everyTextStandsOutFromWhatIsBehindIt(Shown shown, ColorScheme scheme) {
        Page page = chromium.page(Chromium.english().setColorScheme(scheme));
        shown.open(page);

        assertEquals(List.of(), page.evaluate(FAINT));
    }

    @ParameterizedTest
    @EnumSource
    void nothingScrollsSidewaysOnASmallPhone(Shown shown) {
        for (String locale : List.of("en-US", "de-DE", "fr-FR", "es-ES")) {
            Page page = chromium.page(new Browser.NewContextOptions()
                    .setLocale(locale)
                    .setViewportSize(320, 640)
                    .setIsMobile(true)
                    .setHasTouch(true));
            shown.open(page);

            assertEquals(320, page.evaluate("document.documentElement.scrollWidth"), locale);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aScreenReaderIsToldTheLanguageTheHeadingAndEveryFieldsName(Shown shown) {
        Page page = chromium.page();
        shown.open(page);

        assertEquals("en", page.locator("html").getAttribute("lang"));
        assertEquals(1, page.locator("h1").count());
        assertFalse(page.title().isBlank());
        assertEquals(List.of(), page.evaluate(UNNAMED));
    }

    /** What axe complains of on the page as it is shown now. */
    static Object violations(Page page) throws IOException {
        page.evaluate(axe());
        return page.evaluate("""
                async () => (await axe.run()).violations
                  .map(v => v.id + ': ' + v.help + ' ' + v.nodes.map(n => n.target.join(' ')).join(', '))""");
    }

    private static String axe() throws IOException {
        try (InputStream script = PagesForEverybodyIT.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
