package dev.ringlock.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.ringlock.standalone.StaffAtWork.named;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.ringlock.Chromium;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The console speaks the language that is chosen in it, else the browser's. */
@Tag("full")
class ConsoleLanguageIT extends ConsoleAtWork {

    @ParameterizedTest
    @CsvSource({
        "en-GB, en, Sign in, Privacy",
        "es-MX, es, Iniciar sesión, Privacidad",
        "fr, fr, Se connecter, Protection des données",
        "de-AT, de, Anmelden, Datenschutz",
        "ja, en, Sign in, Privacy"
    })
    void itBeginsInTheBrowsersLanguage(String browser, String language, String heading, String role) {
        Page page = staff.open(new Browser.NewContextOptions().setLocale(browser));

        assertThat(page.locator("h1")).hasText(heading);
        assertThat(page.locator("html")).hasAttribute("lang", language);
        assertThat(page.locator("[data-roles=privacy]")).containsText(role);
    }

    @Test
    void itIsChosenInThePageAndKeptWithDatesCountriesPurposesAndErrorsInIt() {
        Page page = staff.as("support:service", Chromium.english());
        StaffAtWork.search(page);
        page.getByLabel("Language").selectOption("de");

        assertThat(page.locator("h1")).hasText("Suche");
        assertThat(page.locator("html")).hasAttribute("lang", "de");
        assertThat(page.locator(".language")).isFocused();
        assertThat(page.locator("tbody")).containsText("Vereinigte Staaten");
        assertThat(page.locator("tbody")).containsText("Neuigkeiten und Angebote: Zugestimmt");
        assertThat(page.locator("tbody time").first())
                .hasText(Pattern.compile("\\d\\d\\.\\d\\d\\.\\d{4}, \\d\\d:\\d\\d"));
        page.locator("#find input").first().fill("+1 202 555 01");
        page.getByRole(AriaRole.BUTTON, named("Suchen")).click();
        assertThat(page.locator("#find .error").first())
                .hasText(Pattern.compile("Bitte prüfen: Diese Nummer gibt es nicht.*"));

        page.reload();
        assertThat(page.locator("h1")).hasText("Suche");
    }
}
