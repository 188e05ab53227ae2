package dev.ringlock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.capture.CaptureClient;
import dev.ringlock.form.RenderedForm;
import dev.ringlock.inbound.InboundClient;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Sha256;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.Policy;
import dev.ringlock.policy.PolicyFile;
import dev.ringlock.steps.NoticeChangedException;
import dev.ringlock.steps.Notices;
import dev.ringlock.steps.RegisteredForms;
import dev.ringlock.steps.RegisteredForms.KeptForm;
import dev.ringlock.store.Commit;
import dev.ringlock.store.CommitResult;
import dev.ringlock.store.ForwardingStore;
import dev.ringlock.store.Store;
import dev.ringlock.terms.NoticeRef;
import dev.ringlock.terms.ShownNotice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * A notice's words freeze with the first yes to them, and the words of every yes are on the ledger. The same on every store.
 */
public abstract class NoticesContract {

    private static final String PHONE = "+12025550123";
    private static final String OTHER = "+12025550124";
    private static final Map<String, String> CORRECTED = Map.of("at most four a month", "at most four in a month");
    private static final Map<String, String> MOVED =
            Map.of("privacy@harbour-books.example", "data@harbour-books.example");

    protected final TestClock clock = new TestClock();

    /** The store under test, empty at a test's begin. */
    protected abstract Store store();

    @Test
    void wordsMayBeCorrectedUntilSomebodyHasAgreedToThem() {
        notices(Map.of()).register();
        notices(CORRECTED).register();
        notices(Map.of()).register();
        notices(CORRECTED).register();
        assertEquals(4, registered("en").size(), "each change is kept, in its order");
        new CaptureClient(on(CORRECTED)).signUp(PHONE, "marketing");
        notices(CORRECTED).register();
        NoticeChangedException refused = assertThrows(
                NoticeChangedException.class, () -> notices(Map.of()).register());
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.contains("notice signup version 1 (en)"), message);
        assertTrue(message.contains("give the new words a new version"), message);
        assertTrue(!message.contains("(de)"), message);
        assertShown(PHONE);
    }

    @Test
    void aYesInOneLanguageLeavesTheOthersToBeCorrected() {
        new CaptureClient(on(Map.of())).signUpIn("de", PHONE, "marketing");
        notices(CORRECTED).register();
        assertThrows(
                NoticeChangedException.class,
                () -> notices(Map.of("höchstens vier", "bis zu vier")).register());
    }

    @Test
    void theControllersContactMayChangeAfterAYesAndEachIsKept() {
        new CaptureClient(on(Map.of())).signUp(PHONE, "marketing");
        clock.advance(Duration.ofDays(1));
        new CaptureClient(on(MOVED)).signUp(OTHER, "marketing");
        assertShown(PHONE);
        assertShown(OTHER);
        List<Entry> texts = registered("en");
        assertEquals(2, texts.size());
        assertEquals(
                Set.of(true, false),
                texts.stream()
                        .map(entry -> text(entry).contains("data@harbour-books.example"))
                        .collect(Collectors.toSet()));
        assertEquals(Set.of(1), Set.of((int) Duration.between(
                        texts.stream().map(Entry::at).min(Instant::compareTo).orElseThrow(),
                        texts.stream().map(Entry::at).max(Instant::compareTo).orElseThrow())
                .toDays()));
        assertThrows(
                NoticeChangedException.class,
                () -> notices(Map.of("name: Harbour Books", "name: Other Books"))
                        .register());
    }

    /** As on AWS: the old functions still take signups while the new ones start. */
    @Test
    void anOlderProcessThatTakesAYesMeanwhileKeepsItsWordsAndTheNewerOneTakesNone() {
        Engines older = on(Map.of());
        older.notices.register();
        Engines newer = on(CORRECTED);
        newer.notices.register();
        new CaptureClient(older).signUp(PHONE, "marketing");
        assertShown(PHONE);
        CaptureClient signups = new CaptureClient(newer);
        assertThrows(NoticeChangedException.class, () -> signups.signUp(OTHER, "marketing"));
        assertEquals(0, contactVersion(OTHER));
        new CaptureClient(older).signUp(OTHER, "marketing");
        assertShown(OTHER);
    }

    @Test
    void ofTwoFirstYesesToDifferentWordsAtOnceOneCounts() {
        Engines older = on(Map.of());
        older.notices.register();
        AtomicBoolean begun = new AtomicBoolean();
        Engines newer = new Engines(
                new ForwardingStore(store()) {
                    @Override
                    public CommitResult commit(Commit commit) {
                        boolean first = commit.contact() != null && begun.compareAndSet(false, true);
                        if (first) {
                            new CaptureClient(older).signUp(PHONE, "marketing");
                        }
                        return super.commit(commit);
                    }
                },
                clock,
                policy(CORRECTED));
        CaptureClient signups = new CaptureClient(newer);
        assertThrows(NoticeChangedException.class, () -> signups.signUp(OTHER, "marketing"));
        assertEquals(0, contactVersion(OTHER));
        assertShown(PHONE);
    }

    @Test
    void aQuestionFreezesItsWordsBecauseTheAnswerSaysOnlyYes() {
        new InboundClient(on(Map.of())).text("SM1", PHONE, "+12025550100", "START", null);
        assertThrows(NoticeChangedException.class, () -> notices(CORRECTED).register());
    }

    /** A build that did not freeze kept every text from changing from its start on. */
    @Test
    void whatAnEarlierBuildRegisteredIsFrozen() {
        notices(Map.of()).register();
        Entry today = registered("en").get(0);
        TreeMap<String, String> fields = new TreeMap<>(today.fields());
        fields.remove("notice_change");
        fields.put("notice_version", "7");
        Ulid place = Ulid.of(Instant.EPOCH, HexFormat.of().parseHex(Sha256.hex("en")));
        Entry then = new Entry("notice/signup/7", place, Event.NOTICE_REGISTERED, clock.instant(), "", fields);
        store().append(() -> List.of(then));
        notices(Map.of("version: 1", "version: 7")).register();
        assertEquals(
                1,
                store().history("notice/signup/7", null, 50).items().stream()
                        .filter(entry -> "en".equals(entry.fields().get("notice_language")))
                        .count());
        assertThrows(
                NoticeChangedException.class,
                () -> notices(Map.of("version: 1", "version: 7", "at most four a month", "at most four in a month"))
                        .register());
    }

    @Test
    void theFormIsKeptByteForByteWithTheWordsThatItShowed() {
        withForms(Map.of(), "red").register();
        Entry registered = registered("en").get(0);
        KeptForm kept = form(clock.instant());
        assertEquals("<p>red " + text(registered) + "</p>", kept.html());
        assertEquals("red", new String(kept.picture(), StandardCharsets.UTF_8));
        assertEquals(Sha256.hex(kept.html()), registered.fields().get("page_sha256"));
        assertEquals(Sha256.hex("red"), registered.fields().get("picture_sha256"));
        assertEquals(registered, kept.notice());
    }

    @Test
    void wordsThatWereRegisteredWithoutAFormGetOneThatSaysWhenItWasDrawn() {
        notices(Map.of()).register();
        new CaptureClient(on(Map.of())).signUp(PHONE, "marketing");
        Instant yes = clock.instant();
        clock.advance(Duration.ofDays(3));
        withForms(Map.of(), "red").register();
        withForms(Map.of(), "red").register();
        assertEquals(1, registered("en").size());
        KeptForm kept = form(yes);
        assertEquals(Event.NOTICE_RENDERED, kept.notice().event());
        assertEquals(clock.instant(), kept.notice().at());
        assertEquals(
                4, store().history("page/signup/1", null, 50).items().size(), "one for each language, and none twice");
        assertShown(PHONE);
    }

    @Test
    void aFormThatLooksOtherwiseIsKeptToo() {
        withForms(Map.of(), "red").register();
        Instant before = clock.instant();
        clock.advance(Duration.ofDays(1));
        withForms(Map.of("languages: [en, es, fr, de]", "languages: [en, de, fr, es]"), "red")
                .register();
        assertTrue(form(before).html().contains("red"));
        assertEquals(before, form(before).notice().at());
        assertEquals(clock.instant(), form(clock.instant()).notice().at());
        assertTrue(
                form(clock.instant()).notice().fields().getOrDefault("look", "").endsWith(" en de fr es"));
    }

    @Test
    void aPictureThatNoItemOfTheStoreCouldHoldIsLeftOut() {
        new Notices(policy(Map.of()), store(), clock, shown -> new RenderedForm("<p></p>", new byte[250_000], 0))
                .register();
        assertEquals(0, form(clock.instant()).picture().length);
        assertEquals(null, form(clock.instant()).notice().fields().get("picture_sha256"));
    }

    private KeptForm form(Instant at) {
        List<Entry> notice = store().history("notice/signup/1", null, 50).items();
        String words = shown(Map.of()).wording().sha256();
        return RegisteredForms.at(store(), notice, "en", words, at).orElseThrow();
    }

    private static ShownNotice shown(Map<String, String> changes) {
        return policy(changes).shown(new NoticeRef("signup", 1, "en")).orElseThrow();
    }

    private Notices withForms(Map<String, String> changes, String colour) {
        return new Notices(
                policy(changes),
                store(),
                clock,
                shown -> new RenderedForm(
                        "<p>" + colour + " " + shown.wording().verbatim() + "</p>",
                        colour.getBytes(StandardCharsets.UTF_8),
                        0));
    }

    /** The hash of each yes leads to the text that was shown, and the text has that hash. */
    private void assertShown(String phone) {
        String id = new Engines(store(), clock)
                .index
                .contactId(PhoneNumber.ofCanonical(phone))
                .value();
        Entry yes = store().history(id, null, 10).items().get(0);
        String hash = yes.fields().getOrDefault("notice_sha256", "");
        assertTrue(registered("en").stream()
                .anyMatch(entry -> Sha256.hex(text(entry)).equals(hash)
                        && hash.equals(entry.fields().get("notice_sha256"))));
    }

    private long contactVersion(String phone) {
        Engines on = new Engines(store(), clock);
        return store().load(List.of(on.index.contactId(PhoneNumber.ofCanonical(phone))))
                .get(0)
                .version();
    }

    private List<Entry> registered(String language) {
        return store().history("notice/signup/1", null, 50).items().stream()
                .filter(entry -> entry.event() == Event.NOTICE_REGISTERED)
                .filter(entry -> language.equals(entry.fields().get("notice_language")))
                .toList();
    }

    private static String text(Entry entry) {
        return entry.fields().getOrDefault("notice_text", "");
    }

    private Notices notices(Map<String, String> changes) {
        return new Notices(policy(changes), store(), clock);
    }

    private Engines on(Map<String, String> changes) {
        return new Engines(store(), clock, policy(changes));
    }

    private static Policy policy(Map<String, String> changes) {
        try {
            String yaml = Files.readString(Path.of("src/main/resources/policy/harbour-books.yaml"));
            for (Map.Entry<String, String> change : changes.entrySet()) {
                assertTrue(yaml.contains(change.getKey()), change.getKey());
                yaml = yaml.replace(change.getKey(), change.getValue());
            }
            return PolicyFile.read("example", yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
