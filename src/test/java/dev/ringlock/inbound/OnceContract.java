package dev.ringlock.inbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.consent.Consent;
import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.Purpose;
import dev.ringlock.inbound.Posted.Signed;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A message that says yes counts once, for ever, on every store, however its bytes are cut apart; a no always counts. */
public abstract class OnceContract {

    private static final String PHONE = "+12025550123";
    private static final String OTHER = "+12025550130";
    private static final Purpose MARKETING = new Purpose("marketing");
    private static final String TWILIO = "twilio";

    protected final TestClock clock = new TestClock();

    private @Nullable Engines engines;
    private @Nullable Posted posted;
    private int messages;

    /** The store under test, empty at a test's begin. */
    protected abstract Store store();

    @ParameterizedTest
    @ValueSource(strings = {"twilio", "plivo"})
    void aYesThatGrantedGrantsNoMoreHoweverItIsCut(String provider) {
        take(message(provider, "STOP"));
        take(message(provider, "START"));
        Signed yes = message(provider, "YES");
        take(yes);
        assertEquals(State.GRANTED, state());
        take(message(provider, "STOP"));
        take(message(provider, "START"));
        for (Signed again : cuts(yes)) {
            offer(again);
            assertEquals(State.WITHDRAWN, state(), again.fields()::toString);
        }
        take(message(provider, "YES"));
        assertEquals(State.GRANTED, state(), "the question was open all the time");
    }

    @ParameterizedTest
    @ValueSource(strings = {"twilio", "plivo"})
    void aYesIsKnownAgainAfterYears(String provider) {
        take(message(provider, "STOP"));
        take(message(provider, "START"));
        Signed yes = message(provider, "YES");
        take(yes);
        take(message(provider, "STOP"));
        clock.advance(Duration.ofDays(31));
        for (int i = 0; i < 3; i++) {
            take(message(provider, "START"));
            cuts(yes).forEach(this::offer);
            assertEquals(State.WITHDRAWN, state());
            clock.advance(Duration.ofDays(2_000));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"twilio", "plivo"})
    void aYesToNothingIsUsedUpToo(String provider) {
        Signed yes = message(provider, "YES");
        take(yes);
        take(message(provider, "STOP"));
        take(message(provider, "START"));
        cuts(yes).forEach(this::offer);
        assertEquals(State.WITHDRAWN, state());
    }

    @ParameterizedTest
    @ValueSource(strings = {"twilio", "plivo"})
    void aStartOpensOneQuestion(String provider) {
        take(message(provider, "STOP"));
        Signed start = message(provider, "START");
        take(start);
        take(message(provider, "STOP"));
        engines().messages.take();
        cuts(start).forEach(this::offer);
        assertEquals(List.of(), engines().messages.take(), "nothing is asked again");
        take(message(provider, "YES"));
        assertEquals(State.WITHDRAWN, state(), "no question is open");
    }

    @Test
    void theSameProofUnderAnotherIdIsTheSameMessage() {
        say("SM1", "1", "STOP");
        say("SM2", "2", "START");
        say("SM3", "3", "YES");
        assertEquals(State.GRANTED, state());
        say("SM4", "4", "STOP");
        say("SM5", "5", "START");
        say("SM6", "3", "YES");
        say("SM3", "6", "YES");
        assertEquals(State.WITHDRAWN, state());
        say("SM6", "6", "YES");
        assertEquals(State.GRANTED, state(), "a new one by both");
    }

    private void say(String id, String proof, String text) {
        new InboundDoor(engines()).proved(id, proof, PHONE, text);
        clock.advance(Duration.ofSeconds(1));
    }

    /** Somebody writes a text that holds other fields, and cuts it so that it comes from another phone. */
    @Test
    void noCutMakesAYesOfAnotherPhone() {
        take(message(TWILIO, "STOP"));
        take(message(TWILIO, "START"));
        Signed own = Posted.twilio(messages++, OTHER, "YESFrom" + PHONE + "FromCityX");
        take(own);
        offer(own.with("Body", "YES")
                .with("From", PHONE)
                .with("FromCity", "XFrom" + OTHER + "FromCity" + own.fields().get("FromCity")));
        assertEquals(State.WITHDRAWN, state());
    }

    @Test
    void noCutMakesAYesOfAnotherText() {
        take(message("plivo", "STOP"));
        take(message("plivo", "START"));
        Signed text = message("plivo", "YESterday I was out");
        take(text);
        offer(text.without("To").without("Type").with("Text", "YES").with("terday I was outTo", "12025550100Typesms"));
        assertEquals(State.WITHDRAWN, state());
    }

    @Test
    void aProofThatCoversNoMessageTakesANoAndGrantsNothing() {
        take(message("plivo", "START"));
        take(Posted.plivo2(messages++, PHONE, "YES"));
        assertTrue(consent() == null, "whoever saw the proof could have written it");
        take(Posted.plivo2(messages++, PHONE, "STOP"));
        assertEquals(State.WITHDRAWN, state());
    }

    /** Whatever is wrong with an id, no no is taken for another one's repetition. */
    @Test
    void anIdThatDoesNotFitLosesNoNo() {
        List<Function<Signed, Signed>> odd = List.of(
                message -> Posted.twilio(message.with("MessageSid", "1").fields()),
                message -> Posted.twilio(message.without("MessageSid")
                        .without("SmsSid")
                        .without("SmsMessageSid")
                        .fields()),
                message -> Posted.twilio(
                        message.with("MessageSid", "SM00 MessageSid").fields()),
                message -> Posted.twilio(message.with("To", "rcs:harbour_books").fields()));
        for (Function<Signed, Signed> oddly : odd) {
            for (int i = 0; i < 2; i++) {
                take(message(TWILIO, "START"));
                take(message(TWILIO, "YES"));
                assertEquals(State.GRANTED, state());
                take(oddly.apply(Posted.twilio(7, PHONE, "STOP")));
                assertEquals(State.WITHDRAWN, state());
            }
        }
    }

    @Test
    void anIdThatAnotherPhoneHadLosesNoNo() {
        take(message(TWILIO, "START"));
        take(message(TWILIO, "YES"));
        take(Posted.twilio(7, OTHER, "STOP"));
        take(Posted.twilio(7, PHONE, "STOP"));
        assertEquals(State.WITHDRAWN, state());
    }

    @Test
    void anIdThatDoesNotFitGrantsNothing() {
        take(message(TWILIO, "STOP"));
        take(message(TWILIO, "START"));
        take(Posted.twilio(message(TWILIO, "YES").with("MessageSid", "SM1").fields()));
        assertEquals(State.WITHDRAWN, state());
    }

    /** The same bytes and others: the ways in which a proof can be used again. */
    private static List<Signed> cuts(Signed signed) {
        List<Signed> cuts = new ArrayList<>(List.of(signed));
        Map<String, String> fields = signed.fields();
        if (signed.provider().equals(TWILIO)) {
            cuts.add(signed.without("NumMedia").with("MessageSid", fields.get("MessageSid") + "NumMedia0"));
            String half = fields.get("MessageSid").substring(1);
            cuts.add(signed.without("MessageSid").with("MessageSidS", half));
            cuts.add(signed.without("MessageSid")
                    .without("SmsMessageSid")
                    .without("SmsSid")
                    .with("MessageSidS", half)
                    .with("SmsMessageSidS", half)
                    .with("SmsSidS", half));
        } else {
            String uuid = fields.get("MessageUUID");
            cuts.add(signed.without("MessageUUID").with("MessageUUI", "D" + uuid));
            cuts.add(signed.without("MessageUUID").with("MessageUUID0", uuid.substring(1)));
            String nonce = signed.headers().get("x-plivo-signature-v3-nonce");
            cuts.add(signed.with("Type", "sms.12").header("x-plivo-signature-v3-nonce", nonce.substring(3)));
        }
        return cuts;
    }

    private Signed message(String provider, String text) {
        clock.advance(Duration.ofSeconds(1));
        messages++;
        return provider.equals(TWILIO)
                ? Posted.twilio(1000 + messages, PHONE, text)
                : Posted.plivo(1000 + messages, PHONE, text);
    }

    private void take(Signed signed) {
        assertEquals(200, posted().post(signed), "it is proved");
        clock.advance(Duration.ofSeconds(1));
    }

    /** It is proved, so it may be answered with a 200, or 400 if a field is missing that it cannot do without. */
    private void offer(Signed signed) {
        int status = posted().post(signed);
        assertTrue(status == 200 || status == 400, () -> "the signature has to be right: " + status);
        clock.advance(Duration.ofSeconds(1));
    }

    private Consent consent() {
        return store().load(List.of(engines().index.contactId(PhoneNumber.ofCanonical(PHONE))))
                .get(0)
                .consent(MARKETING);
    }

    private State state() {
        return consent().state();
    }

    private Engines engines() {
        if (engines == null) {
            engines = new Engines(store(), clock);
        }
        return engines;
    }

    private Posted posted() {
        if (posted == null) {
            posted = new Posted(engines());
        }
        return posted;
    }
}
