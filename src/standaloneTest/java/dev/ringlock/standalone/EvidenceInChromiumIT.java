package dev.ringlock.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import dev.ringlock.TestClock;
import dev.ringlock.evidence.PackBytes;
import dev.ringlock.evidence.PackCheck;
import dev.ringlock.evidence.PackMaker;
import dev.ringlock.evidence.PackPage;
import dev.ringlock.evidence.StoredZip;
import dev.ringlock.keys.TestSigner;
import dev.ringlock.steps.HouseSignature;
import dev.ringlock.store.sqlite.SqliteStore;
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

/** A lawyer opens the checker that lies in a pack, from disk and with no network, and chooses packs. */
@Tag("full")
class EvidenceInChromiumIT {

    private static PackPage checker;
    private static Path folder;
    private static byte[] pack;
    private static Map<String, byte[]> forged;
    private static TestSigner signer;

    @BeforeAll
    static void make(@TempDir Path temporary) throws Exception {
        folder = temporary;
        signer = new TestSigner();
        TestClock clock = new TestClock();
        try (SqliteStore store = SqliteStore.open(temporary.resolve("evidence.db"), clock)) {
            PackMaker maker = new PackMaker(store, clock, signer);
            maker.yesAndNo();
            pack = maker.pack(true);
            forged = PackBytes.forged(
                    StoredZip.read(pack), signer, new HouseSignature(signer, store, maker.on.arrivals));
        }
        checker = PackPage.of(pack, folder);
    }

    @AfterAll
    static void stop() {
        if (checker != null) {
            checker.close();
        }
    }

    @AfterEach
    void nothingWentElsewhereAndNothingWasRefused() {
        checker.closePages();
    }

    @Test
    void aWholePackIsGreenAndItsFingerprintCanBeCompared() {
        Page page = checker.choosing("pack.zip");
        assertThat(page.locator("#verdict")).hasClass("good");
        assertThat(page.locator("#findings .bad")).hasCount(0);
        assertThat(page.locator("#findings")).containsText(signer.publicKey().getKeyID());
        assertThat(page.locator("#entries tr").first()).containsText("given, marketing, api");
        page.locator("#entries summary").last().click();
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target/screenshots/evidence-good.png"))
                .setFullPage(true));
        page.locator("#expected").fill("another");
        page.locator("#expected").blur();
        assertThat(page.locator("#verdict")).hasClass("bad");
        page.locator("#expected").fill(signer.publicKey().getKeyID());
        page.locator("#expected").blur();
        assertThat(page.locator("#verdict")).hasClass("good");
    }

    @Test
    void aChangedPackIsRed() throws Exception {
        byte[] changed = pack.clone();
        changed[changed.length / 2] ^= 1;
        Page page = checker.choosing(changed);
        assertThat(page.locator("#verdict")).hasClass("bad");
        assertThat(page.locator("#about")).isHidden();
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/screenshots/evidence-bad.png")));
    }

    @Test
    void aChangedByteAnywhereIsNoticed() throws Exception {
        assertEquals(List.of(), checker.unnoticed(pack, PackBytes.worthChanging(pack, 211)));
    }

    /** Two programs that share nothing but this pack. */
    @Test
    void thePageSaysTheSameAsTheCommand() {
        List<String> ours = PackCheck.of(pack).findings().stream()
                .map(finding -> finding.what() + " " + finding.result().name().toLowerCase(java.util.Locale.ROOT) + " "
                        + finding.text())
                .toList();
        assertEquals(ours, checker.findings(pack));
        assertTrue(ours.size() > 4);
    }

    @Test
    void forgedPacksAreRefusedHereToo() {
        forged.forEach((what, bytes) -> {
            Object findings = checker.findings(bytes);
            assertTrue(String.valueOf(findings).contains(" bad "), what + ": " + findings);
        });
    }

    /** What an earlier file showed says nothing about a later one. */
    @Test
    void aFileThatCannotBeReadLeavesNoVerdictOfTheOneBefore() throws Exception {
        Path file = Files.copy(folder.resolve("pack.zip"), folder.resolve("gone.zip"));
        Page page = checker.choosing("gone.zip");
        assertThat(page.locator("#verdict")).hasClass("good");
        Files.write(file, new byte[] {1});
        page.locator("#expected").fill("another");
        page.locator("#expected").blur();
        assertThat(page.locator("#verdict")).hasClass("bad");
        assertThat(page.locator("#about")).isHidden();
        page.locator("#pack").setInputFiles(new Path[0]);
        assertThat(page.locator("#verdict")).isHidden();
    }
}
