package dev.ringlock.audience;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.capture.CaptureClient;
import dev.ringlock.consent.Contact;
import dev.ringlock.contactability.Contactability;
import dev.ringlock.contacts.ContactsClient;
import dev.ringlock.http.Json;
import dev.ringlock.inbound.InboundClient;
import dev.ringlock.keys.CannotOpenException;
import dev.ringlock.keys.DataKey;
import dev.ringlock.keys.Keys;
import dev.ringlock.keys.KeysUnavailableException;
import dev.ringlock.keys.TestKeys;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.purge.PurgeClient;
import dev.ringlock.store.Commit;
import dev.ringlock.store.CommitResult;
import dev.ringlock.store.Compartment;
import dev.ringlock.store.ForwardingStore;
import dev.ringlock.store.Page;
import dev.ringlock.store.Store;
import dev.ringlock.store.StoreUnavailableException;
import dev.ringlock.terms.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What an audience keeps on every store: exactly those who allow it, and no number that the ledger does not know of. */
public abstract class AudienceContract {

    private static final String ALL = "+12025550101";
    private static final List<String> PHONES =
            IntStream.range(20, 28).mapToObj(i -> "+120255501" + i).toList();
    private static final Purpose MARKETING = new Purpose("marketing");
    private static final Purpose SERVICE = new Purpose("service");

    protected final TestClock clock = new TestClock();

    /** The store under test, empty at a test's begin. */
    protected abstract Store store();

    @Test
    void everyNumberThatMayBeUsedIsGivenOnceTheLedgerSaysToWhomAndWhatFor() {
        Engines engines = new Engines(store(), clock);
        CaptureClient capture = new CaptureClient(engines);
        PHONES.forEach(phone -> capture.signUp(phone, "marketing"));
        capture.signUp("+12025550140", "service");
        AudienceClient door = new AudienceClient(engines);
        APIGatewayV2HTTPResponse answer = page(door, null, 5);
        assertEquals("no-store", answer.getHeaders().get("Cache-Control"));
        assertEquals("no-cache", answer.getHeaders().get("Pragma"));
        JsonNode first = read(answer);
        assertEquals("marketing", first.path("purpose").asText());
        clock.advance(Duration.ofMillis(1));
        JsonNode second = read(page(door, first.path("next").asText(), 5));
        assertFalse(second.has("next"));
        Map<String, String> given = new TreeMap<>();
        for (JsonNode page : List.of(first, second)) {
            page.path("numbers")
                    .forEach(each -> given.put(
                            each.path("contactId").asText(), each.path("number").asText()));
        }
        Map<String, String> wanted = new TreeMap<>();
        PHONES.forEach(phone -> wanted.put(id(engines, phone).value(), phone));
        assertEquals(wanted, given);
        List<String> ids = List.copyOf(wanted.keySet());
        List<? extends Map<String, String>> told =
                entries().stream().map(Entry::fields).toList();
        assertEquals(
                List.of(Event.AUDIENCE_ASKED, Event.AUDIENCE_TAKEN, Event.AUDIENCE_ASKED, Event.AUDIENCE_TAKEN),
                entries().stream().map(Entry::event).toList());
        assertEquals(fields(Map.of("limit", "5")), told.get(0));
        assertEquals(
                fields(Map.of("count", "5", "unopened", "0", "first", ids.get(0), "last", ids.get(4))), told.get(1));
        assertEquals(fields(Map.of("limit", "5", "after", ids.get(4))), told.get(2));
        assertEquals(
                fields(Map.of(
                        "count", "3", "unopened", "0", "first", ids.get(5), "last", ids.get(7), "after", ids.get(4))),
                told.get(3));
    }

    @Test
    void whoIsHeldEndedWithdrawnOrOnlyAskedIsNotOnIt() {
        Engines engines = new Engines(store(), clock);
        CaptureClient capture = new CaptureClient(engines);
        InboundClient inbound = new InboundClient(engines);
        capture.signUp(PHONES.get(0), "marketing");
        clock.advance(Duration.ofDays(366 * 2));
        PHONES.subList(1, 5).forEach(phone -> capture.signUp(phone, "marketing"));
        inbound.text("SM1", PHONES.get(2), ALL, "please don't stop", null);
        inbound.text("SM2", PHONES.get(3), ALL, "STOP", null);
        clock.advance(Duration.ofSeconds(1));
        capture.signUp(PHONES.get(3), "marketing");
        assertEquals(
                1,
                store().compartments(MARKETING, List.of(id(engines, PHONES.get(0))))
                        .size());
        assertEquals(Set.of(PHONES.get(1), PHONES.get(4)), walk(new AudienceClient(engines), 1));
    }

    @Test
    void aNoThatIsAcknowledgedBeforeThePageIsReadIsNotOnIt() {
        List<Runnable> between = new ArrayList<>();
        Engines engines = new Engines(
                new ForwardingStore(store()) {
                    @Override
                    public Page<Compartment> audience(
                            Purpose purpose, Instant now, @Nullable String cursor, int limit) {
                        between.forEach(Runnable::run);
                        return super.audience(purpose, now, cursor, limit);
                    }
                },
                clock);
        CaptureClient capture = new CaptureClient(engines);
        PHONES.subList(0, 2).forEach(phone -> capture.signUp(phone, "marketing"));
        between.add(() -> assertTrue(new InboundClient(new Engines(store(), clock))
                .text("SM1", PHONES.get(0), ALL, "STOP", null)
                .isPresent()));
        JsonNode page = read(page(new AudienceClient(engines), null, 10));
        assertEquals(1, page.path("numbers").size());
        assertEquals(PHONES.get(1), page.at("/numbers/0/number").asText());
        assertEquals("1", entries().get(1).fields().get("count"));
    }

    /** Before anything is read, and before any number leaves. */
    @ParameterizedTest
    @EnumSource(
            value = Event.class,
            names = {"AUDIENCE_ASKED", "AUDIENCE_TAKEN"})
    void whatCannotBeWrittenDownIsNotGiven(Event event) {
        List<String> read = new ArrayList<>();
        Engines engines = new Engines(
                new ForwardingStore(store()) {
                    @Override
                    public CommitResult commit(Commit commit) {
                        if (commit.entries().stream().anyMatch(entry -> entry.event() == event)) {
                            throw new StoreUnavailableException("the ledger is down");
                        }
                        return super.commit(commit);
                    }

                    @Override
                    public Page<Compartment> audience(
                            Purpose purpose, Instant now, @Nullable String cursor, int limit) {
                        read.add("audience");
                        return super.audience(purpose, now, cursor, limit);
                    }
                },
                clock);
        new CaptureClient(engines).signUp(PHONES.get(0), "marketing");
        engines.keys.takeCalls();
        APIGatewayV2HTTPResponse answer = page(new AudienceClient(engines), null, 10);
        assertEquals(503, answer.getStatusCode());
        assertFalse(answer.getBody().contains("5550"), answer.getBody());
        boolean opened = event == Event.AUDIENCE_TAKEN;
        assertEquals(opened ? List.of("audience") : List.of(), read);
        assertEquals(opened ? 1 : 0, engines.keys.takeCalls());
    }

    @Test
    void whatCannotBeOpenedIsLeftOutAndCountedAndAKeyThatCannotBeHadFailsThePage() {
        Engines engines = new Engines(store(), clock);
        CaptureClient capture = new CaptureClient(engines);
        PHONES.subList(0, 3).forEach(phone -> capture.signUp(phone, "marketing"));
        Contact spoiled = store().load(List.of(id(engines, PHONES.get(0)))).get(0);
        Compartment other = store().compartments(MARKETING, List.of(id(engines, PHONES.get(1))))
                .get(0);
        Compartment moved =
                new Compartment(MARKETING, spoiled.id(), other.sealed(), other.wrappedKey(), other.evidence());
        assertEquals(
                new CommitResult.Done(),
                store().commit(new Commit(again(spoiled), List.of(moved), Set.of(), List.of(), null)));
        assertEquals(Set.of(PHONES.get(1), PHONES.get(2)), walk(new AudienceClient(engines), 10));
        assertEquals(List.of("2", "1"), countAndUnopened());
        Keys none = keys(engines.keys, new CannotOpenException());
        assertEquals(Set.of(), walk(new AudienceClient(engines, none, null), 10));
        assertEquals(List.of("0", "3"), countAndUnopened());
        Keys away = keys(engines.keys, new KeysUnavailableException("away"));
        assertEquals(
                503, page(new AudienceClient(engines, away, null), null, 10).getStatusCode());
    }

    @Test
    void aDataKeyIsUnwrappedOnceInAWalkAndAgainAfterTenMinutes() {
        Engines engines = new Engines(store(), clock);
        CaptureClient capture = new CaptureClient(engines);
        PHONES.forEach(phone -> capture.signUp(phone, "marketing"));
        engines.keys.takeCalls();
        AudienceClient door = new AudienceClient(engines);
        walk(door, 1);
        clock.advance(Duration.ofMinutes(10).minusMillis(1));
        walk(door, 3);
        assertEquals(1, engines.keys.takeCalls());
        clock.advance(Duration.ofMillis(1));
        walk(door, 3);
        assertEquals(1, engines.keys.takeCalls());
    }

    /** Random acts of every kind that changes whom a number may be used for; the audience is who allows, after each. */
    @ParameterizedTest
    @MethodSource("seeds")
    void whateverHappensTheAudienceIsWhoAllows(long seed) {
        Random random = new Random(seed);
        Engines engines = new Engines(store(), clock);
        Acts acts = new Acts(engines, random);
        List<ContactId> all =
                PHONES.stream().map(phone -> id(engines, phone)).sorted().toList();
        int met = 0;
        for (int i = 0; i < 60; i++) {
            clock.advance(Duration.ofHours(random.nextInt(24 * 60)));
            acts.next(i);
            for (Purpose purpose : List.of(MARKETING, SERVICE)) {
                Instant now = clock.instant().plus(Duration.ofDays(random.nextInt(600)));
                List<ContactId> allowing = store().load(all).stream()
                        .filter(contact ->
                                Contactability.of(contact, purpose, now).isAllowed())
                        .map(Contact::id)
                        .toList();
                assertEquals(allowing, audience(purpose, now, 1 + random.nextInt(4)), "seed " + seed + ", act " + i);
                met += allowing.size();
            }
        }
        assertTrue(met > 50, "too few allowed anything: " + met);
    }

    /** A subclass may hide it with fewer. */
    static LongStream seeds() {
        return LongStream.rangeClosed(1, 6);
    }

    private static final class Acts {

        private final Engines engines;
        private final Random random;
        private final CaptureClient capture;
        private final InboundClient inbound;
        private final ContactsClient contacts;

        Acts(Engines engines, Random random) {
            this.engines = engines;
            this.random = random;
            this.capture = new CaptureClient(engines);
            this.inbound = new InboundClient(engines);
            this.contacts = new ContactsClient(engines);
        }

        void next(int act) {
            String phone = PHONES.get(random.nextInt(PHONES.size()));
            switch (random.nextInt(9)) {
                case 0, 1 -> capture.signUp(phone, "marketing");
                case 2 -> capture.signUp(phone, "service");
                case 3 -> capture.signUp(phone, "marketing", "service");
                case 4 -> inbound.text("SM" + act, phone, ALL, "please don't stop", null);
                case 5 -> decide(phone, random.nextInt(4) > 0 ? "release" : "opt_out");
                case 6 -> {
                    inbound.text("SM" + act, phone, ALL, random.nextBoolean() ? "STOP" : "START", null);
                    inbound.text("SN" + act, phone, ALL, "YES", null);
                }
                case 7 -> {
                    Instant now = engines.clock.instant();
                    new PurgeClient(engines).vouchedFor(now).runAccepting(now);
                }
                default -> engines.clock.advance(Duration.ofDays(random.nextInt(200)));
            }
        }

        private void decide(String phone, String decision) {
            String path = "/" + id(engines, phone).value() + "/hold";
            String body = Json.write(Map.of("decision", decision, "reason", "asked them"));
            assertNotEquals(403, contacts.call("privacy", "POST", path, body).getStatusCode());
        }
    }

    private List<ContactId> audience(Purpose purpose, Instant now, int limit) {
        List<ContactId> met = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            Page<Compartment> page = store().audience(purpose, now, cursor, limit);
            page.items().forEach(each -> met.add(each.contact()));
            cursor = page.next();
        } while (cursor != null);
        return met;
    }

    private static Set<String> walk(AudienceClient door, int limit) {
        Set<String> numbers = new TreeSet<>();
        @Nullable String cursor = null;
        do {
            JsonNode page = read(page(door, cursor, limit));
            page.path("numbers").forEach(each -> numbers.add(each.path("number").asText()));
            cursor = page.path("next").textValue();
        } while (cursor != null);
        return numbers;
    }

    private static APIGatewayV2HTTPResponse page(AudienceClient door, @Nullable String cursor, int limit) {
        Map<String, Object> body =
                new TreeMap<>(Map.of("reason", "autumn news", "campaign", "autumn.26", "limit", limit));
        if (cursor != null) {
            body.put("cursor", cursor);
        }
        return door.post("marketing", Json.write(body), door.claims("ann", "[campaign:marketing]"));
    }

    private static JsonNode read(APIGatewayV2HTTPResponse answer) {
        assertEquals(200, answer.getStatusCode(), answer.getBody());
        return Json.read(answer.getBody(), JsonNode.class);
    }

    private List<Entry> entries() {
        return store().history("actor/ann", null, 100).items();
    }

    private List<String> countAndUnopened() {
        Map<String, String> last = entries().stream()
                .filter(entry -> entry.event() == Event.AUDIENCE_TAKEN)
                .reduce((one, next) -> next)
                .orElseThrow()
                .fields();
        assertNull(last.get("number"));
        clock.advance(Duration.ofMillis(1));
        return List.of(last.getOrDefault("count", ""), last.getOrDefault("unopened", ""));
    }

    private static Map<String, String> fields(Map<String, String> more) {
        Map<String, String> fields = new TreeMap<>(more);
        fields.putAll(Map.of("actor", "ann", "purpose", "marketing", "reason", "autumn news", "campaign", "autumn.26"));
        return fields;
    }

    private static Keys keys(TestKeys real, RuntimeException why) {
        return new Keys() {
            @Override
            public DataKey generate(Purpose purpose) {
                return real.generate(purpose);
            }

            @Override
            public DataKey unwrap(Purpose purpose, byte[] wrapped) {
                throw why;
            }

            @Override
            public byte[] mac(String label) {
                return real.mac(label);
            }
        };
    }

    private static Contact again(Contact contact) {
        return new Contact(
                contact.id(),
                contact.version() + 1,
                contact.masked(),
                contact.head(),
                contact.consents(),
                contact.optOutOfEverything(),
                contact.hold(),
                contact.pending(),
                contact.quality(),
                contact.dueAt());
    }

    private static ContactId id(Engines engines, String phone) {
        return engines.index.contactId(PhoneNumber.ofCanonical(phone));
    }
}
