package dev.ringlock.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.ringlock.Chromium;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A demo server with some contacts, and people of staff at its console. Whatever they do, no number may be in an address that
 * is asked for or stay in the browser.
 */
final class StaffAtWork implements AutoCloseable {

    /** Agreed to everything. */
    static final String AGREED = "+12025550123";
    /** Agreed, and replied STOP. */
    static final String STOPPED = "+12025550124";
    /** Agreed, and sent what may be an opt-out. */
    static final String HELD = "+12025550125";
    /** Agreed, and will ask by telephone to be left alone. */
    static final String ASKING = "+12025550126";

    private static final String OF_NUMBERS = "20255501";

    private final RunningServer server;
    private final Chromium chromium;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    private StaffAtWork(RunningServer server) {
        this.server = server;
        this.chromium = Chromium.start(server.uri("").toString());
    }

    static StaffAtWork begin(Path folder) throws IOException {
        StaffAtWork staff = beginAlone(folder);
        for (String number : List.of(AGREED, STOPPED, HELD, ASKING)) {
            staff.post("/v1/consents", Example.json(number, "marketing", "service"));
        }
        staff.replies(STOPPED, "STOP");
        staff.replies(HELD, "I did not stop ordering");
        staff.post("/local/run/purge", "");
        return staff;
    }

    /** The same without any contact. */
    static StaffAtWork beginAlone(Path folder) {
        Chromium.required();
        return new StaffAtWork(RunningServer.demo(folder));
    }

    private void replies(String from, String text) throws IOException {
        post("/local/inbox", """
                {"from": "%s", "to": "+12025550101", "text": "%s", "provider": "twilio"}""".formatted(from, text));
    }

    private void post(String path, String body) throws IOException {
        int status = server.post(path, Example.JSON, body).statusCode();
        assertEquals(2, status / 100, path);
    }

    RunningServer server() {
        return server;
    }

    /** A person with these roles, signed in. */
    Page as(String roles, Browser.NewContextOptions options) {
        Page page = signIn(options);
        page.locator("[data-roles='" + roles + "']").click();
        assertThat(page.getByRole(AriaRole.BUTTON, named("Sign out"))).isVisible();
        return page;
    }

    /** The sign-in of the demo. */
    Page signIn(Browser.NewContextOptions options) {
        Page page = open(options);
        assertThat(page.locator("h1")).hasText("Sign in");
        return page;
    }

    /** The console's first page, in whatever language. */
    Page open(Browser.NewContextOptions options) {
        Page page = chromium.page(options);
        page.onRequest(request -> asked.add(request.url()));
        page.navigate("/console/");
        return page;
    }

    /** Looks a contact up by its number, and waits for its page. */
    static void lookUp(Page page, String number) {
        search(page);
        Locator box = page.getByLabel("Number, contact id or record id");
        box.fill(number);
        box.press("Enter");
        assertThat(page.locator(".timeline > li").first()).isVisible();
    }

    /** Goes to the look-up. */
    static void search(Page page) {
        page.getByRole(AriaRole.LINK, named("Search")).click();
        assertThat(page.locator("h1")).hasText("Search");
    }

    static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    /** As {@link Chromium#expect} has it. */
    void expect(int... statuses) {
        chromium.expect(statuses);
    }

    /** Checks what holds after every walk, and closes its pages. */
    void leftNoNumber() {
        for (Page page : chromium.pages()) {
            Object kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, location.href])");
            assertFalse(String.valueOf(kept).contains(OF_NUMBERS), "a number stays in the browser");
        }
        asked.forEach(url -> assertFalse(url.contains(OF_NUMBERS), "a number is in an address"));
        chromium.closePages();
    }

    @Override
    public void close() {
        chromium.close();
        server.close();
    }
}
