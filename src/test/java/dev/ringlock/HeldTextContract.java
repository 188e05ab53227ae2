package dev.ringlock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ringlock.capture.CaptureClient;
import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.HeldMessage;
import dev.ringlock.contacts.ContactsClient;
import dev.ringlock.inbound.InboundClient;
import dev.ringlock.inbound.InboundLines;
import dev.ringlock.keys.DataKey;
import dev.ringlock.keys.KeysUnavailableException;
import dev.ringlock.keys.TestKeys;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.provider.VerifiedWebhooks;
import dev.ringlock.purge.PurgeClient;
import dev.ringlock.store.KilledStore;
import dev.ringlock.store.SealedText;
import dev.ringlock.store.Store;
import dev.ringlock.store.UnwritableStore;
import dev.ringlock.terms.Purpose;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.logging.Handler;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The text of a held message is there for the decision alone, and then nowhere. The same on every store. */
public abstract class HeldTextContract {

    protected static final String PHONE = "+12025550123";
    protected static final String TEXT = "please don't stop, call me at 202 555 0145";
    private static final String ALL = "+12025550101";
    private static final String RELEASE = "{\"decision\":\"release\",\"reason\":\"asked about an order\"}";
    private static final String OPT_OUT = "{\"decision\":\"opt_out\",\"reason\":\"wants no more\"}";
    private static final Purpose MARKETING = new Purpose("marketing");
    private static final Purpose SERVICE = new Purpose("service");

    protected final TestClock clock = new TestClock();

    private @Nullable Engines engines;

    /** The store under test, empty at a test's begin. */
    protected abstract Store store();

    /** Two purposes agreed to, and a message that holds the contact. */
    protected final void hold() {
        new CaptureClient(on()).signUp(PHONE, "marketing", "service");
        clock.advance(Duration.ofMinutes(1));
        text("SM1", TEXT);
    }

    protected final Engines on() {
        if (engines == null) {
            engines = new Engines(store(), clock);
        }
        return engines;
    }

    protected final APIGatewayV2HTTPResponse decide(String decision) {
        return new ContactsClient(on()).call("privacy", "POST", path() + "/hold", decision);
    }

    protected final void release() {
        assertEquals(200, decide(RELEASE).getStatusCode());
    }

    /** Two purges, because the first finds out what time it is. */
    protected final void purge() {
        new PurgeClient(on()).vouchedFor(clock.instant()).runAccepting(clock.instant());
    }

    /** The sealed texts of the messages that hold the contact now. */
    protected final List<SealedText> sealed() {
        return store().texts(messages());
    }

    @Test
    void whoDecidesSeesTheTextTheSenderCalledAndWhen() {
        hold();
        JsonNode messages = shown("support:marketing").at("/hold/messages");
        assertEquals(1, messages.size());
        JsonNode message = messages.get(0);
        assertEquals(TEXT, message.path("text").asText());
        assertEquals(ALL, message.path("sender").asText());
        assertEquals("twilio", message.path("provider").asText());
        assertEquals("2046-11-23T10:01:00.000Z", message.path("receivedAt").asText());
        assertFalse(message.path("cut").asBoolean(true));
    }

    @Test
    void aDecisionAboutWhatWasReadIsRefusedOnceAnotherMessageHasCome() {
        hold();
        long read = shown("privacy").at("/hold/version").asLong();
        text("SM2", "please do not stop");
        String release = RELEASE.replace("}", ",\"version\":%d}");
        assertEquals(409, decide(release.formatted(read)).getStatusCode());
        long now = shown("privacy").at("/hold/version").asLong();
        assertEquals(200, decide(release.formatted(now)).getStatusCode());
    }

    @Test
    void afterItsTimeATextIsNotShownAlthoughNoPurgeHasRun() {
        hold();
        clock.advance(Duration.ofDays(31));
        assertFalse(shown("privacy").toString().contains(TEXT));
    }

    @Test
    void thatItWasReadIsOnTheLedgerFirstAndWithoutTheText() {
        hold();
        UnwritableStore readOnly = new UnwritableStore(store());
        Engines broken = new Engines(readOnly, clock);
        readOnly.down();
        APIGatewayV2HTTPResponse refused = new ContactsClient(broken).call("privacy", "GET", path(), "");
        assertEquals(503, refused.getStatusCode());
        assertFalse(refused.getBody().contains("stop"), refused.getBody());
        shown("privacy");
        List<Entry> trail =
                store().history("actor/" + ContactsClient.PERSON, null, 10).items();
        // two entries of one millisecond have no order
        Entry read = trail.stream()
                .filter(entry -> "read_held_text".equals(entry.fields().get("action")))
                .findFirst()
                .orElseThrow();
        assertEquals(Event.READ, read.event());
        assertEquals(id(), read.fields().get("contact"));
        assertFalse(trail.toString().contains("don't"));
    }

    @Test
    void nobodyElseSeesItAndNoOtherAnswerHasIt() {
        hold();
        ContactsClient contacts = new ContactsClient(on());
        assertEquals(403, contacts.call("auditor", "GET", path(), "").getStatusCode());
        assertEquals(403, contacts.call("campaign:marketing", "GET", path(), "").getStatusCode());
        List<String> answers = List.of(
                contacts.call("auditor", "GET", path() + "/ledger", "").getBody(),
                contacts.call("privacy", "GET", "", "").getBody(),
                contacts.call("privacy", "POST", "/lookup", "{\"number\":\"" + PHONE + "\"}")
                        .getBody(),
                decide(RELEASE).getBody());
        assertTrue(answers.stream().noneMatch(answer -> answer.contains("don't")), answers::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                RELEASE,
                OPT_OUT,
                "{\"decision\":\"opt_out\",\"purposes\":[\"marketing\"],\"reason\":\"wants no offers\"}",
                "{\"decision\":\"opt_out\",\"purposes\":[\"marketing\",\"service\"],\"reason\":\"no more\"}"
            })
    void itGoesWithTheDecision(String decision) {
        hold();
        List<HeldMessage> messages = messages();
        assertEquals(1, store().texts(messages).size());
        assertEquals(200, decide(decision).getStatusCode());
        assertNull(contact().hold());
        assertEquals(List.of(), store().texts(messages));
    }

    @Test
    void aDecisionForOnePurposeTakesThatBackAndEndsTheHold() {
        hold();
        decide("{\"decision\":\"opt_out\",\"purposes\":[\"marketing\"],\"reason\":\"wants no offers\"}");
        assertEquals(State.WITHDRAWN, contact().state(MARKETING));
        assertEquals(State.GRANTED, contact().state(SERVICE));
        assertNull(contact().hold());
        assertNull(contact().optOutOfEverything());
        assertEquals(
                1, store().audience(SERVICE, clock.instant(), null, 5).items().size(), "it may be used again");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"decision\":\"opt_out\",\"purposes\":[],\"reason\":\"no\"}",
                "{\"decision\":\"opt_out\",\"purposes\":[\"held\"],\"reason\":\"no\"}",
                "{\"decision\":\"opt_out\",\"purposes\":[\"nothing\"],\"reason\":\"no\"}",
                "{\"decision\":\"release\",\"purposes\":[\"marketing\"],\"reason\":\"no\"}",
                "{\"decision\":\"opt_out\",\"purposes\":\"marketing\",\"reason\":\"no\"}"
            })
    void aDecisionThatIsNoneIsRefusedAndLeavesTheTextThere(String decision) {
        hold();
        assertEquals(422, decide(decision).getStatusCode());
        assertEquals(1, sealed().size());
    }

    @Test
    void aStopToEverythingEndsTheHoldAndOneToAPurposeDoesNot() {
        hold();
        List<HeldMessage> messages = messages();
        clock.advance(Duration.ofMinutes(1));
        new InboundClient(on()).text("SM2", PHONE, "+12025550100", "STOP", null);
        assertEquals(State.WITHDRAWN, contact().state(MARKETING));
        assertNotNull(contact().hold(), "the message may have meant more");
        assertEquals(1, store().texts(messages).size());
        new InboundClient(on()).text("SM3", PHONE, ALL, "STOP", null);
        assertNull(contact().hold());
        assertEquals(List.of(), store().texts(messages));
        assertEquals(contact().head().ulid(), store().newest(id()).orElseThrow().ulid());
    }

    @Test
    void whatStaffWriteDownAsAnOptOutFromEverythingEndsTheHoldToo() {
        hold();
        List<HeldMessage> messages = messages();
        String all = "{\"all\":true,\"reason\":\"called\",\"asked\":\"phone\"}";
        assertEquals(
                200,
                new ContactsClient(on())
                        .call("privacy", "POST", path() + "/withdraw", all)
                        .getStatusCode());
        assertNull(contact().hold());
        assertEquals(List.of(), store().texts(messages));
    }

    @Test
    void thirtyDaysAfterItCameThePurgeTakesItAndTheHoldStays() {
        hold();
        List<HeldMessage> messages = messages();
        clock.advance(Duration.ofDays(30).minusMillis(1));
        purge();
        assertEquals(1, store().texts(messages).size());
        clock.advance(Duration.ofMillis(1));
        purge();
        assertEquals(List.of(), store().texts(messages));
        assertNotNull(contact().hold());
        assertEquals(List.of(), messages());
        assertEquals(0, shown("privacy").at("/hold/messages").size());
        release();
    }

    @Test
    void ofManyMessagesTheNewestFiveAreKeptInTheirOrder() {
        hold();
        List<HeldMessage> first = messages();
        for (int i = 2; i <= 7; i++) {
            clock.advance(Duration.ofMinutes(1));
            text("SM" + i, "please don't stop, number " + i);
        }
        JsonNode messages = shown("privacy").at("/hold/messages");
        assertEquals(
                IntStream.rangeClosed(3, 7)
                        .mapToObj(i -> "please don't stop, number " + i)
                        .toList(),
                StreamSupport.stream(messages.spliterator(), false)
                        .map(message -> message.path("text").asText())
                        .toList());
        assertEquals(List.of(), store().texts(first));
        List<HeldMessage> all = messages();
        release();
        assertEquals(List.of(), store().texts(all));
    }

    @Test
    void aTextThatIsTooLongIsCutAndSaysSo() {
        new CaptureClient(on()).signUp(PHONE, "marketing");
        clock.advance(Duration.ofMinutes(1));
        text("SM1", "please don't stop " + "\uD83D\uDE00".repeat(3_000));
        JsonNode message = shown("privacy").at("/hold/messages/0");
        assertTrue(message.path("cut").asBoolean());
        assertEquals(4_000, message.path("text").asText().length());
    }

    /** A hold does not wait for the key engine: the person may have said no. */
    @Test
    void withoutTheKeyEngineTheContactIsHeldWithoutTheText() {
        new CaptureClient(on()).signUp(PHONE, "marketing");
        Engines broken = new Engines(store(), clock, on().policy, new TestKeys() {
            @Override
            public DataKey generate(Purpose purpose) {
                throw new KeysUnavailableException("down");
            }
        });
        new InboundClient(broken).text("SM1", PHONE, ALL, TEXT, null);
        assertNotNull(contact().hold());
        assertEquals(0, shown("privacy").at("/hold/messages").size());
        clock.advance(Duration.ofMinutes(1));
        text("SM2", "please don't stop again");
        assertEquals(1, shown("privacy").at("/hold/messages").size());
    }

    @Test
    void whatCouldNotBeReadIsKeptAsFarAsItLooksLikeAnOptOut() {
        new InboundClient(on()).tell(VerifiedWebhooks.json("generic", """
                {"from": "+12025550123", "greeting": "good morning", "parts": ["please stop", "STOP"]}"""));
        JsonNode message = shown("privacy").at("/hold/messages/0");
        assertEquals("please stop\nSTOP", message.path("text").asText());
        assertTrue(message.path("sender").isMissingNode());
    }

    @Test
    void theTextIsInNoLineOfTheLogAndInNoEntry() {
        List<String> logged = new ArrayList<>();
        Handler handler = new InboundLines(logged);
        Logger.getLogger("ringlock").addHandler(handler);
        try {
            hold();
            shown("privacy");
            release();
        } finally {
            Logger.getLogger("ringlock").removeHandler(handler);
        }
        List<Entry> entries = new ArrayList<>(store().history(id(), null, 20).items());
        entries.addAll(
                store().history("actor/" + ContactsClient.PERSON, null, 20).items());
        assertTrue(entries.size() >= 6, entries::toString);
        for (String words : List.of("don't", "555 0145", ALL)) {
            assertFalse((logged + entries.toString()).contains(words), words);
        }
    }

    /** At each call, before it and after it: a hold has its text, and what is not held has none. */
    @Test
    void killedAtAnyStepOfAMessageADecisionOrAPurgeTheTextIsWhereTheHoldIs() {
        hold();
        List<HeldMessage> first = messages();
        KilledStore counting = new KilledStore(store(), Integer.MAX_VALUE, false);
        decided(counting);
        assertTrue(counting.calls() >= 2, "calls: " + counting.calls());
        assertEquals(List.of(), store().texts(first));
        for (int call = 0; call < 2 * counting.calls(); call++) {
            clock.advance(Duration.ofMinutes(1));
            KilledStore killed = new KilledStore(store(), call / 2, call % 2 == 1);
            killed.kills(() -> texted(killed));
            assertEquals(messages().size(), sealed().size());
            text("SM" + clock.instant(), TEXT);
            List<HeldMessage> messages = messages();
            KilledStore again = new KilledStore(store(), call / 2, call % 2 == 1);
            assertTrue(again.kills(() -> decided(again)));
            assertEquals(messages().size(), store().texts(messages).size());
            if (contact().hold() != null) {
                release();
            }
            assertEquals(List.of(), store().texts(messages));
        }
    }

    private void texted(Store through) {
        new InboundClient(new Engines(through, clock)).text("SM" + clock.instant(), PHONE, ALL, TEXT, null);
    }

    private void decided(Store through) {
        new ContactsClient(new Engines(through, clock)).call("privacy", "POST", path() + "/hold", RELEASE);
    }

    private void text(String id, String text) {
        new InboundClient(on()).text(id, PHONE, ALL, text, null);
    }

    private JsonNode shown(String role) {
        APIGatewayV2HTTPResponse answer = new ContactsClient(on()).call(role, "GET", path(), "");
        assertEquals(200, answer.getStatusCode(), answer.getBody());
        try {
            return new JsonMapper().readTree(answer.getBody());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<HeldMessage> messages() {
        Contact.Hold hold = contact().hold();
        return hold == null ? List.of() : hold.messages();
    }

    private Contact contact() {
        return store().load(List.of(on().index.contactId(PhoneNumber.ofCanonical(PHONE))))
                .get(0);
    }

    private String id() {
        return Objects.requireNonNull(contact().id()).value();
    }

    private String path() {
        return "/" + id();
    }
}
