package dev.ringlock.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.NumberIds;
import dev.ringlock.terms.Purpose;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HomeTest {

    private static final ContactId OLD = ContactId.ofMac(1, new byte[16]);
    private static final ContactId NEW = ContactId.ofMac(2, new byte[16]);
    private static final ContactId OLDER_FORM =
            ContactId.ofMac(2, new byte[] {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1});
    private static final Instant DAY = Instant.parse("2029-11-28T12:00:00Z");
    private static final NumberIds READING = new NumberIds(List.of(OLD, NEW), List.of(OLDER_FORM), true);
    private static final NumberIds MOVING = new NumberIds(List.of(NEW, OLD), List.of(OLDER_FORM), true);

    @Test
    void aNumberOfWhomNothingIsStoredLivesWhereTheProcessMakesIds() {
        assertEquals(OLD, home(READING, Contact.unknown(OLD), Contact.unknown(NEW)));
        assertEquals(NEW, home(MOVING, Contact.unknown(OLD), Contact.unknown(NEW)));
    }

    @Test
    void itLivesWhereItsConsentIsWhateverTheProcessKnows() {
        for (NumberIds ids : List.of(READING, MOVING)) {
            assertEquals(OLD, home(ids, stored(OLD, open()), Contact.unknown(NEW)));
            assertEquals(NEW, home(ids, stored(OLD, Map.of()), stored(NEW, open())));
        }
    }

    @Test
    void withoutAConsentItLivesInTheNewestThatIsStored() {
        for (NumberIds ids : List.of(READING, MOVING)) {
            assertEquals(NEW, home(ids, stored(OLD, no()), stored(NEW, no())));
        }
        assertEquals(OLD, home(READING, stored(OLD, no()), Contact.unknown(NEW)));
        assertEquals(OLD, home(MOVING, stored(OLD, no()), Contact.unknown(NEW)), "its no has to be seen by every rule");
        Contact left = stored(OLD, Map.of()).with(Quality.UNKNOWN.moved(NEW));
        assertEquals(NEW, home(MOVING, left, Contact.unknown(NEW)), "nothing is begun where something has left");
    }

    @Test
    void allOthersComeBehindItAndItsOwnAreWatched() {
        Contact old = stored(OLD, open());
        List<Contact> ordered = Home.first(MOVING, List.of(Contact.unknown(NEW), old, Contact.unknown(OLDER_FORM)));
        assertEquals(
                List.of(OLD, NEW, OLDER_FORM), ordered.stream().map(Contact::id).toList());
        assertEquals(List.of(Contact.unknown(NEW)), Home.others(MOVING, ordered));
    }

    @Test
    void aMoveThatCameBetweenTheReadsIsSeen() {
        Contact left = stored(OLD, Map.of()).with(Quality.UNKNOWN.moved(NEW));
        assertTrue(Home.isTorn(List.of(Contact.unknown(NEW), left)));
        assertFalse(Home.isTorn(List.of(stored(NEW, open()), left)));
    }

    private static ContactId home(NumberIds ids, Contact old, Contact fresh) {
        List<Contact> found = ids.first().equals(OLD) ? List.of(old, fresh) : List.of(fresh, old);
        List<Contact> all = List.of(found.get(0), found.get(1), Contact.unknown(OLDER_FORM));
        return Home.first(ids, all).get(0).id();
    }

    private static Contact stored(ContactId id, Map<Purpose, Consent> consents) {
        return Contact.unknown(id).storedAgain().with(consents);
    }

    private static Map<Purpose, Consent> open() {
        Purpose purpose = new Purpose("marketing");
        Ulid entry = Ulid.first(DAY);
        return Map.of(
                purpose,
                new Consent(Consent.State.GRANTED, DAY, entry, "r", DAY.plusSeconds(60), null, null, null, false));
    }

    private static Map<Purpose, Consent> no() {
        return Map.of(new Purpose("marketing"), Consent.suppression(new OptOut(DAY, Ulid.first(DAY))));
    }
}
