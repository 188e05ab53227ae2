package dev.ringlock.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import dev.ringlock.TestClock;
import dev.ringlock.evidence.ForgedAnchors;
import dev.ringlock.evidence.PackBytes;
import dev.ringlock.evidence.PackCheck;
import dev.ringlock.evidence.PackMaker;
import dev.ringlock.evidence.PackPage;
import dev.ringlock.evidence.StampReader.NoStampException;
import dev.ringlock.evidence.StoredZip;
import dev.ringlock.keys.TestSigner;
import dev.ringlock.standalone.stamp.ForgedStamps;
import dev.ringlock.standalone.stamp.LocalAuthority;
import dev.ringlock.standalone.stamp.SignedPlaces;
import dev.ringlock.standalone.stamp.SignedStamps;
import dev.ringlock.standalone.stamp.StampAuthority;
import dev.ringlock.steps.HouseSignature;
import dev.ringlock.store.sqlite.SqliteStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lawyer opens the checker that lies in a pack, from disk and with no network, and chooses packs. */
@Tag("full")
class EvidenceInChromiumIT {

    /** The places of bytes that can be changed, and it is still read. */
    private static final String READ =
            "async stamp => { const bytes = Uint8Array.from(atob(stamp), c => c.charCodeAt(0)); const read = [];"
                    + " await readStamp(bytes); for (let i = 0; i < bytes.length; i++) { bytes[i] ^= 1;"
                    + " await readStamp(bytes).then(() => read.push(i), () => 0); bytes[i] ^= 1; } return read; }";

    private static PackPage checker;
    private static Path folder;
    private static byte[] pack;
    private static Map<String, byte[]> forged;
    private static Map<String, byte[]> forgedAnchors;
    private static byte[] rightly;
    private static TestSigner signer;

    @BeforeAll
    static void make(@TempDir Path temporary) throws Exception {
        folder = temporary;
        signer = new TestSigner();
        TestClock clock = new TestClock();
        try (SqliteStore store = SqliteStore.open(temporary.resolve("evidence.db"), clock)) {
            PackMaker maker = new PackMaker(store, clock, signer);
            maker.yesAndNo();
            stamped(maker, "RSA", clock);
            maker.yesFromThePhone();
            stamped(maker, "secp256r1", clock);
            pack = maker.pack(true);
            HouseSignature house = new HouseSignature(signer, store, maker.on.arrivals);
            forged = PackBytes.forged(StoredZip.read(pack), signer, house);
            forgedAnchors = new TreeMap<>(ForgedAnchors.of(pack, signer, house));
            ForgedStamps.of(ForgedAnchors.digest(pack), clock.instant())
                    .forEach((what, stamp) -> forgedAnchors.put(what, stamped(stamp, house)));
            rightly = stamped(ForgedStamps.right(ForgedAnchors.digest(pack), clock.instant()), house);
        }
        checker = PackPage.of(pack, folder);
    }

    private static void stamped(PackMaker maker, String kind, TestClock clock) throws IOException {
        try (LocalAuthority authority = new LocalAuthority(kind, clock.instant())) {
            assertEquals(
                    List.of(), maker.anchor(new StampAuthority(authority.address(), null, Duration.ofSeconds(20))));
        }
    }

    private static byte[] stamped(byte[] stamp, HouseSignature house) {
        try {
            return ForgedAnchors.stamped(pack, stamp, signer, house);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        assertThat(page.locator("#findings"))
                .containsText("they were there, as they are here, not later than 2046-11-26T10:00:00Z");
        assertThat(page.locator("#findings")).containsText("So says the clock of Harbour Time.");
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

    /** Whoever has the house's key can make the rest right again. The time stamp is then of something else. */
    @Test
    void aChangedByteOfWhatTheAuthoritySignedIsNoticedByTheTimeStampItself() throws Exception {
        Page page = checker.opened();
        SortedMap<String, byte[]> files = StoredZip.read(pack);
        List<byte[]> stamps = files.entrySet().stream()
                .filter(file -> file.getKey().endsWith(".tsr"))
                .map(Map.Entry::getValue)
                .toList();
        assertEquals(2, stamps.size());
        for (byte[] stamp : stamps) {
            List<Integer> ours = new ArrayList<>();
            for (int place = 0; place < stamp.length; place++) {
                byte[] changed = stamp.clone();
                changed[place] ^= 1;
                if (isRead(changed)) {
                    ours.add(place);
                }
            }
            List<Integer> theirs = new ArrayList<>();
            for (Object place :
                    (List<?>) page.evaluate(READ, Base64.getEncoder().encodeToString(stamp))) {
                theirs.add((Integer) place);
            }
            Set<Integer> signed = SignedPlaces.of(stamp);
            assertTrue(signed.size() > stamp.length * 3 / 4, signed.size() + " of " + stamp.length);
            assertEquals(List.of(), theirs.stream().filter(signed::contains).toList());
            // the command is the stricter one: else it would keep a time stamp that is red on the page
            assertTrue(theirs.containsAll(ours), ours + " and " + theirs);
            assertFalse(ours.isEmpty(), "the text beside the status says nothing");
        }
    }

    private static boolean isRead(byte[] stamp) {
        try {
            new SignedStamps().read(stamp);
            return true;
        } catch (NoStampException e) {
            return false;
        }
    }

    /** Two programs that share nothing but this pack. */
    @Test
    void thePageSaysTheSameAsTheCommand() {
        List<String> ours = ours(pack);
        assertEquals(ours, checker.findings(pack));
        assertTrue(ours.size() > 4);
    }

    /** The house signed each of them. Neither program lets that pass for what the clock outside says. */
    @Test
    void aForgedAnchorOrTimeStampIsBadForThePageAndForTheCommandInTheSameWords() {
        assertFalse(ours(rightly).toString().contains(" bad "), ours(rightly).toString());
        forgedAnchors.forEach((what, bytes) -> {
            List<String> ours = ours(bytes);
            List<String> bad =
                    ours.stream().filter(each -> each.contains(" bad ")).toList();
            assertFalse(bad.isEmpty(), what + ": " + ours);
            assertTrue(bad.stream().allMatch(each -> each.startsWith("clock bad ")), what + ": " + bad);
            assertEquals(ours, checker.findings(bytes), what);
        });
        assertEquals(ours(rightly), checker.findings(rightly));
    }

    private static List<String> ours(byte[] bytes) {
        return PackCheck.of(bytes, new SignedStamps()).findings().stream()
                .map(finding ->
                        finding.what() + " " + finding.result().name().toLowerCase(Locale.ROOT) + " " + finding.text())
                .toList();
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
