package dev.ringlock.inbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.consent.Consent;
import dev.ringlock.consent.Consent.State;
import dev.ringlock.inbound.Posted.Signed;
import dev.ringlock.ledger.Sha256;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.store.Store;
import dev.ringlock.terms.Purpose;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.logging.Handler;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    /** A question for everything is not answered by a YES to the marketing number. */
    @Test
    void aYesToAnotherSenderAnswersNothing() {
        InboundClient inbound = new InboundClient(engines());
        inbound.text("SM1", PHONE, "+12025550101", "STOP", null);
        clock.advance(Duration.ofSeconds(1));
        String question = inbound.text("SM2", PHONE, "+12025550101", "START", null)
                .orElseThrow()
                .text();
        assertTrue(question.contains("Your orders"), question);
        clock.advance(Duration.ofSeconds(1));
        inbound.text("SM3", PHONE, "+12025550100", "YES", null);
        assertEquals(State.WITHDRAWN, state());
        inbound.text("SM4", PHONE, "+12025550101", "YES", null);
        assertEquals(State.GRANTED, state(), "the question is open all the time");
    }

    @Test
    void aYesInDoubtIsCounted() {
        List<String> logged = new ArrayList<>();
        Handler handler = new InboundLines(logged);
        Logger.getLogger("ringlock").addHandler(handler);
        try {
            for (String text : List.of("START", "YES", "STOP")) {
                take(Posted.plivo2(messages++, PHONE, text));
            }
        } finally {
            Logger.getLogger("ringlock").removeHandler(handler);
        }
        assertEquals(2, logged.stream().filter("inbound: inDoubt 1"::equals).count(), logged::toString);
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
        new InboundClient(engines()).proved(id, proof, PHONE, text);
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

    /** Words that go on are cut off: the rest becomes the name of a parameter. */
    @ParameterizedTest
    @CsvSource({
        "twilio, Body, 'Sure. ', But no adverts please",
        "twilio, Body, 'Yes. ', Don't text me",
        "twilio, Body, SI, CK OF YOU",
        "twilio, Body, YES, ButtonTextile is what I do",
        "plivo, Text, 'Yes. ', This is spam",
        "plivo, Text, YES, Things to do",
    })
    void noCutMakesAYesOfTheBeginOfAText(String provider, String field, String begin, String rest) {
        take(message(provider, "STOP"));
        take(message(provider, "START"));
        Signed text = message(provider, begin + rest);
        offer(text.with(field, begin).with(rest, ""));
        assertEquals(State.WITHDRAWN, state());
    }

    @Test
    void aYesOfAnyKindThatTwilioTellsCounts() {
        for (Map<String, String> more : List.of(
                Map.of("OriginalRepliedMessageSid", "MM" + "0".repeat(32), "OriginalRepliedSender", "whatsapp:+1"),
                Map.of("ButtonText", "Yes", "ButtonPayload", "yes", "OriginalRepliedMessageSid", "SM" + "a".repeat(32)),
                Map.of("ReferralBody", "Books for everybody", "ReferralSourceId", "1"),
                Map.of("ChannelMetadata", "{\"type\":\"whatsapp\"}", "ProfileName", "Alex", "WaId", "12025550123"),
                Map.of("Forwarded", "true", "FrequentlyForwarded", "true", "ExternalUserId", "1"))) {
            take(message(TWILIO, "STOP"));
            take(message(TWILIO, "START"));
            TreeMap<String, String> fields =
                    new TreeMap<>(message(TWILIO, "YES").fields());
            fields.putAll(more);
            take(Posted.twilio(fields));
            assertEquals(State.GRANTED, state(), more::toString);
        }
    }

    /** Somebody writes a query. In the address it is signed as it stands there, and so it was as a text. */
    @Test
    void noTextBecomesAQuery() {
        take(message(TWILIO, "STOP"));
        take(message(TWILIO, "START"));
        String sid = "SM" + "f".repeat(32);
        String from = "From=%2B12025550123&To=%2B12025550100&MessageSid=" + sid + "&Body=YES&z=";
        String other = Posted.joined(Posted.twilio(7, OTHER, "&" + from).fields());
        int got = posted().call("GET", TWILIO, "a=1" + encoded(other), Posted.twilioProof("a=1", encoded(other)), "");
        assertEquals(200, got, "it is proved");
        assertEquals(State.WITHDRAWN, state(), "a GET");
        String form = Posted.form(Posted.twilio(8, PHONE, "YES").fields());
        String hash = "a=1Body&bodySHA256=" + Sha256.hex(form) + "&z=";
        assertEquals(200, posted().call("POST", TWILIO, hash, Posted.twilioProof(hash, ""), form), "it is proved");
        assertEquals(State.WITHDRAWN, state(), "a body by its hash");
        Signed yes = Posted.twilio(9, PHONE, "YES");
        String joined = Posted.joined(yes.fields());
        String body = Posted.form(yes.fields());
        assertEquals(200, posted().call("POST", TWILIO, "a=1", Posted.twilioProof("a=1", joined), body));
        assertEquals(State.WITHDRAWN, state(), "a form and a query");
        String stop = Posted.form(message(TWILIO, "STOP").fields());
        take(message(TWILIO, "YES"));
        assertEquals(State.GRANTED, state(), "the question was open all the time");
        assertEquals(200, posted().call("GET", TWILIO, stop, Posted.twilioProof(stop, ""), ""));
        assertEquals(State.WITHDRAWN, state(), "a STOP counts");
    }

    /** As far as an address holds it. */
    private static String encoded(String text) {
        return text.replace(" ", "%20").replace("+", "%2B");
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
