package dev.ringlock.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.TestClock;
import dev.ringlock.evidence.PackCheck.PackReport;
import dev.ringlock.evidence.PackManifest.Chain;
import dev.ringlock.keys.TestSigner;
import dev.ringlock.steps.HouseSignature;
import dev.ringlock.store.Store;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an outside clock says of a pack. Not even the house's key changes what was anchored. The same on every store. */
public abstract class AnchoredPackContract {

    protected final TestClock clock = new TestClock();
    private final TestSigner signer = new TestSigner();
    private final PlayedAuthority authority = new PlayedAuthority();
    private PackMaker maker;

    /** The store under test, empty at a test's begin. */
    protected abstract Store store();

    @BeforeEach
    void prepare() {
        maker = new PackMaker(store(), clock, signer);
    }

    @Test
    void aRecordWithoutAnAnchorSaysThatNoOutsideClockKnowsIt() throws Exception {
        maker.yesAndNo();
        byte[] pack = maker.pack(false);
        assertTrue(
                clock(pack).get(0).startsWith("NOTE No clock outside of the house"),
                clock(pack).toString());
        assertFalse(StoredZip.read(pack).containsKey(PackedAnchor.NAME));
    }

    @Test
    void anAnchoredRecordHasTheTimeByWhichItWasThere() throws Exception {
        maker.yesAndNo();
        maker.anchor(authority);
        int first = entries(maker.pack(false));
        maker.yesFromThePhone();
        List<String> found = clock(maker.pack(false));
        int all = entries(maker.pack(false));
        assertTrue(all > first, "the later yes is on record");
        assertEquals(4, found.size(), found.toString());
        assertTrue(
                found.get(0).contains("the first " + first + " of " + all + " entries: they were there"), found.get(0));
        assertTrue(found.get(0).contains(PlayedAuthority.TIME), found.get(0));
        assertTrue(found.get(1).contains("the last " + (all - first) + " of " + all), found.get(1));
        assertTrue(found.get(2).startsWith("GOOD notices/signup-1-en-"), found.get(2));
        assertTrue(found.get(2).contains("its words, page and picture: they were there"), found.get(2));
        assertTrue(found.get(3).startsWith("NOTE Compare the certificate's fingerprint"), found.get(3));
        maker.anchor(authority);
        byte[] pack = maker.pack(false);
        assertTrue(
                PackMaker.check(pack).whole(), PackMaker.check(pack).findings().toString());
        assertTrue(clock(pack).get(1).contains("the first " + all + " of " + all + " entries: they were there"));
        assertEquals(
                2,
                StoredZip.read(pack).keySet().stream()
                        .filter(name -> name.endsWith(".tsr"))
                        .count());
    }

    @Test
    void aDayWithoutAnAnswerIsCoveredByTheNextAnswer() throws Exception {
        maker.yesAndNo();
        authority.silent = true;
        assertEquals(1, maker.anchor(authority).size());
        List<String> silent = clock(maker.pack(false));
        assertTrue(silent.get(0).contains("No time stamp of it is in this pack"), silent.toString());
        maker.yesFromThePhone();
        authority.silent = false;
        assertEquals(List.of(), maker.anchor(authority));
        byte[] pack = maker.pack(false);
        assertEquals(1, anchors(pack).get(0).later().size());
        assertTrue(PackMaker.check(pack).whole());
        assertEquals(
                3,
                clock(pack).stream().filter(text -> text.startsWith("GOOD")).count(),
                clock(pack).toString());
    }

    /** Entries that come after the clock was set right arrive under that anchor, and are not in its tree. */
    @Test
    void anAnchorOfAClockThatWasAheadStillCoversWhatWasThere() throws Exception {
        maker.yesAndNo();
        int first = entries(maker.pack(false));
        clock.advance(Duration.ofDays(20));
        maker.anchor(authority);
        clock.advance(Duration.ofDays(-20));
        maker.yesFromThePhone();
        byte[] pack = maker.pack(false);
        int all = entries(pack);
        assertTrue(all > first, "the later yes is on record");
        assertTrue(
                clock(pack).get(0).contains("the first " + first + " of " + all),
                clock(pack).toString());
        assertEquals(1, maker.anchor(authority).size());
        List<String> found = clock(maker.pack(false));
        assertTrue(found.stream().anyMatch(text -> text.contains("the first " + all + " of " + all)), found.toString());
        assertTrue(PackMaker.check(maker.pack(false)).whole());
    }

    /** The chain is computed anew, and the house signs it. The clock outside still knows the old one. */
    @Test
    void aRecordThatTheHouseItselfRewroteIsNotWhatWasAnchored() throws Exception {
        maker.yesAndNo();
        maker.anchor(authority);
        byte[] pack = maker.pack(false);
        Chain chain = PackMaker.check(pack).manifest().chains().get(0);
        SortedMap<String, byte[]> files = new TreeMap<>(StoredZip.read(pack));
        List<PackedEntry> rewritten = new ArrayList<>();
        String previous = "";
        for (PackedEntry entry : PackManifest.readEntries(files.get(chain.file()))) {
            SortedMap<String, String> fields = new TreeMap<>(entry.fields());
            fields.put("method", "sms_code");
            PackedEntry other =
                    new PackedEntry(entry.subject(), entry.ulid(), entry.event(), entry.at(), previous, fields, "");
            previous = other.computedHash();
            rewritten.add(new PackedEntry(
                    other.subject(), other.ulid(), other.event(), other.at(), other.previous(), fields, previous));
        }
        files.put(chain.file(), json(rewritten));
        PackManifest before = PackMaker.check(pack).manifest();
        files.put(
                PackManifest.NAME,
                new PackManifest(
                                before.format(),
                                before.madeAt(),
                                before.controller(),
                                before.madeBy(),
                                before.policy(),
                                List.of(new Chain(chain.contact(), chain.file(), rewritten.size(), previous)),
                                before.files())
                        .bytes());
        List<String> bad = PackMaker.bad(signed(files));
        assertEquals(1, bad.size(), bad.toString());
        assertTrue(bad.get(0).contains("does not follow from that entry"), bad.get(0));
    }

    /** The page says so too: {@code EvidenceInChromiumIT} compares. */
    @Test
    void aForgedAnchorIsBadThoughTheHouseSignedIt() throws Exception {
        maker.yesAndNo();
        maker.anchor(authority);
        ForgedAnchors.of(maker.pack(false), signer, house()).forEach((what, forged) -> {
            List<String> bad = PackMaker.bad(forged);
            long ofTheClock = clock(forged).stream()
                    .filter(text -> text.startsWith("BAD"))
                    .count();
            assertTrue(ofTheClock > 0 && ofTheClock == bad.size(), what + ": " + bad);
        });
    }

    @Test
    void aTimeStampOfSomethingElseIsBadThoughTheHouseSignedIt() throws Exception {
        maker.yesAndNo();
        maker.anchor(authority);
        byte[] pack = maker.pack(false);
        for (byte[] stamp : List.of(PlayedAuthority.of("d".repeat(64)), new byte[0])) {
            List<String> bad = PackMaker.bad(ForgedAnchors.stamped(pack, stamp, signer, house()));
            assertFalse(bad.isEmpty());
            assertTrue(bad.stream().allMatch(text -> text.contains("is no time stamp of the anchor")), bad.toString());
        }
    }

    /** Else the clock would seem to vouch for entries that were changed. */
    @Test
    void theClockSaysNothingOfAHistoryThatIsNotWhole() throws Exception {
        maker.yesAndNo();
        maker.anchor(authority);
        byte[] pack = maker.pack(false);
        SortedMap<String, byte[]> files = new TreeMap<>(StoredZip.read(pack));
        String ledger = PackMaker.check(pack).manifest().chains().get(0).file();
        String text = new String(files.get(ledger), StandardCharsets.UTF_8);
        files.put(
                ledger,
                text.replaceFirst("\"method\" : \"api\"", "\"method\" : \"form\"")
                        .getBytes(StandardCharsets.UTF_8));
        byte[] forged = signed(files);
        assertEquals(1, PackMaker.bad(forged).size(), PackMaker.bad(forged).toString());
        assertTrue(
                clock(forged).get(0).startsWith("GOOD notices/"), clock(forged).toString());
    }

    /** The house signs each anew, so only the check of anchors can notice. */
    @Test
    void aChangedHashOrPlaceOfAnAnchorIsNoticed() throws Exception {
        maker.yesAndNo();
        maker.anchor(authority);
        byte[] pack = maker.pack(false);
        SortedMap<String, byte[]> files = StoredZip.read(pack);
        String text = new String(files.get(PackedAnchor.NAME), StandardCharsets.UTF_8);
        List<PackedAnchor> before = anchors(pack);
        int changes = 0;
        for (int place = 0; place < text.length(); place += 3) {
            String other =
                    text.substring(0, place) + (text.charAt(place) == '1' ? '2' : '1') + text.substring(place + 1);
            SortedMap<String, byte[]> changed = new TreeMap<>(files);
            changed.put(PackedAnchor.NAME, other.getBytes(StandardCharsets.UTF_8));
            if (hasSameWays(before, other)) {
                continue;
            }
            changes++;
            assertFalse(PackMaker.bad(signed(changed)).isEmpty(), () -> other);
        }
        assertTrue(changes > 200, String.valueOf(changes));
    }

    /** Places and the house's own time are for readers. Many sizes have the same way. Nothing follows from these. */
    private static boolean hasSameWays(List<PackedAnchor> before, String other) {
        try {
            return ways(PackManifest.readAnchors(other.getBytes(StandardCharsets.UTF_8)))
                    .equals(ways(before));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static List<PackedAnchor> ways(List<PackedAnchor> anchors) {
        return anchors.stream()
                .map(each -> new PackedAnchor(
                        each.subject(),
                        "",
                        each.hash(),
                        each.index(),
                        0,
                        each.path(),
                        each.previous(),
                        each.later(),
                        each.digest(),
                        "",
                        each.stamp()))
                .toList();
    }

    private byte[] signed(SortedMap<String, byte[]> files) {
        return PackBytes.signedAnew(files, signer, house());
    }

    private HouseSignature house() {
        return new HouseSignature(signer, store(), maker.on.arrivals);
    }

    private static List<PackedAnchor> anchors(byte[] pack) throws Exception {
        return PackManifest.readAnchors(StoredZip.read(pack).get(PackedAnchor.NAME));
    }

    private static int entries(byte[] pack) {
        return PackMaker.check(pack).manifest().chains().get(0).entries();
    }

    private static List<String> clock(byte[] pack) {
        PackReport report = PackMaker.check(pack);
        return report.findings().stream()
                .filter(finding -> finding.what().equals("clock"))
                .map(finding -> finding.result() + " " + finding.text())
                .toList();
    }

    private static byte[] json(Object content) {
        return PackManifest.text(content).getBytes(StandardCharsets.UTF_8);
    }
}
