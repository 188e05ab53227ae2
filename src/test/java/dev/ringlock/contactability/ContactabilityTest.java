package dev.ringlock.contactability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.consent.Consent;
import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.Contact.Hold;
import dev.ringlock.consent.OptOut;
import dev.ringlock.consent.PendingProof;
import dev.ringlock.consent.Quality;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.terms.Purpose;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContactabilityTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(60);
    private static final Purpose MARKETING = new Purpose("marketing");
    private static final Ulid ENTRY = Ulid.first(NOW);
    private static final Hold HOLD = new Hold(NOW, ENTRY);

    @Test
    void aGrantedConsentAllowsUntilItsEnd() {
        Contact granted = contact(consent(State.GRANTED), null, null);
        assertTrue(Contactability.of(granted, MARKETING, NOW).isAllowed());
        assertTrue(Contactability.of(granted, MARKETING, LATER.minusMillis(1)).isAllowed());
        assertEquals(List.of(Refusal.EXPIRED), refusals(granted, LATER));
    }

    @Test
    void eachStateHasItsReason() {
        assertEquals(List.of(Refusal.NO_CONSENT), refusals(contact(null, null, null), NOW));
        assertEquals(List.of(Refusal.NOT_CONFIRMED), refusals(contact(consent(State.REQUESTED), null, null), NOW));
        assertEquals(List.of(Refusal.WITHDRAWN), refusals(contact(consent(State.WITHDRAWN), null, null), NOW));
        assertEquals(List.of(Refusal.EXPIRED), refusals(contact(consent(State.EXPIRED), null, null), NOW));
    }

    @Test
    void anOptOutOfEverythingIsTheReasonForAPurposeThatWasNeverAskedFor() {
        assertEquals(List.of(Refusal.WITHDRAWN), refusals(contact(null, new OptOut(NOW, ENTRY), null), NOW));
    }

    @Test
    void aHoldComesFirstAndTheConsentsOwnReasonBehindIt() {
        assertEquals(List.of(Refusal.HELD), refusals(contact(consent(State.GRANTED), null, HOLD), NOW));
        assertEquals(
                List.of(Refusal.HELD, Refusal.NOT_CONFIRMED),
                refusals(contact(consent(State.REQUESTED), null, HOLD), NOW));
        assertEquals(List.of(Refusal.HELD, Refusal.NO_CONSENT), refusals(contact(null, null, HOLD), NOW));
    }

    @Test
    void maintenanceIsNoUse() {
        Contact granted = contact(consent(State.GRANTED), null, null);
        assertEquals(
                List.of(Refusal.NO_CONSENT),
                Contactability.of(granted, Purpose.MAINTENANCE, NOW).refusals());
    }

    @ParameterizedTest
    @EnumSource
    void whatACompartmentsRowKeepsAllowsTheSame(State state) {
        for (Hold hold : new @Nullable Hold[] {null, HOLD}) {
            for (Instant at : List.of(NOW, LATER.minusMillis(1), LATER)) {
                Contact contact = contact(consent(state), null, hold);
                assertEquals(
                        Contactability.of(contact, MARKETING, at).isAllowed(),
                        Eligibility.of(contact, MARKETING).allows(at),
                        state + " at " + at);
            }
        }
        assertFalse(Eligibility.of(null, MARKETING).allows(NOW));
    }

    private static List<Refusal> refusals(Contact contact, Instant at) {
        return Contactability.of(contact, MARKETING, at).refusals();
    }

    private static Contact contact(@Nullable Consent consent, @Nullable OptOut everything, @Nullable Hold hold) {
        return new Contact(
                ContactId.ofMac(new byte[16]),
                1,
                null,
                null,
                consent == null ? Map.of() : Map.of(MARKETING, consent),
                everything,
                hold,
                PendingProof.NOTHING,
                Quality.UNKNOWN,
                null);
    }

    private static Consent consent(State state) {
        Instant end = state == State.GRANTED ? LATER : null;
        OptOut no = state == State.WITHDRAWN ? new OptOut(NOW, ENTRY) : null;
        return new Consent(state, NOW, ENTRY, "record", end, no, null, null, false);
    }
}
