package dev.ringlock.preferences;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.capture.CaptureClient;
import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.Contact;
import dev.ringlock.http.PublicUrl;
import dev.ringlock.inbound.InboundClient;
import dev.ringlock.keys.TestSigner;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.purge.People;
import dev.ringlock.steps.ConsentReceipts;
import dev.ringlock.steps.HouseSignature;
import dev.ringlock.steps.ReceiptText;
import dev.ringlock.store.Store;
import dev.ringlock.subject.SubjectClient;
import dev.ringlock.terms.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A no on the person's own page is a no as any other, under every form of the number, on every store. */
public abstract class PreferencesContract {

    private static final String PHONE = "+12025550123";
    private static final Purpose MARKETING = new Purpose("marketing");
    private static final Purpose SERVICE = new Purpose("service");

    protected final TestClock clock = new TestClock();

    private Engines engines;
    private Preferences preferences;

    /** The store under test, empty at a test's begin. */
    protected abstract Store store();

    @BeforeEach
    void begin() {
        engines = new Engines(store(), clock);
        preferences = new Preferences(engines.policy, store(), engines.arrivals);
    }

    @Test
    void onePurposeIsTakenBackAndIsNoNoToEverything() {
        new CaptureClient(engines).signUp(PHONE, "marketing", "service");
        preferences.takeBack(List.of(id()), Set.of(MARKETING), false);
        assertEquals(List.of(State.WITHDRAWN, State.GRANTED), states(id()));
        assertNull(contact(id()).optOutOfEverything());
        long version = contact(id()).version();
        preferences.takeBack(List.of(id()), Set.of(MARKETING), false);
        assertEquals(version, contact(id()).version(), "a second tap changes nothing");
    }

    @Test
    void takingBackAllIsANoToEverythingThoughAllHasEndedMeanwhile() {
        new CaptureClient(engines).signUp(PHONE, "marketing", "service");
        clock.advance(Duration.ofSeconds(1));
        new InboundClient(engines).text("SM1", PHONE, "+12025550100", "STOP MARKETING", null);
        new InboundClient(engines).text("SM2", PHONE, "+12025550100", "STOP SERVICE", null);
        assertNull(contact(id()).optOutOfEverything());
        preferences.takeBack(List.of(id()), Set.of(MARKETING, SERVICE), true);
        assertNotNull(contact(id()).optOutOfEverything());
    }

    @Test
    void aNoReachesEveryFormOfTheNumberAndOneThatNobodyIsStoredUnder() {
        new CaptureClient(engines).signUp(PHONE, "service");
        ContactId unknown = engines.index.contactId(PhoneNumber.ofCanonical("+12025550124"));
        preferences.takeBack(List.of(unknown, id()), Set.of(MARKETING, SERVICE), true);
        assertNotNull(contact(unknown).optOutOfEverything(), "a form that is posted meanwhile meets it");
        assertEquals(State.WITHDRAWN, contact(id()).state(SERVICE));
    }

    @Test
    void theReceiptOfAConsentSaysItAsItIsOnFile() throws Exception {
        String record = new CaptureClient(engines).signUp(PHONE, "marketing");
        var since = contact(id()).consents().get(MARKETING);
        clock.advance(Duration.ofDays(3));
        TestSigner signer = new TestSigner();
        String compact = receipts(signer)
                .of(List.of(contact(id())), MARKETING)
                .orElseThrow()
                .getBody();
        JsonNode receipt = ReceiptText.checked(compact, signer.publicKey());
        assertEquals(record, receipt.path("sub").asText());
        assertEquals("state", receipt.at("/receipt/kind").asText());
        assertEquals("granted", receipt.at("/receipt/state").asText());
        assertEquals(since.since(), Instant.parse(receipt.at("/receipt/since").asText()));
        assertEquals(
                since.expiresAt(), Instant.parse(receipt.at("/receipt/until").asText()));
        assertTrue(receipt.at("/receipt/last_proof_from_the_phone_began_at").isMissingNode());
        assertEquals("on_file", receipt.path("collectionMethod").asText());
        assertFalse(
                receipt.toString().contains("2025550123") || receipt.toString().contains(id().value()));
    }

    /** The proof is the old yes's. The new one came by a form, and nobody proved it. */
    @Test
    void aReceiptSaysNoProofOfAYesThatRenewedAProvedOne() throws Exception {
        People people = new People(engines, engines.policy);
        people.provedYes(PhoneNumber.ofCanonical(PHONE), clock.instant().minus(Duration.ofDays(300)), MARKETING);
        new CaptureClient(engines).signUp(PHONE, "marketing");
        assertNotNull(contact(id()).consents().get(MARKETING).provedAt());
        TestSigner signer = new TestSigner();
        JsonNode receipt = ReceiptText.checked(
                receipts(signer)
                        .of(List.of(contact(id())), MARKETING)
                        .orElseThrow()
                        .getBody(),
                signer.publicKey());
        assertEquals("on_file", receipt.path("collectionMethod").asText());
        assertTrue(Instant.parse(receipt.at("/receipt/last_proof_from_the_phone_began_at")
                        .asText())
                .isBefore(Instant.parse(receipt.at("/receipt/since").asText())));
    }

    @Test
    void aConsentThatCameToItsEndHasNoReceiptThoughItIsNotPurgedYet() {
        new CaptureClient(engines).signUp(PHONE, "marketing");
        Instant end =
                Objects.requireNonNull(contact(id()).consents().get(MARKETING).expiresAt());
        clock.advance(Duration.between(clock.instant(), end).minusSeconds(1));
        TestSigner signer = new TestSigner();
        assertTrue(receipts(signer).of(List.of(contact(id())), MARKETING).isPresent());
        clock.advance(Duration.ofSeconds(1));
        assertTrue(contact(id()).consents().get(MARKETING).hasCompartment());
        assertTrue(receipts(signer).of(List.of(contact(id())), MARKETING).isEmpty());
    }

    @Test
    void thereIsAReceiptOfAGrantedConsentAlone() {
        new CaptureClient(engines).signUp(PHONE, "marketing");
        preferences.takeBack(List.of(id()), Set.of(MARKETING), false);
        TestSigner signer = new TestSigner();
        assertTrue(receipts(signer).of(List.of(contact(id())), MARKETING).isEmpty());
        assertTrue(receipts(signer).of(List.of(contact(id())), SERVICE).isEmpty());
        assertTrue(receipts(signer)
                .of(List.of(contact(id())), new Purpose("other"))
                .isEmpty());
        assertEquals(0, signer.takeSignatures());
    }

    private StateReceipts receipts(TestSigner signer) {
        return new StateReceipts(
                engines.policy,
                new ConsentReceipts(
                        engines.policy,
                        new HouseSignature(signer, store(), engines.arrivals),
                        PublicUrl.of("https://ringlock.example.com"),
                        engines.arrivals));
    }

    @Test
    void thePageShowsWhatIsOpenUnderAnyFormOfTheNumber() {
        new CaptureClient(engines).signUp(PHONE, "service");
        ContactId other = engines.index.contactId(PhoneNumber.ofCanonical("+12025550124"));
        preferences.takeBack(List.of(other), Set.of(MARKETING, SERVICE), false);
        var shown = PreferencesPage.consents(store().load(List.of(other, id())));
        assertEquals(State.WITHDRAWN, shown.get(MARKETING).state());
        assertEquals(State.GRANTED, shown.get(SERVICE).state());
    }

    @Test
    void aLinkThatIsOutShowsNothingOfSomebodyWhoWasErased() {
        new CaptureClient(engines).signUp(PHONE, "service");
        assertEquals(1, PreferencesPage.consents(store().load(List.of(id()))).size());
        assertEquals(200, new SubjectClient(engines).erase(PHONE).getStatusCode());
        assertEquals(Map.of(), PreferencesPage.consents(store().load(List.of(id()))));
        preferences.takeBack(List.of(id()), Set.of(MARKETING, SERVICE), true);
        assertEquals(Map.of(), PreferencesPage.consents(store().load(List.of(id()))));
    }

    private ContactId id() {
        return engines.index.contactId(PhoneNumber.ofCanonical(PHONE));
    }

    private Contact contact(ContactId id) {
        return store().load(List.of(id)).get(0);
    }

    private List<State> states(ContactId id) {
        return List.of(contact(id).state(MARKETING), contact(id).state(SERVICE));
    }
}
