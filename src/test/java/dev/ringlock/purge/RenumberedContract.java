package dev.ringlock.purge;

import static dev.ringlock.purge.People.MARKETING;
import static dev.ringlock.purge.People.SERVICE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.consent.Consent;
import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.GivenConsent;
import dev.ringlock.contacts.ContactsClient;
import dev.ringlock.imports.run.ImportClient;
import dev.ringlock.inbound.InboundClient;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.store.FilesInMemory;
import dev.ringlock.store.Store;
import dev.ringlock.terms.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Contacts under a form that counted as a number of its own until Ringlock knew better. A no from either form ends their
 * consents at once, and the purge brings them to the form that counts. The same on every store.
 */
public abstract class RenumberedContract {

    private static final String NO_TO_MARKETING = """
            source: crm
            number: {column: Phone}
            rowId: {column: Id}
            decidedAt: {column: Date}
            decisions:
              - {purpose: marketing, answer: no}
            """;

    protected final TestClock clock = new TestClock();

    /** The store under test, empty at a test's begin. */
    protected abstract Store store();

    @ParameterizedTest
    @CsvSource({
        "+551171234567, +5511971234567",
        "+24106031234, +24166031234",
        "+2416031234, +24166031234",
        "+24107031234, +24177031234",
        "+22507234567, +2250707234567",
        "+841201234567, +84701234567",
        "+2302512345, +23052512345",
        "+5068312345, +50688312345",
    })
    void thePurgeMovesItAndANoThatIsThereBinds(String older, String newer) {
        Engines on = new Engines(store(), clock);
        People people = new People(on, on.policy);
        ContactId left = stored(on, people, older);
        people.no(PhoneNumber.ofCanonical(newer), ago(300), SERVICE);
        assertEquals(
                2L,
                new PurgeClient(on)
                        .vouchedFor(clock.instant())
                        .runAccepting(clock.instant())
                        .counts()
                        .get("renumbered"));
        ContactId reached = people.id(PhoneNumber.ofCanonical(newer));
        assertEquals(State.EXPIRED, state(people, left, MARKETING));
        assertEquals(Set.of(), people.compartments(left));
        assertEquals(State.GRANTED, state(people, reached, MARKETING));
        assertEquals(State.WITHDRAWN, state(people, reached, SERVICE));
        assertEquals(Set.of("marketing", "maintenance"), people.compartments(reached));
        String no = "{\"all\": true, \"reason\": \"wants no more\", \"asked\": \"phone\"}";
        new ContactsClient(on).call("privacy", "POST", "/" + left.value() + "/withdraw", no);
        assertEquals(State.WITHDRAWN, state(people, reached, MARKETING), "a page that staff had open from before");
    }

    @ParameterizedTest
    @CsvSource({
        "+551171234567, +5511971234567",
        "+24106031234, +24166031234",
        "+2416031234, +24166031234",
        "+24106031234, +2416031234",
        "+22507234567, +2250707234567",
    })
    void aStopFromEitherFormEndsItBeforeThePurgeHasSeenIt(String older, String newer) {
        for (String from : new String[] {older, newer}) {
            Engines on = new Engines(store(), clock);
            People people = new People(on, on.policy);
            ContactId left = stored(on, people, older);
            clock.advance(Duration.ofMinutes(1));
            new InboundClient(on).text("SM" + from, "whatsapp:" + from, "+12025550101", "STOP", null);
            assertEquals(State.WITHDRAWN, state(people, left, MARKETING));
            assertEquals(State.WITHDRAWN, state(people, left, SERVICE));
            assertEquals(Set.of(), people.compartments(left));
            clock.advance(Duration.ofDays(200));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "+551171234567, +551171234567",
        "+551171234567, +5511971234567",
        "+24106031234, +24166031234",
        "+22507234567, +22507234567",
        "+22507234567, +2250707234567",
    })
    void aNoThatIsImportedForEitherFormEndsItTooUnlessItIsOlder(String older, String from) {
        Engines on = new Engines(store(), clock);
        People people = new People(on, on.policy);
        ContactId left = stored(on, people, older);
        ImportClient imports = new ImportClient(on, new FilesInMemory());
        imports.imported("crm", "Id,Phone,Date\n1," + from + "," + ago(101) + "\n", NO_TO_MARKETING);
        assertEquals(State.GRANTED, state(people, left, MARKETING));
        imports.imported("crm", "Id,Phone,Date\n1," + from + "," + ago(1) + "\n", NO_TO_MARKETING);
        assertEquals(State.WITHDRAWN, state(people, left, MARKETING));
        assertEquals(State.GRANTED, state(people, left, SERVICE));
        assertEquals(Set.of("service", "maintenance"), people.compartments(left));
    }

    /** As it was stored then: under the older form's own id. */
    private ContactId stored(Engines on, People people, String older) {
        PhoneNumber number = PhoneNumber.ofCanonical(older);
        ContactId id = on.index.contactId(number);
        people.say(id, number, ago(100), GivenConsent.ConsentMethod.WEB_CHECKBOX, null, MARKETING, SERVICE);
        return id;
    }

    private static State state(People people, ContactId id, Purpose purpose) {
        Consent consent = people.load(id).consent(purpose);
        assertNotNull(consent);
        return consent.state();
    }

    private Instant ago(int days) {
        return clock.instant().minus(Duration.ofDays(days));
    }
}
