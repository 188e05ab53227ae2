package dev.ringlock.reveal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.capture.CaptureClient;
import dev.ringlock.consent.Contact;
import dev.ringlock.http.Json;
import dev.ringlock.http.Time;
import dev.ringlock.inbound.InboundClient;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.Policy;
import dev.ringlock.policy.PolicyFile;
import dev.ringlock.store.Commit;
import dev.ringlock.store.CommitResult;
import dev.ringlock.store.Compartment;
import dev.ringlock.store.ForwardingStore;
import dev.ringlock.store.Store;
import dev.ringlock.store.StoreUnavailableException;
import dev.ringlock.terms.Purpose;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What a reveal keeps on every store: nothing is opened that is not on the ledger, agreed to, and within the quotas. */
public abstract class RevealContract {

    private static final String PHONE = "+12025550123";
    private static final String ALL = "+12025550101";
    private static final Purpose SERVICE = new Purpose("service");

    protected final TestClock clock = new TestClock();

    /** The store under test, empty at a test's begin. */
    protected abstract Store store();

    @Test
    void theNumberIsShownOnceTheLedgerSaysWhoSawItAndWhy() {
        Engines engines = new Engines(store(), clock);
        new CaptureClient(engines).signUp(PHONE, "service");
        APIGatewayV2HTTPResponse answer = reveal(new RevealClient(engines), id(engines), "ann");
        assertEquals(
                Map.of(
                        "contactId",
                        id(engines).value(),
                        "number",
                        PHONE,
                        "purpose",
                        "service",
                        "revealedAt",
                        Time.rfc3339(clock.instant())),
                Json.read(answer.getBody(), Map.class));
        assertEquals("no-store", answer.getHeaders().get("Cache-Control"));
        assertEquals("no-cache", answer.getHeaders().get("Pragma"));
        Entry last = last(id(engines).value());
        assertEquals(Event.REVEALED, last.event());
        assertEquals(
                List.of("ann", "call_back", "asked about an order", "service"),
                List.of("actor", "reason", "note", "purpose").stream()
                        .map(last.fields()::get)
                        .toList());
        Entry under = last("actor/ann");
        assertEquals(Event.REVEALED, under.event());
        assertEquals(id(engines).value(), under.fields().get("contact"));
        assertEquals(List.of(), events("actor/ben"));
    }

    /** Entries of one millisecond have no order among themselves: the clock goes on between tries. */
    @Test
    void whateverIsMissingTheAnswerIsTheSameAndNothingIsOpened() {
        Engines engines = new Engines(store(), clock);
        RevealClient door = new RevealClient(engines);
        CaptureClient capture = new CaptureClient(engines);
        APIGatewayV2HTTPResponse unknown = reveal(door, id(engines), "ann");
        capture.signUp(PHONE, "marketing");
        engines.keys.takeCalls();
        clock.advance(Duration.ofMillis(1));
        APIGatewayV2HTTPResponse never = reveal(door, id(engines), "ann");
        capture.signUp("+12025550124", "service");
        engines.keys.takeCalls();
        ContactId other = engines.index.contactId(PhoneNumber.ofCanonical("+12025550124"));
        clock.advance(Duration.ofMillis(1));
        assertEquals(200, reveal(door, other, "ann").getStatusCode());
        assertEquals(1, engines.keys.takeCalls());
        new InboundClient(engines).text("SM1", "+12025550124", ALL, "please don't stop", null);
        // the text is sealed under a new data key
        engines.keys.takeCalls();
        clock.advance(Duration.ofMillis(1));
        APIGatewayV2HTTPResponse held = reveal(door, other, "ann");
        new InboundClient(engines).text("SM2", "+12025550124", ALL, "STOP", null);
        clock.advance(Duration.ofMillis(1));
        APIGatewayV2HTTPResponse withdrawn = reveal(door, other, "ann");
        assertEquals(404, unknown.getStatusCode());
        for (APIGatewayV2HTTPResponse answer : List.of(never, held, withdrawn)) {
            assertEquals(unknown.getBody(), answer.getBody());
            assertEquals(unknown.getHeaders(), answer.getHeaders());
        }
        assertEquals(0, engines.keys.takeCalls());
        assertEquals(
                List.of(
                        Event.REVEAL_REFUSED,
                        Event.REVEAL_REFUSED,
                        Event.REVEALED,
                        Event.REVEAL_REFUSED,
                        Event.REVEAL_REFUSED),
                events("actor/ann"));
        assertEquals("no_consent", last(id(engines).value()).fields().get("refused_for"));
        assertEquals(
                "held",
                store().history(other.value(), null, 100).items().stream()
                        .filter(entry -> entry.event() == Event.REVEAL_REFUSED)
                        .findFirst()
                        .orElseThrow()
                        .fields()
                        .get("refused_for"));
    }

    @Test
    void aConsentPastItsEndOpensNothingThoughItsCompartmentIsThere() {
        Engines engines = new Engines(store(), clock);
        new CaptureClient(engines).signUp(PHONE, "service");
        clock.advance(Duration.ofDays(366 * 6));
        assertEquals(1, store().compartments(SERVICE, List.of(id(engines))).size());
        assertEquals(404, reveal(new RevealClient(engines), id(engines), "ann").getStatusCode());
    }

    @Test
    void aContactOfWhomNothingIsStoredHasNoLedgerBecauseSomebodyAskedForIt() {
        Engines engines = new Engines(store(), clock);
        reveal(new RevealClient(engines), id(engines), "ann");
        assertEquals(List.of(), events(id(engines).value()));
        assertEquals(0, store().load(List.of(id(engines))).get(0).version());
    }

    @Test
    void whatCannotBeWrittenDownIsNotOpened() {
        Engines engines = new Engines(
                new ForwardingStore(store()) {
                    @Override
                    public CommitResult commit(Commit commit) {
                        boolean reveals = commit.entries().stream().anyMatch(e -> e.event() == Event.REVEALED);
                        if (reveals) {
                            throw new StoreUnavailableException("the ledger is down");
                        }
                        return super.commit(commit);
                    }
                },
                clock);
        new CaptureClient(engines).signUp(PHONE, "service");
        engines.keys.takeCalls();
        APIGatewayV2HTTPResponse answer = reveal(new RevealClient(engines), id(engines), "ann");
        assertEquals(503, answer.getStatusCode());
        assertFalse(answer.getBody().contains("5550123"));
        assertEquals(0, engines.keys.takeCalls());
    }

    @Test
    void aNoThatComesBetweenReadingAndWritingWins() {
        List<Runnable> between = new ArrayList<>();
        Engines engines = new Engines(
                new ForwardingStore(store()) {
                    @Override
                    public List<Contact> load(List<ContactId> ids) {
                        List<Contact> loaded = super.load(ids);
                        takeAll(between);
                        return loaded;
                    }
                },
                clock);
        new CaptureClient(engines).signUp(PHONE, "service");
        engines.keys.takeCalls();
        between.add(() -> stop());
        assertEquals(404, reveal(new RevealClient(engines), id(engines), "ann").getStatusCode());
        assertEquals(0, engines.keys.takeCalls());
        assertEquals(List.of(Event.REVEAL_REFUSED), events("actor/ann"));
        assertEquals(
                List.of(Event.GIVEN, Event.WITHDRAWN, Event.WITHDRAWN, Event.REVEAL_REFUSED),
                events(id(engines).value()));
    }

    @Test
    void aNoThatComesBetweenTheLedgerAndTheOpeningWinsToo() {
        List<Runnable> between = new ArrayList<>();
        Engines engines = new Engines(
                new ForwardingStore(store()) {
                    @Override
                    public List<Compartment> compartments(Purpose purpose, List<ContactId> contacts) {
                        takeAll(between);
                        return super.compartments(purpose, contacts);
                    }
                },
                clock);
        new CaptureClient(engines).signUp(PHONE, "service");
        engines.keys.takeCalls();
        between.add(() -> stop());
        assertEquals(404, reveal(new RevealClient(engines), id(engines), "ann").getStatusCode());
        assertEquals(0, engines.keys.takeCalls());
        assertEquals(
                List.of(Event.GIVEN, Event.REVEALED, Event.WITHDRAWN, Event.WITHDRAWN),
                events(id(engines).value()));
    }

    /** One quota at a time: where both run out at once, a store that counts them side by side may refuse one try more. */
    @Test
    void concurrentRevealsCannotPassAQuotaAndEachIsCounted() throws Exception {
        Engines engines = new Engines(store(), clock);
        new CaptureClient(engines).signUp(PHONE, "service");
        assertEquals(5, shown(together(new RevealClient(engines, quota(5, 100), null), id(engines), 12)));
        clock.advance(Duration.ofHours(1));
        RevealClient door = new RevealClient(engines, quota(16, 16), null);
        assertEquals(4, shown(together(door, id(engines), 12)), "what was refused is counted too");
        assertEquals(200, reveal(door, id(engines), "ben").getStatusCode(), "others have quotas of their own");
        clock.advance(Duration.ofDays(1));
        assertEquals(200, reveal(door, id(engines), "ann").getStatusCode());
        List<Event> events = events("actor/ann");
        assertEquals(10, events.stream().filter(Event.REVEALED::equals).count());
        assertEquals(15, events.stream().filter(Event.REVEAL_REFUSED::equals).count());
    }

    @Test
    void whoIsOverAQuotaIsToldWhenToComeAgain() {
        Engines engines = new Engines(store(), clock);
        new CaptureClient(engines).signUp(PHONE, "service");
        RevealClient door = new RevealClient(engines, quota(1, 2), null);
        clock.advance(Duration.ofMinutes(20));
        reveal(door, id(engines), "ann");
        engines.keys.takeCalls();
        APIGatewayV2HTTPResponse over = reveal(door, id(engines), "ann");
        assertEquals(429, over.getStatusCode());
        assertEquals("2400", over.getHeaders().get("Retry-After"), "until the hour is over");
        APIGatewayV2HTTPResponse overTheDay = reveal(door, id(engines), "ann");
        assertEquals(String.valueOf(13 * 3600 + 2400), overTheDay.getHeaders().get("Retry-After"));
        assertEquals(0, engines.keys.takeCalls());
    }

    @Test
    void unusualUseIsToldTheOwnersSystemsWithoutWhyAndOfWhom() {
        Engines engines = new Engines(store(), clock);
        new CaptureClient(engines).signUp(PHONE, "service");
        RevealClient door = new RevealClient(engines, quota(4, 4), null);
        for (int tries = 1; tries <= 5; tries++) {
            reveal(door, id(engines), "ann");
            clock.advance(Duration.ofMillis(1));
        }
        List<Entry> told = store().history("actor/ann", null, 100).items().stream()
                .filter(entry -> entry.fields().containsKey("told_as"))
                .toList();
        assertEquals(
                List.of(
                        Map.of(
                                "told_as", "staff.unusual_use",
                                "actor", "ann",
                                "purpose", "service",
                                "use", "half_of_day",
                                "of_day", "3"),
                        Map.of(
                                "told_as", "staff.unusual_use",
                                "actor", "ann",
                                "purpose", "service",
                                "use", "over_quota",
                                "of_day", "5")),
                told.stream().map(Entry::fields).toList());
        Entry refused = store().history("actor/ann", null, 100).items().stream()
                .filter(entry -> entry.event() == Event.REVEAL_REFUSED)
                .findFirst()
                .orElseThrow();
        assertEquals("quota", refused.fields().get("refused_for"));
        assertNull(refused.fields().get("told_as"));
        List<Event> acts = store().history("actor/ann", null, 100).items().stream()
                .map(Entry::event)
                .toList();
        assertEquals(
                List.of(Event.REVEAL_REFUSED, Event.UNUSUAL_USE),
                acts.subList(acts.indexOf(Event.REVEAL_REFUSED), acts.indexOf(Event.REVEAL_REFUSED) + 2),
                "entries of one commit stand in the order in which things happened");
    }

    private void stop() {
        assertTrue(new InboundClient(new Engines(store(), clock))
                .text("SM1", PHONE, ALL, "STOP", null)
                .isPresent());
    }

    private static void takeAll(List<Runnable> between) {
        List<Runnable> taken = List.copyOf(between);
        between.clear();
        taken.forEach(Runnable::run);
    }

    static APIGatewayV2HTTPResponse reveal(RevealClient door, ContactId contact, String person) {
        String body =
                Json.write(Map.of("contactId", contact.value(), "reason", "call_back", "note", "asked about an order"));
        return door.post("service", body, door.claims(person, "[support:service]"));
    }

    private static List<APIGatewayV2HTTPResponse> together(RevealClient door, ContactId contact, int tries)
            throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(tries);
        try {
            List<Callable<APIGatewayV2HTTPResponse>> all = new ArrayList<>();
            for (int i = 0; i < tries; i++) {
                all.add(() -> reveal(door, contact, "ann"));
            }
            List<APIGatewayV2HTTPResponse> answers = new ArrayList<>();
            for (Future<APIGatewayV2HTTPResponse> answer : threads.invokeAll(all)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    private static long shown(List<APIGatewayV2HTTPResponse> answers) {
        answers.forEach(answer -> assertTrue(List.of(200, 429).contains(answer.getStatusCode()), answer::getBody));
        return answers.stream().filter(answer -> answer.getStatusCode() == 200).count();
    }

    private static Policy quota(int perHour, int perDay) {
        try {
            String example = Files.readString(Path.of("src/main/resources/policy/harbour-books.yaml"));
            String other =
                    example.replace("{perHour: 20, perDay: 100}", "{perHour: " + perHour + ", perDay: " + perDay + "}");
            assertFalse(other.equals(example));
            return PolicyFile.read("quota", other);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private List<Event> events(String subject) {
        return store().history(subject, null, 100).items().stream()
                .map(Entry::event)
                .toList();
    }

    private Entry last(String subject) {
        List<Entry> all = store().history(subject, null, 100).items();
        return all.get(all.size() - 1);
    }

    private static ContactId id(Engines engines) {
        return engines.index.contactId(PhoneNumber.ofCanonical(PHONE));
    }
}
