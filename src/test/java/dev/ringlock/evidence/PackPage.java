package dev.ringlock.evidence;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import dev.ringlock.Chromium;
import dev.ringlock.evidence.StoredZip.NotAPackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The checker that lies in a pack, as a lawyer has it: opened from disk in Chromium, with no network. */
public final class PackPage implements AutoCloseable {

    private static final String CHECK =
            "async ([pack, places]) => { const bytes = Uint8Array.from(atob(pack), c => c.charCodeAt(0)); const whole = [];"
                    + " for (const place of places) { bytes[place] ^= 1 << place % 8;"
                    + " if ((await new Check().run(bytes)).whole) whole.push(place); bytes[place] ^= 1 << place % 8; }"
                    + " return whole.concat((await new Check().run(bytes)).whole ? [] : ['the pack itself']); }";

    private static final String FINDINGS =
            "async pack => (await new Check().run(Uint8Array.from(atob(pack), c => c.charCodeAt(0)))).findings"
                    + ".map(finding => finding.what + ' ' + finding.result + ' ' + finding.text)";

    private final Path folder;
    private final Chromium chromium;

    /** Checks many packs one after the other; to open a page takes longer than that. */
    private @Nullable Page checking;

    private PackPage(Path folder, Chromium chromium) {
        this.folder = folder;
        this.chromium = chromium;
    }

    /** @param folder where the pack is put, as {@code pack.zip}, and its page */
    public static PackPage of(byte[] pack, Path folder) throws IOException, NotAPackException {
        Chromium.required();
        Files.write(folder.resolve("pack.zip"), pack);
        Files.write(folder.resolve("verify.html"), StoredZip.read(pack).get("verify.html"));
        return new PackPage(folder, Chromium.start(folder.toUri().toString().replaceFirst("/$", ""), "about:blank"));
    }

    public Page opened() {
        Page page =
                chromium.page(new Browser.NewContextOptions().setOffline(true).setViewportSize(900, 1150));
        page.navigate(folder.resolve("verify.html").toUri().toString());
        assertThat(page).hasTitle(Pattern.compile("Check an evidence pack"));
        return page;
    }

    /** The page after somebody chose that file of the folder. */
    public Page choosing(String file) {
        Page page = opened();
        page.locator("#pack").setInputFiles(folder.resolve(file));
        return page;
    }

    /** The page after somebody chose a file with these bytes. */
    public Page choosing(byte[] pack) throws IOException {
        Files.write(folder.resolve("changed.zip"), pack);
        return choosing("changed.zip");
    }

    /** All that the page finds. */
    public Object findings(byte[] pack) {
        if (checking == null) {
            checking = opened();
        }
        return checking.evaluate(FINDINGS, Base64.getEncoder().encodeToString(pack));
    }

    /** Those of these places whose change the page does not notice. If it does not find the pack itself whole, that too. */
    public Object unnoticed(byte[] pack, Collection<Integer> places) {
        return opened().evaluate(CHECK, List.of(Base64.getEncoder().encodeToString(pack), new ArrayList<>(places)));
    }

    /** Closes what was opened, and fails if it went elsewhere. A breach of the page's own policy shows in its console. */
    public void closePages() {
        checking = null;
        chromium.closePages();
    }

    @Override
    public void close() {
        chromium.close();
    }
}
