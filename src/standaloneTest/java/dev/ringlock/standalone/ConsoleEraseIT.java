package dev.ringlock.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.ringlock.standalone.StaffAtWork.named;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.ringlock.Chromium;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Privacy erases a person at the console, in a real browser. */
@Tag("full")
class ConsoleEraseIT extends ConsoleAtWork {

    @Test
    void privacyErasesWhoAskedForItAndIsToldWhatIsGoneWhatGoesLaterAndWhatIsKept() {
        Page page = staff.as("privacy", Chromium.english());
        StaffAtWork.lookUp(page, StaffAtWork.AGREED);
        page.getByRole(AriaRole.BUTTON, named("Erase on request")).click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog).containsText(StaffAtWork.AGREED);
        dialog.getByLabel("Reason").selectOption("objected");
        dialog.getByLabel("How the person asked").selectOption("letter");
        erase(dialog);
        assertThat(dialog.locator("[data-field=sure] .error")).containsText("Check first whose number it is.");
        dialog.getByLabel("I have checked").check();
        erase(dialog);

        Locator answer = dialog.locator("#erased");
        assertThat(answer.locator("h3")).hasText(new String[] {"Gone now", "Goes later", "Kept"});
        assertThat(answer.locator("h3").first()).isFocused();
        assertThat(answer).containsText("Sealed numbers, with where and how they were given: 3");
        assertThat(answer).containsText("nothing is left of it");
        assertThat(answer).containsText("Sealed numbers in backups. At the latest:");
        assertThat(answer).containsText("Opt-outs, without the number.");
        assertThat(answer).containsText("Article 17(3)(b)");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Close"))
                .click();

        assertThat(dialog).hasCount(0);
        assertThat(page.locator("h1")).hasText("No number kept");
        assertThat(page.locator(".card.is-withdrawn")).hasCount(2);
        Locator last = page.locator(".timeline > li").first();
        assertThat(last).containsText("Erased on request");
        assertThat(last).containsText("Objected");
        assertThat(last).containsText("by letter");
    }

    @Test
    void whoIsNotOnFileIsASuppressionAfterwards() {
        Page page = staff.as("privacy", Chromium.english());
        StaffAtWork.search(page);
        staff.expect(404);
        Locator box = page.getByLabel("Number, contact id or record id");
        box.fill("+12025550190");
        box.press("Enter");
        page.getByRole(AriaRole.BUTTON, named("Erase on request")).click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        dialog.getByLabel("I have checked").check();
        erase(dialog);
        assertThat(dialog.locator("#erased")).containsText("Nothing was there that could go.");
        page.keyboard().press("Escape");
        assertThat(page.locator(".card.is-withdrawn")).hasCount(2);
    }

    @Test
    void supportIsNotOfferedToEraseAnybody() {
        Page page = staff.as("support:service", Chromium.english());
        StaffAtWork.lookUp(page, StaffAtWork.ASKING);
        assertThat(page.getByRole(AriaRole.BUTTON, named("Opt out on request"))).isVisible();
        assertThat(page.getByRole(AriaRole.BUTTON, named("Erase on request"))).hasCount(0);
    }

    @Test
    void withoutItsNumberAContactIsLookedUpFirst() {
        Page page = staff.as("privacy", Chromium.english());
        List<String> asked = new CopyOnWriteArrayList<>();
        page.onRequest(request -> asked.add(request.url()));
        StaffAtWork.lookUp(page, StaffAtWork.ASKING);
        page.reload();
        assertThat(page.getByRole(AriaRole.LINK, named("To erase them or to give access, look up their number")))
                .isVisible();
        assertEquals(
                0,
                asked.stream()
                        .filter(url -> url.contains("erase") && !url.endsWith(".js"))
                        .count());
    }

    private static void erase(Locator dialog) {
        dialog.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Erase").setExact(true))
                .click();
    }
}
