package dev.ringlock.evidence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.audience.AudienceClient;
import dev.ringlock.capture.CaptureClient;
import dev.ringlock.evidence.PackCheck.PackReport;
import dev.ringlock.http.Problem;
import dev.ringlock.http.ProblemException;
import dev.ringlock.keys.TestSigner;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Sha256;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.purge.People;
import dev.ringlock.purge.PurgeClient;
import dev.ringlock.steps.HouseSignature;
import dev.ringlock.store.ForwardingStore;
import dev.ringlock.store.LedgerSpan;
import dev.ringlock.store.Page;
import dev.ringlock.store.Store;
import dev.ringlock.store.StoreUnavailableException;
import dev.ringlock.store.UnwritableStore;
import dev.ringlock.subject.SubjectClient;
import dev.ringlock.subject.evidence.EvidenceRequest;
import dev.ringlock.subject.evidence.EvidenceRequest.AskedCampaign;
import dev.ringlock.subject.evidence.EvidenceRequest.AskedMessage;
import dev.ringlock.terms.Channel;
import dev.ringlock.terms.Purpose;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a pack has, and that no byte of one can be changed. The same on every store. */
public abstract class EvidenceContract {

    private static final String DIGITS = "2025550123";

    protected final TestClock clock = new TestClock();
    private final TestSigner signer = new TestSigner();
    private PackMaker maker;

    /** The store under test, empty at a test's begin. */
    protected abstract Store store();

    @BeforeEach
    void prepare() {
        maker = new PackMaker(store(), clock, signer);
    }

    @Test
    void aPackIsWholeAndSaysWhatWasShownAgreedToAndTakenBack() throws Exception {
        maker.yesAndNo();
        byte[] pack = maker.pack(false);
        PackReport report = PackMaker.check(pack);
        assertTrue(report.whole(), report.findings().toString());
        assertEquals(signer.publicKey().getKeyID(), report.fingerprint());
        SortedMap<String, byte[]> files = StoredZip.read(pack);
        String words = text(files, name(files, "words.txt"));
        assertTrue(words.contains("at most four a month"));
        assertEquals(PackMaker.PAGE.formatted(words), text(files, name(files, "page.html")));
        assertEquals("picture", text(files, name(files, "page.png")));
        String timeline = text(files, "timeline.txt");
        assertTrue(timeline.contains("YES: consent given, purpose marketing"), timeline);
        assertTrue(timeline.contains("NO: consent withdrawn (opt-out), purpose marketing"), timeline);
        assertTrue(timeline.contains("method: sms_reply"), timeline);
        assertTrue(text(files, "law.json").contains("47 CFR 64.1200(c)(1)"));
        assertTrue(text(files, "declaration.txt").contains("28 U.S.C. 1746"));
        assertTrue(text(files, "declaration.txt").contains("Harbour Books"));
        assertTrue(text(files, "README.txt").contains("verify.html"));
        assertFalse(
                files.values().stream()
                        .anyMatch(
                                content -> new String(content, StandardCharsets.UTF_8)
                                        .matches(
                                                "(?s).*\\{(controller|contact|pack|made|contacts|number|moved|drawn|undrawn|picture)}.*")));
    }

    @Test
    void onlyTheOneFileForItSaysTheNumberAndOnlyIfItWasAskedFor() throws Exception {
        maker.yesAndNo();
        assertEquals(List.of(), holding(StoredZip.read(maker.pack(false))));
        SortedMap<String, byte[]> files = StoredZip.read(maker.pack(true));
        assertEquals(List.of("whose.txt"), holding(files));
        assertTrue(text(files, "whose.txt").contains(PackMaker.PHONE));
        assertTrue(PackMaker.check(maker.pack(true)).whole());
    }

    @Test
    void otherProgramsReadTheArchiveAndItIsAlwaysTheSame() throws Exception {
        maker.yesAndNo();
        byte[] pack = maker.pack(false);
        SortedMap<String, byte[]> files = StoredZip.read(pack);
        assertArrayEquals(pack, StoredZip.write(new TreeMap<>(files)));
        int read = 0;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(pack))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                assertArrayEquals(files.get(entry.getName()), zip.readAllBytes());
                read++;
            }
        }
        assertEquals(files.size(), read);
    }

    @Test
    void aChangedByteAnywhereIsNoticed() throws Exception {
        maker.yesAndNo();
        byte[] pack = maker.pack(true);
        for (int place : PackBytes.worthChanging(pack, 211)) {
            byte[] changed = pack.clone();
            changed[place] ^= (byte) (1 << place % 8);
            assertFalse(PackMaker.check(changed).whole(), "byte " + place + " of " + pack.length);
        }
    }

    @Test
    void bytesThatAreAddedTakenOrMovedAreNoticed() throws Exception {
        maker.yesAndNo();
        byte[] pack = maker.pack(false);
        assertFalse(PackMaker.check(Arrays.copyOf(pack, pack.length + 1)).whole());
        assertFalse(PackMaker.check(Arrays.copyOf(pack, pack.length - 1)).whole());
        assertFalse(PackMaker.check(new byte[0]).whole());
        assertFalse(PackMaker.check("PK".getBytes(StandardCharsets.US_ASCII)).whole());
        byte[] before = new byte[pack.length + 4];
        System.arraycopy(pack, 0, before, 4, pack.length);
        assertFalse(PackMaker.check(before).whole());
        for (String name : StoredZip.read(pack).keySet()) {
            SortedMap<String, byte[]> fewer = new TreeMap<>(StoredZip.read(pack));
            fewer.remove(name);
            assertFalse(PackMaker.check(StoredZip.write(fewer)).whole(), name + " can be taken out");
        }
        SortedMap<String, byte[]> more = new TreeMap<>(StoredZip.read(pack));
        more.put("extra.txt", new byte[] {1});
        assertFalse(PackMaker.check(StoredZip.write(more)).whole());
    }

    /** Whoever has another key can sign another record. So the fingerprint is for comparing. */
    @Test
    void aPackThatSomebodyElseSignedHasAnotherFingerprint() throws Exception {
        maker.yesAndNo();
        TestSigner other = new TestSigner();
        byte[] forged = PackBytes.signedAnew(
                StoredZip.read(maker.pack(false)), other, new HouseSignature(other, store(), maker.on.arrivals));
        PackReport report = PackMaker.check(forged);
        assertTrue(report.whole(), report.findings().toString());
        assertNotEquals(signer.publicKey().getKeyID(), report.fingerprint());
    }

    @Test
    void anEntryThatWasChangedOnTheLedgerItselfBreaksItsChainThoughTheHouseSignedIt() throws Exception {
        maker.yesAndNo();
        SortedMap<String, byte[]> files = StoredZip.read(maker.pack(false));
        String chain = name(files, ".json", "ledger/");
        String changed = text(files, chain).replaceFirst("\"method\" : \"api\"", "\"method\" : \"sms_code\"");
        assertNotEquals(changed, text(files, chain));
        files.put(chain, changed.getBytes(StandardCharsets.UTF_8));
        List<String> bad = PackMaker.bad(
                PackBytes.signedAnew(files, signer, new HouseSignature(signer, store(), maker.on.arrivals)));
        assertEquals(1, bad.size(), bad.toString());
        assertTrue(bad.get(0).contains("does not follow the one before it"), bad.get(0));
    }

    @Test
    void aPackIsOnTheLedgerBeforeAnythingIsReadForIt() {
        maker.yesAndNo();
        maker.pack(true);
        Entry read = store().recent("actor/pia", null, 1).items().get(0);
        assertEquals(Event.READ, read.event());
        assertEquals("evidence", read.fields().get("action"));
        assertEquals("true", read.fields().get("number_included"));
        assertTrue(read.fields().get("contact").startsWith("c1_"));
        UnwritableStore broken = new UnwritableStore(store());
        PackMaker other = new PackMaker(broken, clock, signer);
        broken.down();
        assertThrows(StoreUnavailableException.class, () -> other.pack(false));
    }

    @Test
    void staffOfThePrivacyRoleGetAPackAndNobodyElse() throws Exception {
        maker.yesAndNo();
        SubjectClient subject = new SubjectClient(maker.on);
        String wanted =
                "{\"number\":\"" + PackMaker.PHONE + "\",\"sends\":[{\"purpose\":\"marketing\",\"channel\":\"sms\","
                        + "\"at\":\"" + clock.instant() + "\"}]}";
        APIGatewayV2HTTPResponse answer = subject.call("privacy", "evidence", wanted);
        assertEquals(200, answer.getStatusCode(), answer.getBody());
        assertEquals("application/zip", answer.getHeaders().get("Content-Type"));
        assertEquals("no-store", answer.getHeaders().get("Cache-Control"));
        assertFalse(answer.getHeaders().toString().contains(DIGITS));
        assertTrue(PackMaker.check(Base64.getDecoder().decode(answer.getBody())).whole());
        for (String role : List.of("auditor", "analyst", "admin", "support:service", "campaign:marketing")) {
            assertEquals(403, subject.call(role, "evidence", wanted).getStatusCode(), role);
        }
        for (String wrong : List.of(
                "{}",
                "{\"number\":\"" + PackMaker.PHONE
                        + "\",\"campaign\":\"a\",\"from\":\"2046-01-01T00:00:00Z\",\"to\":\"2046-01-02T00:00:00Z\"}",
                "{\"campaign\":\"a\",\"from\":\"2046-01-01T00:00:00Z\",\"to\":\"2046-03-02T00:00:00Z\"}",
                "{\"campaign\":\"a b\",\"from\":\"2046-01-01T00:00:00Z\",\"to\":\"2046-01-02T00:00:00Z\"}",
                "{\"campaign\":\"a\"}",
                "{\"number\":\"" + PackMaker.PHONE
                        + "\",\"sends\":[{\"purpose\":\"marketing\",\"channel\":\"fax\",\"at\":\"now\"}]}",
                "{\"number\":\"" + PackMaker.PHONE + "\",\"other\":1}")) {
            assertEquals(422, subject.call("privacy", "evidence", wrong).getStatusCode(), wrong);
        }
    }

    @Test
    void aNumberThatIsNotOnFileHasAPackThatSaysSo() throws Exception {
        byte[] pack = maker.pack(false);
        PackReport report = PackMaker.check(pack);
        assertTrue(report.whole(), report.findings().toString());
        assertEquals(0, report.manifest().chains().get(0).entries());
        assertTrue(text(StoredZip.read(pack), "README.txt").contains("(0 entries)"));
    }

    @Test
    void aMessageInQuestionIsDecidedAgainFromTheLedgerAsItStoodThen() throws Exception {
        maker.yesAndNo();
        Instant stop = clock.instant().minus(Duration.ofDays(1));
        Purpose marketing = new Purpose("marketing");
        Instant noon = stop.minus(Duration.ofHours(7));
        EvidenceRequest ask = new EvidenceRequest(
                PhoneNumber.ofCanonical(PackMaker.PHONE),
                null,
                false,
                List.of(
                        new AskedMessage(marketing, Channel.SMS, noon),
                        new AskedMessage(marketing, Channel.SMS, stop.plusSeconds(60))));
        String sends = text(StoredZip.read(maker.pack(ask)), "sends.json");
        List<String> decided = new ArrayList<>();
        sends.lines()
                .filter(line -> line.contains("\"decision\""))
                .map(String::strip)
                .forEach(decided::add);
        assertEquals(2, decided.size(), sends);
        assertFalse(decided.get(0).contains("deny"), sends);
        assertTrue(decided.get(1).contains("deny"), sends);
        assertTrue(sends.contains("cap_reached") && sends.contains("dead_number"), sends);
        EvidenceRequest future = new EvidenceRequest(
                PhoneNumber.ofCanonical(PackMaker.PHONE),
                null,
                false,
                List.of(new AskedMessage(marketing, Channel.SMS, clock.instant().plusSeconds(1))));
        assertThrows(ProblemException.class, () -> maker.pack(future));
    }

    @Test
    void aCampaignsPackHasWhatTheLedgerHasOfItAndItsSampleByContactIds() throws Exception {
        Engines on = maker.on;
        CaptureClient signups = new CaptureClient(on);
        List<String> phones = List.of("+12025550123", "+12025550124", "+12025550125", "+12025550126");
        phones.forEach(phone -> signups.signUp(phone, "marketing"));
        AudienceClient audience = new AudienceClient(on);
        Instant from = clock.instant();
        for (String campaign : List.of("spring", "autumn")) {
            clock.advance(Duration.ofMinutes(1));
            assertEquals(
                    200,
                    audience.post(
                                    "marketing",
                                    "{\"reason\":\"news\",\"campaign\":\"" + campaign + "\",\"limit\":2}",
                                    audience.claims("cleo", "[campaign:marketing]"))
                            .getStatusCode());
        }
        clock.advance(Duration.ofMinutes(5));
        byte[] pack = maker.pack(EvidenceRequest.of(new AskedCampaign("spring", from, clock.instant())));
        PackReport report = PackMaker.check(pack);
        assertTrue(report.whole(), report.findings().toString());
        assertEquals(2, report.manifest().chains().size());
        SortedMap<String, byte[]> files = StoredZip.read(pack);
        String campaign = text(files, "campaign.json");
        assertTrue(campaign.contains("audience_taken") && campaign.contains("\"count\" : \"2\""), campaign);
        assertFalse(campaign.contains("autumn"), campaign);
        assertFalse(files.containsKey("whose.txt"));
        assertEquals(List.of(), holding(files));
    }

    /** Nobody would see that a list was cut, and no walk may take longer than its caller waits. */
    @Test
    void aLedgerThatIsTooLongForOneWalkIsRefusedAndNotCut() {
        for (List<Entry> page : List.of(List.<Entry>of(), Collections.nCopies(1_000, taken()))) {
            Store endless = new ForwardingStore(store()) {
                @Override
                public Page<Entry> ledger(LedgerSpan span, @Nullable String cursor, int limit) {
                    return new Page<>(page, "more");
                }
            };
            PackMaker busy = new PackMaker(endless, clock, signer);
            AskedCampaign days =
                    new AskedCampaign("spring", clock.instant().minus(Duration.ofDays(1)), clock.instant());
            ProblemException refused = assertThrows(ProblemException.class, () -> busy.pack(EvidenceRequest.of(days)));
            assertTrue(((Problem.Invalid) refused.refusal())
                    .errors()
                    .get(0)
                    .detail()
                    .contains("fewer days"));
        }
    }

    private Entry taken() {
        Instant at = clock.instant();
        return new Entry(
                "actor/cleo",
                maker.on.arrivals.ulid(at),
                Event.AUDIENCE_TAKEN,
                at,
                "",
                new TreeMap<>(java.util.Map.of("campaign", "spring")));
    }

    @Test
    void idsThatConsentsMovedToStandApartFromTheNumbersOwn() throws Exception {
        PhoneNumber older = PhoneNumber.ofCanonical("+24106031234");
        PhoneNumber newer = PhoneNumber.ofCanonical("+24166031234");
        new People(maker.on, maker.on.policy)
                .provedYes(older, clock.instant().minus(Duration.ofDays(100)), new Purpose("marketing"));
        new PurgeClient(maker.on).vouchedFor(clock.instant()).runAccepting(clock.instant());
        String whose = text(StoredZip.read(maker.pack(EvidenceRequest.of(older, false, List.of()))), "whose.txt");
        String moved = whose.substring(whose.indexOf("moved to"));
        assertTrue(moved.contains(maker.on.index.contactId(newer).value()), whose);
        assertFalse(moved.contains(maker.on.index.contactId(older).value()), whose);
        assertTrue(whose.contains(maker.on.index.contactId(older).value()), whose);
    }

    /** Retention takes the oldest entries. The rest still follow each other. */
    @Test
    void aHistoryThatBeginsBehindForgottenEntriesSaysSo() throws Exception {
        maker.yesAndNo();
        SortedMap<String, byte[]> files = StoredZip.read(maker.pack(false));
        PackManifest.Chain chain =
                PackMaker.check(maker.pack(false)).manifest().chains().get(0);
        PackedEntry[] entries = PackManifest.read(files.get(chain.file()), PackedEntry[].class);
        PackedEntry[] rest = Arrays.copyOfRange(entries, 1, entries.length);
        files.put(chain.file(), PackManifest.text(rest).getBytes(StandardCharsets.UTF_8));
        List<PackFinding> findings =
                ChainCheck.of(new PackManifest.Chain(chain.contact(), chain.file(), rest.length, chain.head()), files);
        assertEquals(
                List.of(PackFinding.Result.NOTE, PackFinding.Result.GOOD),
                findings.stream().map(PackFinding::result).toList());
        assertTrue(findings.get(0).text().contains("begins behind an older entry"));
    }

    private static List<String> holding(SortedMap<String, byte[]> files) {
        return files.entrySet().stream()
                .filter(file -> new String(file.getValue(), StandardCharsets.ISO_8859_1).contains(DIGITS))
                .map(java.util.Map.Entry::getKey)
                .toList();
    }

    private static String name(SortedMap<String, byte[]> files, String end) {
        return name(files, end, "notices/");
    }

    private static String name(SortedMap<String, byte[]> files, String end, String begin) {
        return files.keySet().stream()
                .filter(name -> name.startsWith(begin) && name.endsWith(end))
                .findFirst()
                .orElseThrow();
    }

    private static String text(SortedMap<String, byte[]> files, String name) {
        return new String(files.get(name), StandardCharsets.UTF_8);
    }

    /** The page says so too: {@code EvidenceInChromiumIT} compares. */
    @Test
    void forgedPacksAreRefusedAndNoneEndsTheCheck() throws Exception {
        maker.yesAndNo();
        forged().forEach((what, pack) -> {
            PackReport report = PackMaker.check(pack);
            assertFalse(report.whole(), what + ": " + report.findings());
        });
    }

    private Map<String, byte[]> forged() throws Exception {
        return PackBytes.forged(
                StoredZip.read(maker.pack(false)), signer, new HouseSignature(signer, store(), maker.on.arrivals));
    }

    /** The page in the pack runs what its own policy names, and nothing else. */
    @Test
    void theCheckersPolicyNamesItsScriptAndItsStylesByTheirHashes() throws Exception {
        String page = text(StoredZip.read(maker.pack(false)), "verify.html");
        for (String part : List.of("script", "style")) {
            String content =
                    page.substring(page.indexOf("<" + part + ">") + part.length() + 2, page.indexOf("</" + part + ">"));
            byte[] hash = java.util.HexFormat.of().parseHex(Sha256.hex(content));
            String wanted =
                    part + "-src 'sha256-" + java.util.Base64.getEncoder().encodeToString(hash) + "'";
            assertTrue(page.contains(wanted), "verify.html has to say " + wanted);
        }
        assertTrue(page.contains("default-src 'none'"));
        assertFalse(page.contains("http://") || page.contains("https://"));
    }
}
