package dev.ringlock;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The machine's own Chromium. Every page that is opened in it is watched: it must not send a request to another place, and
 * its console must stay free of errors, which is where a breach of the content security policy shows.
 */
public final class Chromium implements AutoCloseable {

    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run");
    /** For loading a page that this machine serves; generous, for a machine that does other things too. */
    private static final double LONGEST_MILLIS = 20_000;

    private final Playwright playwright;
    private final Browser browser;
    private final String origin;
    private final List<String> others;
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final Set<String> expected = new CopyOnWriteArraySet<>();

    private Chromium(Path executable, String origin, List<String> others) {
        this.origin = origin;
        this.others = others;
        this.playwright = Playwright.create();
        this.browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(ARGUMENTS)
                        .setHeadless(true));
    }

    /** @param origin whose pages are opened, and where alone they may go */
    public static Chromium start(String origin) {
        return new Chromium(required(), origin, List.of());
    }

    /** @param other where its pages may go besides */
    public static Chromium start(String origin, String other) {
        return new Chromium(required(), origin, List.of(other));
    }

    /** Skips the tests where there is none. */
    public static Path required() {
        Optional<Path> executable = executable();
        Assumptions.assumeTrue(
                executable.isPresent(), "no `chromium` on the PATH, and RINGLOCK_CHROMIUM does not name one");
        return executable.orElseThrow();
    }

    /** A new page of a person who has never been here. */
    public Page page(Browser.NewContextOptions options) {
        BrowserContext context = browser.newContext(options.setBaseURL(origin));
        context.setDefaultTimeout(LONGEST_MILLIS);
        context.onRequest(request -> {
            // a page may hand its person a file out of its own memory
            String url = request.url().replaceFirst("^blob:", "");
            if (!url.startsWith(origin + "/") && others.stream().noneMatch(other -> url.startsWith(other + "/"))) {
                complaints.add("asked another place: " + request.url());
            }
        });
        context.onConsoleMessage(message -> {
            // a refused form is answered with 422, which Chromium notes as an error of its own
            if (message.type().equals("error")
                    && !message.text().contains("status of 422")
                    && expected.stream().noneMatch(message.text()::contains)) {
                complaints.add("console: " + message.text());
            }
        });
        context.onWebError(error -> complaints.add("script: " + error.error()));
        return context.newPage();
    }

    public Page page() {
        return page(english());
    }

    public static Browser.NewContextOptions english() {
        return new Browser.NewContextOptions().setLocale("en-US").setViewportSize(900, 1150);
    }

    public List<Page> pages() {
        return browser.contexts().stream()
                .flatMap(context -> context.pages().stream())
                .toList();
    }

    /** Answers of these statuses are part of the test: Chromium notes them as errors too. Forgotten with the pages. */
    public void expect(int... statuses) {
        for (int status : statuses) {
            expected.add("status of " + status);
        }
    }

    /** Closes every page, and fails if one of them had something to complain of. */
    public void closePages() {
        browser.contexts().forEach(BrowserContext::close);
        List<String> complained = List.copyOf(complaints);
        // another test's are its own
        complaints.clear();
        expected.clear();
        assertEquals(List.of(), complained);
    }

    @Override
    public void close() {
        playwright.close();
    }

    private static Optional<Path> executable() {
        String named = System.getenv("RINGLOCK_CHROMIUM");
        return named != null
                ? Optional.of(Path.of(named))
                : Stream.of(Objects.requireNonNullElse(System.getenv("PATH"), "")
                                .split(File.pathSeparator, -1))
                        .map(folder -> Path.of(folder, "chromium"))
                        .filter(Files::isExecutable)
                        .findFirst();
    }
}
