package dev.ringlock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.capture.CaptureClient;
import dev.ringlock.confirm.ConfirmClient;
import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.PersonalEvidence;
import dev.ringlock.http.Json;
import dev.ringlock.inbound.InboundClient;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.message.Message;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.purge.People;
import dev.ringlock.purge.PurgeClient;
import dev.ringlock.store.Commit;
import dev.ringlock.store.CommitResult;
import dev.ringlock.store.Compartment;
import dev.ringlock.store.ForwardingStore;
import dev.ringlock.store.KilledStore;
import dev.ringlock.store.SealedRows;
import dev.ringlock.store.Store;
import dev.ringlock.subject.SubjectClient;
import dev.ringlock.terms.Purpose;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who asked to be erased is: nothing says whose number it was, and it still says no. The same on every store. */
public abstract class EraseContract {

    protected static final String PHONE = "+12025550123";
    private static final String ALL = "+12025550101";
    private static final Purpose MARKETING = new Purpose("marketing");
    private static final Purpose SERVICE = new Purpose("service");
    private static final Set<Purpose> EVERY = Set.of(MARKETING, SERVICE, Purpose.MAINTENANCE);
    private static final Pattern CODE = Pattern.compile("\\b[0-9]{6}\\b");
    private static final String NOTHING_LEFT = "{\"compartments\":0,\"heldTexts\":0,\"contacts\":0}";
    private static final String NOTHING_GONE = "{\"compartments\":0,\"heldTexts\":0,\"holds\":0,"
            + "\"maskedNumbers\":0,\"pendingProofs\":0,\"activity\":0}";

    protected final TestClock clock = new TestClock();

    private @Nullable Engines engines;

    /** The store under test, empty at a test's begin. */
    protected abstract Store store();

    /** Waits until these bytes are nowhere in the store any more, if it needs time for it. */
    protected abstract void awaitGone(byte[] trace) throws InterruptedException;

    /** Whether the store holds these bytes anywhere. */
    protected abstract boolean holds(byte[] trace);

    /** Of the data that goes later, the rows that are of AWS or of one machine alone. */
    protected abstract List<String> laterHere();

    @Test
    void everythingOfThePersonIsGoneAndTheAnswerSaysHowMuchOfIt() {
        known();
        JsonNode answer = erased(door().erase(PHONE));
        assertEquals(
                "{\"compartments\":2,\"heldTexts\":1,\"holds\":1,\"maskedNumbers\":1,\"pendingProofs\":1,\"activity\":1}",
                answer.path("gone").toString());
        assertEquals(NOTHING_LEFT, answer.path("readBack").toString());
        assertEquals(id().value(), answer.path("contactId").asText());
        assertEquals(new SealedRows(Set.of(), 0), store().sealedRows(id(), EVERY));
        Contact left = contact();
        assertTrue(left.isErased(Set.of(MARKETING, SERVICE)), left::toString);
        assertNotNull(left.optOutOfEverything());
        assertEquals(
                List.of(State.WITHDRAWN, State.WITHDRAWN),
                left.sorted().values().stream().map(consent -> consent.state()).toList());
        assertNull(left.country());
        assertNull(left.language());
    }

    @Test
    void theAnswerSaysWhatGoesLaterAndWhatIsKeptOnWhichGroundAndUntilWhen() {
        known();
        JsonNode answer = erased(door().erase(PHONE));
        String at = answer.path("erasedAt").asText();
        assertEquals("2046-11-23T10:03:00.000Z", at);
        List<String> later = new ArrayList<>(List.of(
                "number_backups 2046-11-30T10:03:00.000Z",
                "export_files 2046-11-25T10:03:00.000Z",
                "import_files 2046-11-30T10:03:00.000Z",
                "guard ",
                "files_taken ",
                "archives ",
                "providers "));
        later.addAll(laterHere());
        assertEquals(later, each(answer.path("later"), "kind", "by"));
        assertEquals(
                List.of("opt_outs ", "ledger 2051-11-23T10:03:00.000Z"), each(answer.path("kept"), "kind", "until"));
        assertEquals(3, answer.at("/kept/0/count").asInt(), "two purposes, and everything");
        answer.path("kept")
                .forEach(kept -> assertTrue(kept.path("ground").asText().contains("Article"), kept::toString));
    }

    @Test
    void nothingInTheStoreTellsWhoItWas() throws InterruptedException {
        known();
        List<byte[]> traces = traces();
        traces.forEach(trace -> assertTrue(holds(trace), "it was never stored"));
        erased(door().erase(PHONE));
        for (byte[] trace : traces) {
            awaitGone(trace);
        }
        assertFalse(holds("2025550123".getBytes(StandardCharsets.UTF_8)));
    }

    /** Masked digits, keyed hashes, personal evidence, sealed bytes. */
    private List<byte[]> traces() {
        Contact before = contact();
        List<byte[]> traces = new ArrayList<>();
        for (Purpose purpose : before.compartments()) {
            Compartment compartment =
                    store().compartments(purpose, List.of(id())).get(0);
            traces.add(compartment.sealed());
            PersonalEvidence evidence = compartment.evidence();
            if (evidence != null) {
                traces.add(evidence.salt().getBytes(StandardCharsets.UTF_8));
            }
        }
        traces.add(Objects.requireNonNull(before.masked()).digits().getBytes(StandardCharsets.UTF_8));
        traces.add(Objects.requireNonNull(before.pending().code()).mac().getBytes(StandardCharsets.UTF_8));
        traces.add(Objects.requireNonNull(before.quality().origin()).getBytes(StandardCharsets.UTF_8));
        store().texts(Objects.requireNonNull(before.hold()).messages()).forEach(text -> traces.add(text.wrappedKey()));
        return traces;
    }

    @Test
    void theLedgerTellsWhoErasedWhomWhyAndHowItWasAskedForAndItsChainGoesOn() {
        known();
        erased(door().erase(PHONE));
        List<Entry> entries = history();
        Entry last = entries.get(entries.size() - 1);
        assertEquals(Event.ERASED, last.event());
        assertEquals(
                "{actor=pia, asked=letter, compartments=2, held_texts=1, method=staff, reason=consent_withdrawn,"
                        + " schema_version=1}",
                last.fields().toString());
        assertEquals(Objects.requireNonNull(contact().head()).hash(), last.hash());
        String previous = "";
        for (Entry entry : entries) {
            assertEquals(previous, entry.previous());
            previous = entry.hash();
        }
        assertEquals(List.of(id().value() + " erase"), acted());
        assertFalse((entries + " " + actorsEntries()).contains("2025550123"));
    }

    @Test
    void anUnknownNumberIsASuppressionFromThenOn() {
        JsonNode answer = erased(door().erase(PHONE));
        assertEquals(NOTHING_GONE, answer.path("gone").toString());
        assertEquals(NOTHING_LEFT, answer.path("readBack").toString());
        clock.advance(Duration.ofDays(1));
        new CaptureClient(on()).signUp(PHONE, "marketing");
        assertEquals(State.REQUESTED, contact().state(MARKETING));
        assertEquals(new SealedRows(Set.of(), 0), store().sealedRows(id(), EVERY));
    }

    @Test
    void aSecondErasureAnswersInTheSameShapeAndChangesNothingOfTheContact() {
        known();
        JsonNode first = erased(door().erase(PHONE));
        Contact after = contact();
        clock.advance(Duration.ofDays(1));
        JsonNode second = erased(door().erase(PHONE));
        assertEquals(NOTHING_GONE, second.path("gone").toString());
        assertEquals(first.path("kept"), second.path("kept"));
        assertEquals(first.path("readBack"), second.path("readBack"));
        assertEquals(after, contact());
        assertEquals(
                1,
                history().stream()
                        .filter(entry -> entry.event() == Event.ERASED)
                        .count());
        assertEquals(2, acted().size(), "each request is on the ledger under who made it");
    }

    /** The STOP counts, and nothing but a no is kept of it: so the person stays erased, and the proof's end is not moved again. */
    @Test
    void anOptOutAfterAnErasureLeavesThePersonErased() {
        known();
        erased(door().erase(PHONE));
        clock.advance(Duration.ofDays(1));
        new InboundClient(on()).text("SM9", PHONE, ALL, "STOP", null);
        new InboundClient(on()).text("SM10", PHONE, "+12025550100", "STOP MARKETING", null);
        assertTrue(
                contact().isErased(Set.of(MARKETING, SERVICE)), () -> contact().toString());
        Contact after = contact();
        clock.advance(Duration.ofDays(1));
        erased(door().erase(PHONE));
        assertEquals(after, contact());
    }

    @ParameterizedTest
    @ValueSource(strings = {"STOP", "please don't stop, or do", "signup"})
    void whatArrivesWhileTheEffectIsReadBackIsNoFailureAndStays(String act) {
        known();
        Store busy = new ForwardingStore(store()) {
            private boolean done;

            @Override
            public SealedRows sealedRows(ContactId contact, Set<Purpose> purposes) {
                if (!done) {
                    done = true;
                    arrives(act);
                }
                return super.sealedRows(contact, purposes);
            }
        };
        JsonNode answer = erased(new SubjectClient(new Engines(busy, clock)).erase(PHONE));
        assertEquals(NOTHING_LEFT, answer.path("readBack").toString());
        assertEquals(2, answer.at("/gone/compartments").asInt());
        assertArrived(act);
    }

    @ParameterizedTest
    @ValueSource(strings = {"STOP", "please don't stop, or do", "signup"})
    void whatArrivesRightBehindTheErasureIsNotTakenWithIt(String act) {
        known();
        Store busy = new ForwardingStore(store()) {
            private boolean done;

            @Override
            public CommitResult commit(Commit commit) {
                CommitResult result = super.commit(commit);
                if (!done) {
                    done = true;
                    clock.advance(Duration.ofSeconds(1));
                    arrives(act);
                }
                return result;
            }
        };
        JsonNode answer = erased(new SubjectClient(new Engines(busy, clock)).erase(PHONE, "k1"));
        assertEquals(NOTHING_LEFT, answer.path("readBack").toString());
        assertEquals(2, answer.at("/gone/compartments").asInt());
        assertTrue(answer.at("/kept/1/until").isMissingNode() != act.equals("STOP"), answer::toString);
        assertArrived(act);
    }

    private void arrives(String act) {
        if (act.equals("signup")) {
            new CaptureClient(machine()).signUp(PHONE, "marketing");
        } else {
            new InboundClient(machine()).text("SM9", PHONE, ALL, act, null);
        }
    }

    private void assertArrived(String act) {
        Contact after = contact();
        assertEquals(act.equals("signup") ? State.REQUESTED : State.WITHDRAWN, after.state(MARKETING));
        assertEquals(act.startsWith("please"), after.hold() != null);
        assertEquals(act.equals("STOP"), after.isErased(Set.of(MARKETING, SERVICE)));
    }

    @Test
    void whoOptedOutOfEverythingBeforeKeepsThatInstant() {
        known();
        new InboundClient(on()).text("SM9", PHONE, ALL, "STOP", null);
        long withdrawals = withdrawals();
        Contact before = contact();
        clock.advance(Duration.ofDays(1));
        erased(door().erase(PHONE));
        assertEquals(before.optOutOfEverything(), contact().optOutOfEverything());
        assertEquals(before.optOut(MARKETING), contact().optOut(MARKETING));
        assertEquals(withdrawals, withdrawals());
    }

    @Test
    void aCodeThatIsOutProvesNothing() {
        new InboundClient(on()).text("SM1", PHONE, ALL, "STOP", null);
        clock.advance(Duration.ofMinutes(1));
        String record = new CaptureClient(on()).signUp(PHONE, "marketing");
        String code = code();
        clock.advance(Duration.ofSeconds(1));
        assertEquals(1, erased(door().erase(PHONE)).at("/gone/pendingProofs").asInt());
        clock.advance(Duration.ofSeconds(1));
        assertFalse(new ConfirmClient(on()).confirms(record, PHONE, code));
        assertEquals(State.WITHDRAWN, contact().state(MARKETING));
        new InboundClient(on()).text("SM2", PHONE, ALL, "YES", null);
        assertEquals(State.WITHDRAWN, contact().state(MARKETING));
    }

    @Test
    void theSamePersonMaySignUpAgainFromTheirPhone() {
        known();
        erased(door().erase(PHONE));
        on().messages.take();
        clock.advance(Duration.ofDays(1));
        String record = new CaptureClient(on()).signUp(PHONE, "marketing");
        assertEquals(State.REQUESTED, contact().state(MARKETING));
        clock.advance(Duration.ofSeconds(1));
        assertTrue(new ConfirmClient(on()).confirms(record, PHONE, code()));
        assertEquals(State.GRANTED, contact().state(MARKETING));
        assertEquals(State.WITHDRAWN, contact().state(SERVICE));
        assertEquals(2, erased(door().erase(PHONE)).at("/gone/compartments").asInt());
    }

    @ParameterizedTest
    @CsvSource({"+551171234567, +5511971234567", "+24106031234, +24166031234"})
    void otherFormsOfTheNumberAreErasedTooAndOnesThatItMovedTo(String older, String newer) {
        for (boolean moved : List.of(false, true)) {
            clock.advance(Duration.ofDays(200));
            People people = new People(on(), on().policy);
            people.provedYes(PhoneNumber.ofCanonical(older), clock.instant().minus(Duration.ofDays(100)), MARKETING);
            people.provedYes(PhoneNumber.ofCanonical(newer), clock.instant().minus(Duration.ofDays(50)), SERVICE);
            ContactId from = on().index.contactId(PhoneNumber.ofCanonical(older));
            ContactId to = on().index.contactId(PhoneNumber.ofCanonical(newer));
            assertEquals(2, store().sealedRows(from, EVERY).compartments().size());
            if (moved) {
                new PurgeClient(on()).vouchedFor(clock.instant()).runAccepting(clock.instant());
            }
            erased(door().erase(moved ? older : newer));
            for (ContactId each : List.of(from, to)) {
                Contact left = store().load(List.of(each)).get(0);
                assertTrue(left.isErased(Set.of(MARKETING, SERVICE)), left::toString);
                assertEquals(new SealedRows(Set.of(), 0), store().sealedRows(each, EVERY));
            }
        }
    }

    @Test
    void theSameKeyIsToldTheSameAndAnotherRequestUnderItIsRefused() {
        known();
        String first = door().erase(PHONE, "k1").getBody();
        clock.advance(Duration.ofMinutes(5));
        assertEquals(first, door().erase(PHONE, "k1").getBody());
        assertEquals(1, acted().size());
        APIGatewayV2HTTPResponse other = door().erase("+12025550124", "k1");
        assertEquals(422, other.getStatusCode());
        assertTrue(other.getBody().contains("idempotency_key_reused"), other.getBody());
        assertEquals(0, contact("+12025550124").version());
    }

    @Test
    void aRepetitionErasesNothingThatCameSince() {
        known();
        erased(door().erase(PHONE, "k1"));
        clock.advance(Duration.ofMinutes(5));
        new CaptureClient(on()).signUp(PHONE, "marketing");
        assertEquals(409, door().erase(PHONE, "k1").getStatusCode());
        assertEquals(State.REQUESTED, contact().state(MARKETING));
        erased(door().erase(PHONE, "k2"));
        assertEquals(State.WITHDRAWN, contact().state(MARKETING));
    }

    @ParameterizedTest
    @ValueSource(strings = {"support:service", "campaign:marketing", "auditor", "analyst", "admin"})
    void nobodyElseMayAndARefusalReadsNothing(String role) {
        known();
        Contact before = contact();
        assertEquals(
                403, door().send(role, "POST", SubjectClient.wanted(PHONE), "").getStatusCode());
        assertEquals(
                401, door().send("", "POST", SubjectClient.wanted(PHONE), "").getStatusCode());
        assertEquals(405, door().send("privacy", "GET", "", "").getStatusCode());
        assertEquals(before, contact());
        assertEquals(List.of(), acted());
    }

    @Test
    void anAnswerIsGivenOnlyIfWhatWasErasedIsGone() {
        known();
        Store forgetful = new ForwardingStore(store()) {
            @Override
            public SealedRows sealedRows(ContactId contact, Set<Purpose> purposes) {
                return new SealedRows(Set.of(SERVICE), 0);
            }
        };
        APIGatewayV2HTTPResponse answer = new SubjectClient(new Engines(forgetful, clock)).erase(PHONE);
        assertEquals(503, answer.getStatusCode());
        assertNotNull(answer.getHeaders().get("Retry-After"));
        erased(door().erase(PHONE));
    }

    /** At each call, before it and after it: nothing is half done, and the same call finishes it. */
    @Test
    void killedAtAnyStepTheSameCallFinishesIt() {
        known();
        KilledStore counting = new KilledStore(store(), Integer.MAX_VALUE, false);
        new SubjectClient(new Engines(counting, clock)).erase(PHONE, "k");
        assertTrue(counting.calls() >= 5, "calls: " + counting.calls());
        for (int call = 0; call < 2 * counting.calls(); call++) {
            clock.advance(Duration.ofDays(1));
            signUpAnew();
            int sealed = store().sealedRows(id(), EVERY).compartments().size();
            KilledStore killed = new KilledStore(store(), call / 2, call % 2 == 1);
            killed.kills(() -> new SubjectClient(new Engines(killed, clock)).erase(PHONE, "key" + clock.instant()));
            Contact half = contact();
            int left = store().sealedRows(id(), EVERY).compartments().size();
            assertEquals(half.isErased(Set.of(MARKETING, SERVICE)) ? 0 : sealed, left);
            assertEquals(2, sealed);
            erased(door().erase(PHONE, "key" + clock.instant()));
            assertTrue(contact().isErased(Set.of(MARKETING, SERVICE)));
        }
    }

    /** Signups with their codes, messages, purges and erasures at once; after the last erasure nothing is left. */
    @Test
    void besideEverythingThatMayHappenAtOnce() {
        known();
        new PurgeClient(machine()).vouchedFor(clock.instant());
        AtomicInteger done = new AtomicInteger();
        List<CompletableFuture<Void>> busy = Stream.<Runnable>of(
                        () -> often(i -> {
                            Engines machine = machine();
                            String record = new CaptureClient(machine).signUp(PHONE, "marketing", "service");
                            codes(machine).forEach(code -> new ConfirmClient(machine).confirms(record, PHONE, code));
                        }),
                        () -> often(i -> new InboundClient(machine()).text("STOP" + i, PHONE, ALL, "STOP", null)),
                        () -> often(i -> new InboundClient(machine())
                                .text("HOLD" + i, PHONE, ALL, "please don't stop, or do", null)),
                        () -> often(i -> new PurgeClient(machine()).run(false)),
                        () -> often(i -> done.addAndGet(erasedOrTold(door().erase(PHONE)))),
                        () -> often(i -> done.addAndGet(erasedOrTold(door().erase(PHONE, "key" + i)))))
                .map(CompletableFuture::runAsync)
                .toList();
        busy.forEach(CompletableFuture::join);
        assertTrue(done.get() > 0, "no erasure came through");
        erased(door().erase(PHONE));
        assertTrue(contact().isErased(Set.of(MARKETING, SERVICE)));
        assertEquals(new SealedRows(Set.of(), 0), store().sealedRows(id(), EVERY));
        String previous = "";
        for (Entry entry : history()) {
            assertEquals(previous, entry.previous());
            previous = entry.hash();
        }
    }

    private static int erasedOrTold(APIGatewayV2HTTPResponse answer) {
        // with so many at work a call may lose every race
        assertTrue(Set.of(200, 503).contains(answer.getStatusCode()), answer.getBody());
        return answer.getStatusCode() == 200 ? 1 : 0;
    }

    private void often(IntConsumer act) {
        for (int i = 0; i < 12; i++) {
            try {
                synchronized (clock) {
                    clock.advance(Duration.ofSeconds(70));
                }
                act.accept(i);
            } catch (UnavailableException | TooManyTriesException e) {
                // it was not acknowledged
            }
        }
    }

    /** A yes, a signup after a no whose code is out, and a message that holds the contact. */
    protected final void known() {
        new CaptureClient(on()).signUp(PHONE, "service");
        clock.advance(Duration.ofMinutes(1));
        new InboundClient(on()).text("SM1", PHONE, "+12025550100", "STOP MARKETING", null);
        clock.advance(Duration.ofMinutes(1));
        new CaptureClient(on()).signUp(PHONE, "marketing");
        assertNotNull(contact().pending().code());
        new InboundClient(on()).text("SM2", PHONE, ALL, "please don't stop, call me", null);
        clock.advance(Duration.ofMinutes(1));
    }

    private void signUpAnew() {
        on().messages.take();
        String record = new CaptureClient(on()).signUp(PHONE, "service");
        clock.advance(Duration.ofSeconds(1));
        assertTrue(new ConfirmClient(on()).confirms(record, PHONE, code()));
    }

    private String code() {
        List<String> codes = codes(on());
        return codes.get(codes.size() - 1);
    }

    private static List<String> codes(Engines machine) {
        List<String> codes = new ArrayList<>();
        for (Message message : machine.messages.take()) {
            Matcher code = CODE.matcher(message.text());
            if (code.find()) {
                codes.add(code.group());
            }
        }
        return codes;
    }

    private Engines machine() {
        return new Engines(store(), clock, on().policy, on().keys);
    }

    protected final Engines on() {
        if (engines == null) {
            engines = new Engines(store(), clock);
        }
        return engines;
    }

    private SubjectClient door() {
        return new SubjectClient(machine());
    }

    private static JsonNode erased(APIGatewayV2HTTPResponse answer) {
        assertEquals(200, answer.getStatusCode(), answer.getBody());
        return Json.read(answer.getBody().getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> each(JsonNode list, String... fields) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(String.join(
                " ", Stream.of(fields).map(field -> item.path(field).asText()).toList())));
        return texts;
    }

    private long withdrawals() {
        return history().stream()
                .filter(entry -> entry.event() == Event.WITHDRAWN)
                .count();
    }

    private List<Entry> history() {
        return store().history(id().value(), null, 2_000).items();
    }

    private List<Entry> actorsEntries() {
        return store().history("actor/" + SubjectClient.PERSON, null, 1_000).items();
    }

    private List<String> acted() {
        return actorsEntries().stream()
                .map(entry ->
                        entry.fields().get("contact") + " " + entry.fields().get("action"))
                .toList();
    }

    private ContactId id() {
        return on().index.contactId(PhoneNumber.ofCanonical(PHONE));
    }

    private Contact contact() {
        return contact(PHONE);
    }

    private Contact contact(String phone) {
        return store().load(List.of(on().index.contactId(PhoneNumber.ofCanonical(phone))))
                .get(0);
    }
}
