package dev.ringlock.inbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.capture.CaptureClient;
import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.Contact;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.provider.VerifiedWebhook;
import dev.ringlock.provider.VerifiedWebhooks;
import dev.ringlock.store.Store;
import dev.ringlock.terms.Purpose;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.logging.Handler;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A genuine webhook of an unknown shape loses no opt-out: it holds whom it may be of, or it is counted, on every store. */
public abstract class UnreadableContract {

    private static final String PHONE = "+12025550123";
    private static final String OTHER = "+12025550130";

    protected final TestClock clock = new TestClock();

    private final List<String> logged = new ArrayList<>();
    private @Nullable Engines engines;

    /** The store under test, empty at a test's begin. */
    protected abstract Store store();

    static List<String> providers() {
        return Stops.providers().toList();
    }

    @ParameterizedTest
    @MethodSource("providers")
    void aLikelyOptOutHoldsTheOnePhoneInIt(String provider) {
        new CaptureClient(engines()).signUp(PHONE, "marketing");
        take(VerifiedWebhooks.json(provider, """
                {"kind": "hologram", "at": 1764000000, "our": {"number": "+12025550100"},
                 "parts": [{"wer": "+12025550123"}, {"was": "please stop"}]}"""));
        assertNotNull(contact(PHONE).hold());
        assertEquals(State.GRANTED, state(PHONE), "a person decides");
        assertEquals(List.of("inbound: unreadable 1"), logged);
        assertEquals(List.of(), engines().messages.take(), "nothing is said to anybody");
    }

    /** A number under a name of who wrote goes before every other one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"from\":\"+12025550123\",\"was\":\"STOP\",\"wer\":\"+12025550130\"}",
                "{\"data\":{\"from\":{\"phone_number\":\"+12025550123\"},\"to\":\"+12025550130\",\"x\":\"STOP\"}}",
                "{\"channel_identity\":{\"identity\":\"+12025550123\"},\"x\":[\"STOP\",\"+12025550130\"]}",
                "{\"Type\":\"Notification\",\"Message\":\"{\\\"from\\\":\\\"+12025550123\\\",\\\"x\\\":\\\"STOP\\\"}\"}",
                "{\"from\":\"whatsapp:+12025550123\",\"sender\":\"+1 202 555 0123\",\"x\":\"STOP\"}",
                "{\"from\":\"+12025550123\",\"text\":\"STOP\",",
                "from=%2B12025550123&x=STOP",
            })
    void theSenderIsHeldAndNobodyElse(String body) {
        take(VerifiedWebhooks.json("aws", body));
        assertNotNull(contact(PHONE).hold(), body);
        assertNull(contact(OTHER).hold());
        assertEquals(List.of("inbound: unreadable 1"), logged);
    }

    @Test
    void aFormOfAnUnknownShapeIsSearchedToo() {
        take(VerifiedWebhooks.form("twilio", "EventType=onHologram&Author=%2B12025550123&Hologram=STOP"));
        assertNotNull(contact(PHONE).hold());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"wer\":\"+12025550123\",\"wem\":\"+12025550130\",\"was\":\"STOP\"}",
                "{\"from\":\"+12025550123\",\"sender\":\"+12025550130\",\"was\":\"STOP\"}",
                "{\"from\":\"+12025550123\",\"was\":\"good morning\"}",
                "{\"from\":\"+12025550100\",\"was\":\"STOP\"}",
                "{\"was\":\"STOP\"}",
                "{\"from\":\"+12025550123\",\"u\":\"https://example.com/unsubscribe\"}",
                "STOP, says +12025550123",
                "",
            })
    void whatTellsNoOptOutOrNoOnePhoneIsCountedAndStoresNothing(String body) {
        take(VerifiedWebhooks.json("generic", body));
        assertNull(contact(PHONE).hold());
        assertNull(contact(OTHER).hold());
        assertNull(contact("+12025550100").hold());
        assertEquals(List.of("inbound: unreadable 1"), logged);
    }

    @Test
    void aMessageThatCanBeReadIsNotHeldUpByOneThatCannot() {
        new CaptureClient(engines()).signUp(PHONE, "marketing");
        clock.advance(Duration.ofSeconds(1));
        take(VerifiedWebhooks.json("infobip", """
                {"results": [{"messageId": "1", "from": "12025550130", "hologram": "STOP"},
                             {"messageId": "2", "from": "12025550123", "to": "12025550100", "text": "STOP"}]}"""));
        assertEquals(State.WITHDRAWN, state(PHONE));
        assertNull(contact(PHONE).hold());
        assertNotNull(contact(OTHER).hold());
    }

    @Test
    void whatComesAgainHoldsOnce() {
        VerifiedWebhook webhook = VerifiedWebhooks.json("sinch", "{\"from\":\"12025550123\",\"was\":\"STOP\"}");
        take(webhook);
        long version = contact(PHONE).version();
        take(webhook);
        assertEquals(version, contact(PHONE).version());
    }

    /** The person presses a button; its text may be in any language. */
    @Test
    void aButtonThatTheOwnerNamedStopIsAnOptOut() {
        new CaptureClient(engines()).signUp(PHONE, "marketing");
        clock.advance(Duration.ofSeconds(1));
        take(
                VerifiedWebhooks.form(
                        "twilio",
                        "MessageSid=SM1&From=%2B12025550123&To=%2B12025550100&Body=Nu+merci&ButtonText=Nu+merci&ButtonPayload=STOP"));
        assertEquals(State.WITHDRAWN, state(PHONE));
    }

    @Test
    void aMessageWithoutWordsIsCounted() {
        take(
                VerifiedWebhooks.json(
                        "vonage",
                        "{\"from\":\"12025550123\",\"channel\":\"whatsapp\",\"message_uuid\":\"1\",\"message_type\":\"location\"}"));
        assertEquals(List.of("inbound: unread 1"), logged);
    }

    @Test
    void aReceiptIsNoMessage() {
        take(VerifiedWebhooks.json("telnyx", """
                {"data": {"event_type": "message.finalized",
                          "payload": {"id": "1", "text": "Reply STOP to stop", "to": [{"phone_number": "+12025550123"}]}}}"""));
        assertNull(contact(PHONE).hold());
        assertEquals(List.of(), logged);
    }

    private void take(VerifiedWebhook webhook) {
        Handler handler = new InboundLines(logged);
        Logger.getLogger("ringlock").addHandler(handler);
        try {
            new InboundClient(engines()).tell(webhook);
        } finally {
            Logger.getLogger("ringlock").removeHandler(handler);
        }
        assertTrue(logged.stream().noneMatch(line -> line.contains("5550") || line.contains("STOP")), logged::toString);
    }

    private Contact contact(String number) {
        return store().load(List.of(engines().index.contactId(PhoneNumber.ofCanonical(number))))
                .get(0);
    }

    private State state(String number) {
        return Objects.requireNonNull(contact(number).consent(new Purpose("marketing")))
                .state();
    }

    private Engines engines() {
        if (engines == null) {
            engines = new Engines(store(), clock);
        }
        return engines;
    }
}
