package dev.ringlock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.capture.CaptureClient;
import dev.ringlock.consent.Consent;
import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.Withdrawal;
import dev.ringlock.contacts.ContactsClient;
import dev.ringlock.http.Json;
import dev.ringlock.inbound.InboundClient;
import dev.ringlock.inbound.InboundLines;
import dev.ringlock.inbound.Stops;
import dev.ringlock.links.LinksClient;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.provider.VerifiedWebhooks;
import dev.ringlock.steps.PreferenceLinks;
import dev.ringlock.store.Commit;
import dev.ringlock.store.CommitResult;
import dev.ringlock.store.ForwardingStore;
import dev.ringlock.store.Store;
import dev.ringlock.terms.Purpose;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A message is its sender's and nobody else's, and all forms of a number are one person, on every store. */
public abstract class WhosePhoneContract {

    private static final String ALL = "+12025550101";
    private static final Purpose MARKETING = new Purpose("marketing");

    protected final TestClock clock = new TestClock();

    /** The store under test, empty at a test's begin. */
    protected abstract Store store();

    static Stream<String> providers() {
        return Stops.providers();
    }

    @ParameterizedTest
    @MethodSource("providers")
    void aNumberWithoutACountryCodeIsReadInTheCountryOfOurOwn(String provider) {
        for (String to : List.of("+12025550101", "12025550101", "2025550101", "72345", "")) {
            for (String from : List.of("2025550153", "12025550153", "+12025550153")) {
                Engines engines = new Engines(store(), clock);
                new CaptureClient(engines).signUp("+12025550153", "marketing");
                clock.advance(Duration.ofMinutes(1));
                tell(engines, provider, from, to);
                assertEquals(State.WITHDRAWN, state(engines, "+12025550153"), from + " to " + to);
                assertEquals(0, contact(engines, "+2025550153").version());
            }
        }
    }

    /** Vonage tells the channel beside the number. */
    @Test
    void anIdOfMessengersThatLooksLikeANumberIsNoPhone() {
        Engines engines = new Engines(new Untouched(store()), clock);
        String body = """
                {"channel": "messenger", "from": "1234567890123", "to": "1", "message_uuid": "1",
                 "message_type": "text", "text": "STOP"}""";
        new InboundClient(engines).tell(VerifiedWebhooks.json("vonage", body));
    }

    @Test
    void aSenderIsKnownHoweverItIsWritten() {
        for (String to : List.of("+12025550100", "12025550100", "2025550100", "sms:+12025550100", "(202) 555-0100")) {
            Engines engines = new Engines(store(), clock);
            String phone = "+120255501" + (50 + to.length());
            new CaptureClient(engines).signUp(phone, "marketing", "service");
            clock.advance(Duration.ofMinutes(1));
            tell(engines, "generic", phone, to);
            assertEquals(State.WITHDRAWN, state(engines, phone), to);
            Consent service = contact(engines, phone).consent(new Purpose("service"));
            assertEquals(
                    State.GRANTED, service == null ? null : service.state(), "it takes back marketing only: " + to);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "messenger:1234567890123",
                "messenger:12025550153",
                "+12025550150;ext=2",
                "+12025550150x2",
                "+12025550150,+12025550151",
                "rcs:harbour_books_agent",
                "client:+12025550150",
                "sip:+12025550150@example.com",
                "alex@example.com",
                "72345",
                "ACME"
            })
    void whatIsNoPhoneIsAcknowledgedAndCountedAndStoresNothing(String from) {
        Engines engines = new Engines(new Untouched(store()), clock);
        List<String> logged = new ArrayList<>();
        Handler handler = new InboundLines(logged);
        Logger.getLogger("ringlock").addHandler(handler);
        try {
            providers().forEach(provider -> tell(engines, provider, from, ALL));
        } finally {
            Logger.getLogger("ringlock").removeHandler(handler);
        }
        assertEquals(providers().count(), logged.size());
        logged.forEach(line -> assertEquals("inbound: notAPhone 1", line));
    }

    @ParameterizedTest
    @CsvSource({
        "+551171234567, +5511971234567",
        "+551181234567, +5511981234567",
        "+24106031234, +24166031234",
        "+2416031234, +24166031234",
        "+24107031234, +24177031234",
        "+22995123456, +2290195123456",
        "+5212221234567, +522221234567",
        "+541123456789, +5491123456789",
        "+22507234567, +2250707234567",
        "+841201234567, +84701234567",
        "+5698123456, +56998123456",
        "+2302512345, +23052512345",
        "+5068312345, +50688312345",
    })
    void everyFormOfANumberBindsTheOthers(String older, String newer) {
        for (List<String> pair : List.of(List.of(older, newer), List.of(newer, older))) {
            Engines engines = new Engines(store(), clock);
            InboundClient inbound = new InboundClient(engines);
            clock.advance(Duration.ofMinutes(1));
            String id = clock.instant().toString();
            new CaptureClient(engines).signUp(pair.get(0), "marketing");
            if (pair.get(0).equals(older)) {
                assertEquals(State.GRANTED, state(engines, newer));
            }
            clock.advance(Duration.ofMinutes(1));
            inbound.text(id, "whatsapp:" + pair.get(1), ALL, "STOP", null);
            assertEquals(State.WITHDRAWN, state(engines, newer));
            clock.advance(Duration.ofMinutes(1));
            new CaptureClient(engines).signUp(pair.get(0), "marketing");
            assertFalse(state(engines, newer) == State.GRANTED, "a form grants nothing after a no");
            assertEquals(0, contact(engines, older).version(), "there is one contact");
        }
    }

    @ParameterizedTest
    @CsvSource({"+551171234567, +5511971234567", "+24106031234, +24166031234", "+2416031234, +24166031234"})
    void aNoThatWasStoredUnderAnOlderFormBindsBothAtOnce(String older, String newer) {
        Engines engines = new Engines(store(), clock);
        Withdrawal no = new Withdrawal(
                clock.instant(),
                engines.arrivals.ulid(clock.instant()),
                "r",
                Set.of(MARKETING),
                false,
                Withdrawal.WithdrawalMethod.SMS_REPLY,
                Map.of());
        store().commit(Commit.of(engines.policy.rules().withdraw(contact(engines, older), no), List.of(), null));
        for (String form : List.of(older, newer)) {
            clock.advance(Duration.ofMinutes(1));
            new CaptureClient(engines).signUp(form, "marketing");
            assertEquals(State.REQUESTED, state(engines, newer));
        }
    }

    @Test
    void aPhoneThatMetadataDoesNotKnowIsFoundLinkedAndShown() {
        Engines engines = new Engines(store(), clock);
        new InboundClient(engines).text("SM1", "+447700900177", ALL, "STOP", null);
        ContactsClient staff = new ContactsClient(engines);
        String id = contact(engines, "+447700900177").id().value();
        for (String body :
                List.of("{\"number\": \"+44 7700 900177\"}", "{\"number\": \"07700 900177\", \"region\": \"GB\"}")) {
            APIGatewayV2HTTPResponse found = staff.call("privacy", "POST", "/lookup", body);
            assertEquals(200, found.getStatusCode(), body);
            JsonNode shown = Json.read(found.getBody().getBytes(StandardCharsets.UTF_8));
            assertEquals(id, shown.path("contactId").asText());
            assertEquals("marketing", shown.at("/suppressions/0/purpose").asText());
            assertFalse(found.getBody().contains("7700"), "masked");
            APIGatewayV2HTTPResponse link = new LinksClient(engines).call(body);
            assertEquals(201, link.getStatusCode(), body);
            String url = Json.read(link.getBody().getBytes(StandardCharsets.UTF_8))
                    .path("url")
                    .asText();
            List<Contact> page = PreferenceLinks.contacts(store(), url.substring(url.indexOf("?t=") + 3));
            assertEquals(id, page.get(0).id().value());
        }
        String unknown = "{\"number\": \"+44 7700 900178\"}";
        assertEquals(404, staff.call("privacy", "POST", "/lookup", unknown).getStatusCode());
        assertEquals(201, new LinksClient(engines).call(unknown).getStatusCode(), "on file or not");
    }

    @ParameterizedTest
    @CsvSource({
        "messenger:1234567890123, letters",
        "+12025550150;ext=2, extension",
        "+12025550150 +12025550151, several_numbers",
        "2025550150, region_needed",
        "+1 202, invalid",
        "+999 202 555 0123, invalid"
    })
    void whatIsNoNumberIsRefusedByNameForStaffAndLinks(String typed, String code) {
        Engines engines = new Engines(new Untouched(store()), clock);
        String body = "{\"number\": \"" + typed + "\"}";
        for (APIGatewayV2HTTPResponse answer : List.of(
                new ContactsClient(engines).call("privacy", "POST", "/lookup", body),
                new LinksClient(engines).call(body))) {
            assertEquals(422, answer.getStatusCode());
            JsonNode problem = Json.read(answer.getBody().getBytes(StandardCharsets.UTF_8));
            assertEquals(code, problem.at("/errors/0/code").asText());
            assertFalse(answer.getBody().contains("202"), "what was typed is not repeated");
        }
    }

    private static void tell(Engines engines, String provider, String from, String to) {
        new InboundClient(engines).tell(Stops.of(provider, from, to));
    }

    /** The contact that is stored under exactly that form. */
    private Contact contact(Engines engines, String e164) {
        return store().load(List.of(engines.index.contactId(PhoneNumber.ofCanonical(e164))))
                .get(0);
    }

    private State state(Engines engines, String e164) {
        Consent consent = contact(engines, e164).consent(MARKETING);
        assertTrue(consent != null, "no consent");
        return consent.state();
    }

    /** A store that nobody is to ask anything. */
    private static final class Untouched extends ForwardingStore {

        Untouched(Store store) {
            super(store);
        }

        @Override
        public List<Contact> load(List<ContactId> ids) {
            throw new AssertionError("nobody's contact is read");
        }

        @Override
        public CommitResult commit(Commit commit) {
            throw new AssertionError("nothing is stored");
        }
    }
}
