package dev.ringlock.standalone;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.ringlock.Chromium;
import dev.ringlock.standalone.PagesForEverybodyIT.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures of the pages for people to look at, in target/screenshots; the README's is one of them. */
@Tag("deep")
class ScreenshotsIT {

    private static final Path PICTURES = Path.of("target", "screenshots");

    @Test
    void everyPageIsPictured(@TempDir Path folder) throws IOException {
        Chromium.required();
        try (RunningServer server = PagesForEverybodyIT.withProofForOrders(folder);
                Chromium chromium = Chromium.start(server.uri("").toString())) {
            picture(chromium.page(), Shown.FORM, "form-light");
            picture(chromium.page(Chromium.english().setColorScheme(ColorScheme.DARK)), Shown.FORM, "form-dark");
            picture(chromium.page(phone()), Shown.FORM, "form-phone");
            picture(chromium.page(), Shown.FORM_HANDED_BACK, "form-handed-back");
            picture(chromium.page(phone()), Shown.FORM_HANDED_BACK, "form-handed-back-phone");
            chromium.expect(400, 404);
            for (Shown shown : Shown.values()) {
                if (shown.isPublic()) {
                    String name = "public-" + shown.name().toLowerCase(Locale.ROOT);
                    picture(chromium.page(), shown, name);
                    picture(chromium.page(phone().setColorScheme(ColorScheme.DARK)), shown, name + "-phone");
                }
            }
            picture(chromium.page(Chromium.english().setViewportSize(1280, 1000)), Shown.LOCAL, "local");
            picture(chromium.page(phone()), Shown.LOCAL, "local-phone");
            picture(chromium.page(phone()), Shown.DUE_DRY_RUN, "due-phone");
        }
    }

    private static Browser.NewContextOptions phone() {
        return Chromium.english()
                .setViewportSize(390, 844)
                .setDeviceScaleFactor(2)
                .setIsMobile(true);
    }

    private static void picture(Page page, Shown shown, String name) throws IOException {
        shown.open(page);
        Path file = PICTURES.resolve(name + ".png");
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(name.endsWith("-phone")));
        assertTrue(Files.size(file) > 0, name);
    }
}
