package dev.ringlock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.capture.CaptureClient;
import dev.ringlock.confirm.ConfirmClient;
import dev.ringlock.consent.Consent;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.Home;
import dev.ringlock.consent.Replay;
import dev.ringlock.decide.DecideClient;
import dev.ringlock.evidence.PackCheck;
import dev.ringlock.evidence.PlayedAuthority;
import dev.ringlock.http.Json;
import dev.ringlock.inbound.InboundClient;
import dev.ringlock.keys.Index;
import dev.ringlock.keys.IndexVersions;
import dev.ringlock.keys.IndexVersions.Phase;
import dev.ringlock.keys.TestKeys;
import dev.ringlock.ledger.Entry;
import dev.ringlock.message.Message;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.NumberIds;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.Policy;
import dev.ringlock.policy.PolicyFile;
import dev.ringlock.purge.PurgeClient;
import dev.ringlock.restore.LostActs;
import dev.ringlock.restore.Revived;
import dev.ringlock.steps.IndexRotation;
import dev.ringlock.steps.PhoneContacts;
import dev.ringlock.steps.record.SubjectRecord;
import dev.ringlock.steps.record.SubjectRecords;
import dev.ringlock.store.Commit;
import dev.ringlock.store.CommitResult;
import dev.ringlock.store.Compartment;
import dev.ringlock.store.DecisionRows;
import dev.ringlock.store.ForwardingStore;
import dev.ringlock.store.KilledStore;
import dev.ringlock.store.LedgerSpan;
import dev.ringlock.store.Store;
import dev.ringlock.subject.SubjectClient;
import dev.ringlock.terms.Purpose;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A rotation of the index key, on every store, while people act: nothing is lost, and no number lives in two contacts. */
public abstract class IndexRotationContract {

    private static final List<String> BUSY = List.of("+12025550123", "+12025550124");
    private static final int WRITERS = 3;
    private static final int ROUNDS = Deep.of(2, 20);
    private static final int ACTS = Deep.of(60, 120);
    private static final Policy POLICY = PolicyFile.read(Path.of("src/main/resources/policy/harbour-books.yaml"));
    private static final Pattern CODE = Pattern.compile("\\b[0-9]{6}\\b");
    private static final IndexVersions READ = new IndexVersions(2, Phase.READ);
    private static final IndexVersions MOVE = new IndexVersions(2, Phase.MOVE);
    private static final IndexVersions DONE = new IndexVersions(2, Phase.DONE);

    protected final TestClock clock = new TestClock();
    private final TestKeys keys = new TestKeys();
    private final Rotating known = new Rotating();

    /** The store under test, empty at a test's begin. */
    protected abstract Store store();

    @Test
    void nothingIsLostAndNoContactIsSplitWhileManyActAndProcessesDifferInWhatTheyKnow() throws InterruptedException {
        ConcurrentLinkedQueue<Throwable> thrown = new ConcurrentLinkedQueue<>();
        Index index = new Index(keys, known);
        List<Thread> threads = new ArrayList<>();
        List<BusyPhone> phones = new ArrayList<>();
        for (String number : BUSY) {
            BusyPhone phone = new BusyPhone(number, store(), clock, keys, index, act -> known.run(new Random(), act));
            phones.add(phone);
            threads.addAll(start(phone, number.hashCode(), thrown));
        }
        IndexRotation rotation = rotation();
        assertTrue(rotation.begin());
        known.learn(READ);
        Thread.sleep(200);
        known.learnt();
        clock.advance(IndexRotation.LEARNT);
        rotation.goOn();
        known.learn(MOVE);
        purge();
        Thread.sleep(200);
        known.learnt();
        purge();
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(List.of(), List.copyOf(thrown));
        long noes = 0;
        for (BusyPhone phone : phones) {
            assertEquals(List.of(), phone.history().wrong());
            noes += phone.history().noes();
        }
        assertTrue(noes > 10, noes + " noes");
        finish(rotation);
        BUSY.forEach(this::assertWhole);
        for (BusyPhone phone : phones) {
            phone.decide();
            assertEquals(List.of(), phone.history().wrong());
        }
    }

    @Test
    void whateverIsKnownOfANumberIsTheSameBehindARotation() {
        // each day that is read takes DynamoDB several queries
        Instant begin = clock.instant();
        Engines on = engines(store());
        people(on);
        Map<String, String> before = decisions(on);
        assertEquals("allow", before.get(person(0)));
        IndexRotation rotation = rotation();
        rotation.begin();
        known.learn(READ);
        known.learnt();
        assertEquals(before, decisions(on), "while the new version is only read");
        signUp(on, person(5));
        clock.advance(IndexRotation.LEARNT);
        rotation.goOn();
        known.learn(MOVE);
        known.learnt();
        assertEquals(before, decisions(on), "before anything has moved");
        String moves = signUp(on, person(6));
        String codeOfMoving = code(on);
        purge();
        assertEquals(before, decisions(on), "after all has moved");
        assertEquals(2, home(on, person(6)).id().version());
        assertTrue(new ConfirmClient(on).confirms(moves, person(6), codeOfMoving), "its code moved with it");
        assertEquals(1, home(on, person(5)).id().version(), "its number is not here yet");
        String again = signUp(on, person(5));
        assertTrue(new ConfirmClient(on).confirms(again, person(5), code(on)));
        assertEquals(1, home(on, person(5)).id().version(), "it is proved where it was asked for");
        finish(rotation);
        assertEquals(before, decisions(on), "after the rotation");
        for (int i = 0; i < 7; i++) {
            assertWhole(person(i));
        }
        assertEquals("allow", answer(on, DecideClient.question(person(5), "marketing")));
        assertEquals("allow", answer(on, DecideClient.question(person(6), "marketing")));
        for (int i = 0; i < 7; i++) {
            NumberIds whose = on.index.contactIds(PhoneNumber.ofCanonical(person(i)));
            List<Entry> entries = new ArrayList<>();
            whose.all()
                    .forEach(id -> entries.addAll(
                            store().history(id.value(), null, 200).items()));
            Contact replayed = Home.first(whose, Replay.of(whose.all(), entries, POLICY.purposes()))
                    .get(0);
            assertEquals(home(on, person(i)).consents(), replayed.consents(), "both histories read as one");
            assertEquals(home(on, person(i)).optOutOfEverything(), replayed.optOutOfEverything());
        }
        NumberIds ids = on.index.contactIds(PhoneNumber.ofCanonical(person(0)));
        assertEquals(2, ids.first().version());
        Contact home = store().load(ids).get(0);
        assertEquals(ids.first(), home.id());
        for (Compartment each : store().compartments(new Purpose("marketing"), List.of(home.id()))) {
            assertEquals(
                    "203.0.113.0/24",
                    String.valueOf(
                            each.evidence() == null ? "" : each.evidence().address()));
        }
        store().readLedger(LedgerSpan.oldestFirst(begin, clock.instant().plusSeconds(60)), entry -> {
            if (LostActs.isAct(entry)) {
                ContactId of = new ContactId(entry.subject());
                assertFalse(Revived.isForgotten(store(), of, entry), () -> "counts no more: " + entry);
            }
        });
        // a no after it counts for all
        new InboundClient(on).text("SM77", person(0), "+12025550101", "STOP", null);
        assertNotEquals("allow", decisions(on).get(person(0)));
    }

    /** No rule may take a number for unknown because nothing of it is under the newest id yet. */
    @Test
    void whatEndedOrWaitsUnderTheFormerIdIsSeenByWhateverComesAfter() {
        Engines on = engines(store());
        clock.advance(Duration.ofHours(7));
        InboundClient phone = new InboundClient(on);
        phone.text("SM1", person(0), "+12025550100", "START", null);
        assertNotNull(home(on, person(0)).pending().question());
        phone.text("SM2", person(1), "+12025550100", "STOP", null);
        ContactId former = home(on, person(1)).id();
        IndexRotation rotation = moving();
        phone.text("SM3", person(0), "+12025550100", "YES", null);
        assertEquals("allow", answer(on, DecideClient.question(person(0), "marketing")));
        on.messages.take();
        phone.text("SM4", person(1), "+12025550100", "STOP", null);
        assertEquals(List.of(), on.messages.take(), "who said no before is not told so once more");
        finish(rotation);
        assertEquals(2, home(on, person(0)).id().version());
        assertEquals(former, home(on, person(1)).id(), "a no without a number stays, and is the one that counts");
        assertWhole(person(0));
        assertWhole(person(1));
    }

    /** A record and a pack have both histories, and an erasure leaves nothing under either id. */
    @Test
    void aPersonsRightsReachWhatIsUnderBothIds() {
        Engines on = engines(store());
        on.notices.register();
        people(on);
        String former = home(on, person(2)).id().value();
        IndexRotation rotation = moving();
        purge();
        String now = home(on, person(2)).id().value();
        assertNotEquals(former, now);
        SubjectClient rights = new SubjectClient(on);
        String asked = "{\"number\":\"" + person(2) + "\"}";
        String record = text(rights.call("privacy", "export", asked));
        assertTrue(record.contains(former) && record.contains(now), record);
        JsonNode consent = node(record, "ringlock:consent:" + now + ":marketing");
        assertTrue(consent.path("dpv:hasNotice").size() > 0, () -> "the yes is in the former history: " + consent);
        List<Contact> contacts = PhoneContacts.load(store(), on.index.contactIds(PhoneNumber.ofCanonical(person(2))));
        SubjectRecord own = new SubjectRecords(store(), on.arrivals)
                .readForHolder("", contacts.get(0).id(), contacts);
        assertFalse(own.withheld(), "nobody was erased");
        assertEquals(
                Set.of(former, now), own.entries().stream().map(Entry::subject).collect(Collectors.toSet()));
        byte[] pack = Base64.getDecoder()
                .decode(rights.call("privacy", "evidence", asked).getBody());
        assertTrue(PackCheck.of(pack, new PlayedAuthority()).whole());
        for (String id : List.of(former, now)) {
            assertTrue(new String(pack, StandardCharsets.ISO_8859_1).contains("ledger/" + id + ".json"), id);
        }
        assertEquals(200, rights.erase(person(2)).getStatusCode());
        NumberIds ids = on.index.contactIds(PhoneNumber.ofCanonical(person(2)));
        for (Contact contact : store().load(ids.all())) {
            assertTrue(contact.isErased(POLICY.purposes().keySet()), () -> "left: " + contact);
        }
        assertWhole(person(2));
        finish(rotation);
        assertEquals("deny", answer(on, DecideClient.question(person(2), "marketing")));
    }

    private static JsonNode node(String record, String id) {
        return Json.read(record.getBytes(StandardCharsets.UTF_8)).findParents("@id").stream()
                .filter(each -> each.path("@id").asText().equals(id) && each.has("@type"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(record));
    }

    private static String text(APIGatewayV2HTTPResponse answer) {
        assertEquals(200, answer.getStatusCode(), answer.getBody());
        return answer.getIsBase64Encoded()
                ? new String(Base64.getDecoder().decode(answer.getBody()), StandardCharsets.UTF_8)
                : answer.getBody();
    }

    /** Of two processes that choose differently for a new number, the second finds what the first has stored. */
    @Test
    void aNewNumberThatTwoProcessesMeetAtOnceLivesOnceAndItsNoIsSeen() {
        List<BiConsumer<Engines, String>> acts = List.of(
                (on, number) -> signUp(on, number),
                (on, number) -> new InboundClient(on).text("SM" + number, number, "+12025550101", "STOP", null));
        // by day, when messages are allowed
        clock.advance(Duration.ofHours(7));
        int person = 0;
        for (BiConsumer<Engines, String> first : acts) {
            for (BiConsumer<Engines, String> second : acts) {
                for (IndexVersions knows : List.of(READ, MOVE)) {
                    String number = "+120255501" + (40 + person++);
                    IndexVersions other = knows == READ ? MOVE : READ;
                    Store late =
                            beforeItsFirstCommit(() -> known.as(other, () -> second.accept(engines(store()), number)));
                    known.as(knows, () -> first.accept(engines(late), number));
                    known.as(MOVE, () -> assertWhole(number));
                    boolean no = first != second || first == acts.get(1);
                    assertEquals(
                            no ? "deny" : "allow",
                            known(() -> answer(engines(store()), DecideClient.question(number, "marketing"))),
                            number);
                }
            }
        }
    }

    private <T> T known(Supplier<T> asked) {
        List<T> answer = new ArrayList<>();
        known.as(MOVE, () -> answer.add(asked.get()));
        return answer.get(0);
    }

    private Store beforeItsFirstCommit(Runnable meanwhile) {
        AtomicBoolean done = new AtomicBoolean();
        return new ForwardingStore(store()) {
            @Override
            public CommitResult commit(Commit commit) {
                if (commit.contact() != null && !done.getAndSet(true)) {
                    meanwhile.run();
                }
                return super.commit(commit);
            }
        };
    }

    @Test
    void aDecisionIsOneReadWhileTheKeyRotatesAndWritesNothing() {
        people(engines(store()));
        AtomicInteger reads = new AtomicInteger();
        Store counted = new ForwardingStore(store()) {
            @Override
            public DecisionRows decisionRows(List<ContactId> contacts, List<ContactId> budgets) {
                reads.incrementAndGet();
                return super.decisionRows(contacts, budgets);
            }

            @Override
            public CommitResult commit(Commit commit) {
                throw new AssertionError("a decision writes nothing");
            }
        };
        known.learn(READ);
        known.learn(MOVE);
        assertEquals("allow", answer(engines(counted), DecideClient.question(person(0), "marketing")));
        assertEquals(1, reads.get());
    }

    @Test
    void capsHoldOnBothSidesOfTheMove() {
        Engines on = engines(store());
        people(on);
        List<String> taken = new ArrayList<>();
        taken.add(reserve(on));
        IndexRotation rotation = rotation();
        rotation.begin();
        known.learn(READ);
        taken.add(reserve(on));
        known.learnt();
        clock.advance(IndexRotation.LEARNT);
        rotation.goOn();
        known.learn(MOVE);
        purge();
        for (int i = 0; i < 10 && taken.get(taken.size() - 1).equals("allow"); i++) {
            taken.add(reserve(on));
        }
        known.learnt();
        long allowed = taken.stream().filter("allow"::equals).count();
        assertEquals(capOfMarketing(), allowed, taken.toString());
    }

    @Test
    void killedAtAnyCallAndGoneOnWithItEndsTheSame() {
        Engines on = engines(store());
        people(on);
        Map<String, String> before = decisions(on);
        IndexRotation rotation = moving();
        boolean killed = true;
        for (int at = 0; killed; at += killedAt()) {
            for (boolean done : new boolean[] {false, true}) {
                KilledStore dying = new KilledStore(store(), at, done);
                killed = dying.kills(() -> new PurgeClient(engines(dying))
                        .vouchedFor(clock.instant())
                        .run(false));
                assertEquals(before, decisions(on), "killed at call " + at);
                for (int i = 0; i < 6; i++) {
                    assertWhole(person(i));
                }
            }
        }
        finish(rotation);
        assertEquals(before, decisions(on));
    }

    /** At which calls it is killed: at each, or at each of so many. */
    protected int killedAt() {
        return 1;
    }

    /** Runs until the rotation is over: whoever was asked for a proof has had time to give it. */
    private void finish(IndexRotation rotation) {
        for (int run = 0; run < 4 && rotation.state().versions().phase() == Phase.MOVE; run++) {
            clock.advance(Duration.ofDays(run == 0 ? 0 : 40).plus(IndexRotation.LEARNT));
            purge();
        }
        assertEquals(Phase.DONE, rotation.state().versions().phase());
        known.learn(DONE);
        known.learnt();
    }

    private void purge() {
        new PurgeClient(engines(store())).vouchedFor(clock.instant()).run(false);
    }

    /** A rotation in which contacts move, as every process knows. */
    private IndexRotation moving() {
        IndexRotation rotation = rotation();
        rotation.begin();
        clock.advance(IndexRotation.LEARNT);
        rotation.goOn();
        known.learn(MOVE);
        known.learnt();
        return rotation;
    }

    private IndexRotation rotation() {
        return new IndexRotation(store(), keys, clock);
    }

    private Engines engines(Store store) {
        return new Engines(store, clock, POLICY, keys, new Index(keys, known));
    }

    /** A yes; a no after it; a yes after that; a request after a no; a stranger's no; and two numbers that await a code later. */
    private void people(Engines on) {
        for (int i = 0; i < 3; i++) {
            signUp(on, person(i));
        }
        signUp(on, person(6));
        clock.advance(Duration.ofMinutes(1));
        InboundClient phone = new InboundClient(on);
        for (int i = 1; i < 6; i++) {
            phone.text("SM" + i, person(i), "+12025550101", "STOP", null);
        }
        phone.text("SM6", person(6), "+12025550100", "STOP", null);
        clock.advance(Duration.ofHours(7));
        String again = signUp(on, person(2));
        assertTrue(new ConfirmClient(on).confirms(again, person(2), code(on)));
        signUp(on, person(3));
    }

    private static String signUp(Engines on, String number) {
        on.messages.take();
        return new CaptureClient(on).signUp(number, "marketing", "service");
    }

    private static String code(Engines on) {
        return on.messages.take().stream()
                .map(Message::text)
                .map(CODE::matcher)
                .filter(Matcher::find)
                .map(Matcher::group)
                .findFirst()
                .orElse("000000");
    }

    private static Map<String, String> decisions(Engines on) {
        Map<String, String> all = new TreeMap<>();
        for (int i = 0; i < 5; i++) {
            Map<String, Object> question = DecideClient.question(person(i), "marketing");
            all.put(person(i), answer(on, question));
        }
        return all;
    }

    private static String reserve(Engines on) {
        Map<String, Object> question = new HashMap<>(DecideClient.question(person(0), "marketing"));
        question.put("reserve", true);
        return answer(on, question);
    }

    private static String answer(Engines on, Map<String, Object> question) {
        String body = new DecideClient(on)
                .post("decide:marketing", "/v1/decisions", question)
                .getBody();
        JsonNode answer = Json.read(body.getBytes(StandardCharsets.UTF_8));
        return answer.path("decision").asText();
    }

    private static long capOfMarketing() {
        return 4;
    }

    private Contact home(Engines on, String number) {
        return store().load(on.index.contactIds(PhoneNumber.ofCanonical(number)))
                .get(0);
    }

    /** One contact at most has consents, and every compartment is that one's. */
    private void assertWhole(String number) {
        NumberIds ids = engines(store()).index.contactIds(PhoneNumber.ofCanonical(number));
        List<Contact> found = store().load(ids.all());
        long living = found.stream()
                .filter(contact -> contact.consents().values().stream().anyMatch(Consent::isOpen))
                .count();
        assertTrue(living <= 1, () -> number + " lives in " + found);
        Contact home = Home.first(ids, found).get(0);
        for (Purpose purpose : List.of(new Purpose("marketing"), new Purpose("service"), Purpose.MAINTENANCE)) {
            List<ContactId> sealed = store().compartments(purpose, ids.all()).stream()
                    .map(Compartment::contact)
                    .toList();
            assertEquals(home.compartments().contains(purpose) ? List.of(home.id()) : List.of(), sealed);
        }
    }

    private static String person(int number) {
        return "+1202555013" + number;
    }

    private static List<Thread> start(BusyPhone phone, long seed, ConcurrentLinkedQueue<Throwable> thrown) {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            Random random = new Random(seed + i);
            threads.add(new Thread(() -> phone.write(random, ACTS * ROUNDS)));
        }
        Thread[] writers = threads.toArray(Thread[]::new);
        threads.add(new Thread(() -> phone.decide(writers)));
        threads.forEach(thread -> {
            thread.setUncaughtExceptionHandler((any, why) -> thrown.add(why));
            thread.start();
        });
        return threads;
    }
}
