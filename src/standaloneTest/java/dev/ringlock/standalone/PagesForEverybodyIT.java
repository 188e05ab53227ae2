package dev.ringlock.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.ringlock.Chromium;
import dev.ringlock.Deep;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
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
        THANKS_WAITING,
        THANKS_FOR_NOTHING,
        THANKS_WITHOUT_COOKIE,
        CODE_WRONG,
        CODE_UNREADABLE,
        CODE_EARLY,
        CODE_SENT,
        CONFIRMED,
        UNREADABLE,
        ASK,
        ASK_HANDED_BACK,
        ASK_CODE,
        ASK_CODE_WRONG,
        LINK_DEAD,
        PREFERENCES,
        UNSUBSCRIBED,
        UNSUBSCRIBED_ALL,
        LOCAL,
        DUE,
        DUE_DRY_RUN,
        DUE_WRONG_JUMP;

        /** Whether it is a page of the public, in the languages of the policy. */
        boolean isPublic() {
            return this != LOCAL && !name().startsWith("DUE");
        }

        void open(Page page) {
            switch (this) {
                case FORM -> page.navigate("/");
                case FORM_HANDED_BACK -> signUp(page, "+1 305 555 01", "marketing");
                case THANKS, CODE_WRONG, CODE_UNREADABLE, CODE_EARLY -> {
                    signUp(page, "+13055550120", "marketing");
                    code(page);
                }
                case THANKS_WAITING -> signUp(page, "+13055550120", "marketing", "service");
                case THANKS_FOR_NOTHING -> signUp(page, "+13055550121");
                case THANKS_WITHOUT_COOKIE, CODE_SENT, CONFIRMED -> {
                    if (this == CODE_SENT) {
                        signUp(page, "+13055550120", "marketing");
                    }
                    page.navigate(THANKS_PATH
                            + language(page)
                            + (this == CODE_SENT ? "&code=sent" : this == CONFIRMED ? "&code=proved" : ""));
                }
                case UNREADABLE -> {
                    page.navigate("/");
                    page.locator("input[name=notice]").evaluate("e => e.value = 'none'");
                    page.locator("button").click();
                    page.locator("h1").waitFor();
                }
                case ASK -> page.navigate("/v1/preferences");
                case ASK_HANDED_BACK -> ask(page, "+1 305 555 01");
                case ASK_CODE, ASK_CODE_WRONG -> {
                    ask(page, "+13055550122");
                    code(page);
                }
                case LINK_DEAD -> page.navigate("/v1/preferences?t=AAAAAAAAAAAAAAAAAAAAAA");
                case PREFERENCES, UNSUBSCRIBED, UNSUBSCRIBED_ALL -> preferences(page);
                case LOCAL -> page.navigate("/local/");
                default -> due(page);
            }
        }

        private void code(Page page) {
            if (name().endsWith("_WRONG") || this == CODE_UNREADABLE) {
                page.locator("#code").fill(this == CODE_UNREADABLE ? "12345" : "000000");
                page.locator("form:has(#code) button").click();
                page.locator("#code-wrong").waitFor();
            } else if (this == CODE_EARLY) {
                page.locator("form.again button").click();
                page.locator(".done").waitFor();
            }
        }

        private void preferences(Page page) {
            String language = language(page);
            String number = "+1305555" + (1000 + FRESH.getAndIncrement() + "").replaceFirst("1", "0");
            signUp(page, number, "marketing", "service");
            page.navigate("/local/phone");
            page.locator("#number").fill(number);
            page.locator("button:has-text(\"Look at this phone\")").click();
            page.locator("button:has-text(\"Get a link\")").click();
            page.locator("text=Open the link").last().click();
            page.locator("section.consent").first().waitFor();
            page.navigate("/v1/preferences?language=" + language);
            if (this == UNSUBSCRIBED) {
                page.locator("section.granted button").first().click();
            } else if (this == UNSUBSCRIBED_ALL) {
                page.locator("form.all button").click();
            }
            if (this != PREFERENCES) {
                page.locator(".done").waitFor();
            }
        }

        private void due(Page page) {
            page.navigate("/local/purge");
            if (this == DUE_DRY_RUN) {
                page.locator("button[value=dry]").click();
                page.locator("#dry").waitFor();
            } else if (this == DUE_WRONG_JUMP) {
                page.locator("#advance").fill("soon");
                page.locator("#advance").press("Enter");
                page.locator("#trouble").waitFor();
            }
        }

        private static void ask(Page page, String number) {
            page.navigate("/v1/preferences");
            page.locator("#number").fill(number);
            page.locator("main button").click();
            page.waitForURL("**/v1/preferences/codes**");
        }

        private static void signUp(Page page, String number, String... purposes) {
            page.navigate("/");
            page.locator("#number").fill(number);
            for (String purpose : purposes) {
                page.locator("#purpose-" + purpose).check();
            }
            page.locator("main button").click();
            page.waitForURL("**/v1/consents**");
        }

        private static String language(Page page) {
            page.navigate("/");
            return page.locator("html").getAttribute("lang");
        }
    }

    /** Fictitious numbers that no test has used yet: +1 305 555 0130 and on. */
    private static final AtomicInteger FRESH = new AtomicInteger(130);

    private static final String GERMAN = "de-DE";
    private static final List<String> LOCALES = List.of("en-US", "es-ES", "fr-FR", GERMAN);

    private static final String THANKS_PATH =
            "/v1/consents?notice=signup&version=1&purposes=marketing,service&language=";

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
        server = withProofForOrders(folder);
        chromium = Chromium.start(server.uri("").toString());
        // so that the page of what is stored has something to show
        server.post("/v1/consents", Example.JSON, Example.json("+13055550122", "marketing", "service"));
    }

    /** The demo on a policy that wants proof for one of its purposes, so that something waits for a code. */
    static RunningServer withProofForOrders(Path folder) throws IOException {
        Path policy = Example.policy(
                folder, text -> text.replace("doubleOptIn: false\n    lineTypes", "doubleOptIn: true\n    lineTypes"));
        return RunningServer.start(folder, Map.of("RINGLOCK_POLICY", policy.toString()), "--demo");
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

    static Stream<Shown> publicPages() {
        return Stream.of(Shown.values()).filter(Shown::isPublic);
    }

    static Stream<Arguments> everyPageInLightAndDark() {
        return Stream.of(Shown.values())
                .filter(shown -> !shown.isPublic())
                .flatMap(shown ->
                        Stream.of(ColorScheme.LIGHT, ColorScheme.DARK).map(scheme -> Arguments.of(shown, scheme)));
    }

    @ParameterizedTest
    @MethodSource("everyPageInLightAndDark")
    void axeFindsNothingToComplainOf(Shown shown, ColorScheme scheme) throws IOException {
        Page page = chromium.page(Chromium.english().setColorScheme(scheme));
        shown.open(page);

        assertEquals(List.of(), violations(page));
        assertEquals(List.of(), page.evaluate(FAINT));
    }

    /**
     * On a desktop and at 320 pixels, in light and dark. Every page is shown in German, which has the longest words, and the
     * pages take turns with the other languages of the policy. Axe looks at one view of each. In {@code .ci/deep} every page is
     * shown in every language, and axe looks at every view.
     */
    @ParameterizedTest
    @MethodSource("publicPages")
    void axeFindsNothingOnAnyPublicPage(Shown shown) throws IOException {
        chromium.expect(400, 404);
        for (String locale : Deep.isOn() ? LOCALES : twoOf(shown)) {
            int views = 0;
            Page page = chromium.page(new Browser.NewContextOptions().setLocale(locale));
            shown.open(page);
            assertEquals(locale.substring(0, 2), page.locator("html").getAttribute("lang"));
            assertReadAloud(page);
            for (int width : List.of(1280, 320)) {
                page.setViewportSize(width, 800);
                assertEquals(width, page.evaluate("document.documentElement.scrollWidth"), locale);
                for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                    String where = locale + " " + width + " " + scheme;
                    if (Deep.isOn() || views++ == LOCALES.indexOf(locale)) {
                        assertEquals(List.of(), violations(page), where);
                    }
                    assertEquals(List.of(), page.evaluate(FAINT), where);
                }
            }
            page.context().close();
        }
    }

    private static List<String> twoOf(Shown shown) {
        return List.of(GERMAN, LOCALES.get(shown.ordinal() % LOCALES.indexOf(GERMAN)));
    }

    @ParameterizedTest
    @MethodSource("publicPages")
    void everyPublicPageIsReachedWithoutScripts(Shown shown) {
        chromium.expect(400, 404);
        if (shown == Shown.UNREADABLE) {
            // a browser without scripts sends no such form
            return;
        }
        Page page = chromium.page(Chromium.english().setJavaScriptEnabled(false));
        shown.open(page);

        assertEquals(1, page.locator("h1").count());
        assertEquals(0, page.locator("script").count());
    }

    @ParameterizedTest
    @EnumSource(names = {"LOCAL", "DUE", "DUE_DRY_RUN", "DUE_WRONG_JUMP"})
    void nothingScrollsSidewaysOnASmallPhone(Shown shown) {
        Page page = chromium.page(new Browser.NewContextOptions()
                .setLocale("en-US")
                .setViewportSize(320, 640)
                .setIsMobile(true)
                .setHasTouch(true));
        shown.open(page);

        assertEquals(320, page.evaluate("document.documentElement.scrollWidth"));
        assertEquals("en", page.locator("html").getAttribute("lang"));
        assertReadAloud(page);
    }

    /** A screen reader is told the heading and every field's name. */
    private static void assertReadAloud(Page page) {
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
