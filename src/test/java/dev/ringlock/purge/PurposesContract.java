package dev.ringlock.purge;

import static dev.ringlock.purge.People.MARKETING;
import static dev.ringlock.purge.People.SERVICE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.Engines;
import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.Contact;
import dev.ringlock.ledger.Entry;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.Policies;
import dev.ringlock.policy.Policy;
import dev.ringlock.steps.DeclaredPurposes;
import dev.ringlock.steps.Notices;
import dev.ringlock.store.ContactFilter;
import dev.ringlock.store.ForwardingStore;
import dev.ringlock.store.Page;
import dev.ringlock.store.Store;
import dev.ringlock.terms.Purpose;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A purpose that leaves the policy takes its consents along, on every store. */
abstract class PurposesContract extends ClockContract {

    private static final Policy WITHOUT_SERVICE = Policies.without(SERVICE);

    @Test
    void aPurposeThatLeftThePolicyEndsItsConsentsAndTheirCompartments() {
        Engines on = inUse();
        People people = new People(on, on.policy);
        ContactId both = signedUp(people, 0, MARKETING, SERVICE);
        ContactId only = signedUp(people, 1, SERVICE);
        ContactId other = signedUp(people, 2, MARKETING);
        PhoneNumber unproved = People.american(3);
        people.no(unproved, ago(2), SERVICE);
        people.yes(unproved, ago(1), SERVICE);
        String untouched = people.told("", other);
        assertEquals(State.REQUESTED, load(people.id(unproved)).state(SERVICE));

        PurgeReport told = without(on, store()).run(true);
        assertEquals(Set.of("service", "maintenance"), people.compartments(only), "a dry run changes nothing");
        PurgeReport report = without(on, store()).run(false);

        assertEquals(Map.of("purpose_removed", 3L), report.counts());
        assertEquals(report.counts(), told.counts());
        assertEquals(State.EXPIRED, load(both).state(SERVICE));
        assertEquals(State.GRANTED, load(both).state(MARKETING));
        assertEquals(Set.of("marketing", "maintenance"), people.compartments(both));
        assertEquals(Set.of(), people.compartments(only));
        assertEquals(State.WITHDRAWN, load(people.id(unproved)).state(SERVICE), "its no is what is left");
        assertEquals(untouched, people.told("", other));
        Entry end = history(only).get(1);
        assertEquals("purpose_removed", end.fields().get("reason"));
        assertEquals("granted", end.fields().get("before"));
        assertEquals(clock.instant(), end.at());
        assertEquals(Map.of(), without(on, store()).run(false).counts(), "once");
    }

    @Test
    void whatEndedStaysEndedWhenThePurposeComesBack() {
        Engines on = inUse();
        People people = new People(on, on.policy);
        ContactId only = signedUp(people, 0, SERVICE);
        PhoneNumber stopped = People.american(1);
        people.no(stopped, ago(2), SERVICE);
        without(on, store()).run(false);
        assertEquals(Map.of(), new PurgeClient(on).run(false).counts());
        assertEquals(State.EXPIRED, load(only).state(SERVICE));
        people.yes(stopped, clock.instant(), SERVICE);
        assertEquals(State.REQUESTED, load(people.id(stopped)).state(SERVICE), "the no binds");
        signedUp(people, 0, SERVICE);
        assertEquals(State.GRANTED, load(only).state(SERVICE), "a new yes counts");
    }

    @Test
    void aContactThatIsDueAnywayEndsThemEvenWhereNobodyKnowsThatThePurposeWas() {
        Engines on = new Engines(store(), clock);
        People people = new People(on, on.policy);
        people.yes(People.american(0), ago(100), MARKETING, SERVICE);
        people.reply(People.american(0), ago(1));
        without(on, store()).vouchedFor(clock.instant()).runAccepting(clock.instant());
        Contact contact = load(people.id(People.american(0)));
        assertEquals(State.EXPIRED, contact.state(SERVICE));
        assertEquals(State.GRANTED, contact.state(MARKETING));
        assertEquals(Set.of("marketing", "maintenance"), people.compartments(contact.id()));
    }

    @Test
    void theWalkGoesOnFromStepToStep() {
        Engines on = inUse();
        People people = new People(on, on.policy);
        for (int i = 0; i < 60; i++) {
            signedUp(people, i, SERVICE);
        }
        PurgeClient slow = without(on, new ForwardingStore(store()) {
            @Override
            public Page<Contact> list(ContactFilter filter, @Nullable String cursor, int limit) {
                clock.advance(Duration.ofMinutes(2));
                return super.list(filter, cursor, SMALL_PAGE);
            }
        });
        int steps = 0;
        PurgeStep step = PurgeStep.first(false);
        while (!step.done()) {
            step = slow.step(step);
            steps++;
        }
        assertTrue(steps >= 3, "steps: " + steps);
        assertEquals(
                Map.of("purpose_removed", 60L),
                Objects.requireNonNull(step.report()).counts());
    }

    @Test
    void nobodyIsListedAsLongAsNoPurposeHasLeft() {
        Engines on = inUse();
        signedUp(new People(on, on.policy), 0, MARKETING);
        door(on, new ForwardingStore(store()) {
                    @Override
                    public Page<Contact> list(ContactFilter filter, @Nullable String cursor, int limit) {
                        throw new AssertionError("a list was asked for");
                    }
                })
                .run(false);
    }

    @Test
    void thePurposesAreWrittenDownOnceHoweverManyStartAtOnce() {
        Engines on = new Engines(store(), clock);
        for (Policy policy : List.of(on.policy, WITHOUT_SERVICE, on.policy)) {
            Stream.generate(() ->
                            CompletableFuture.runAsync(() -> purposes(policy).register()))
                    .limit(6)
                    .toList()
                    .forEach(CompletableFuture::join);
        }
        List<Entry> entries =
                store().history(DeclaredPurposes.SUBJECT, null, 10).items();
        assertEquals(
                List.of(
                        Map.of("purposes", "marketing service"),
                        Map.of("purposes", "marketing", "removed", "service"),
                        Map.of("purposes", "marketing service")),
                entries.stream().map(Entry::fields).map(HashMap::new).toList());
        assertEquals(entries.get(0).hash(), entries.get(1).previous());
        assertEquals(Set.of(SERVICE), purposes(WITHOUT_SERVICE).removed());
        assertEquals(Set.of(), purposes(on.policy).removed());
    }

    @Test
    void theNoticesOfABuildThatWroteNoPurposesDownTellThem() {
        Engines on = new Engines(store(), clock);
        new Notices(on.policy, store(), clock).register();
        People people = new People(on, on.policy);
        ContactId only = signedUp(people, 0, SERVICE);
        assertEquals(
                Map.of("purpose_removed", 1L),
                without(on, store()).vouchedFor(clock.instant()).run(false).counts());
        assertEquals(State.EXPIRED, load(only).state(SERVICE));
    }

    @Test
    void aStoreThatCanBeAskedTellsThemToo() {
        purposes(WITHOUT_SERVICE).register(() -> Set.of(SERVICE, MARKETING));
        assertEquals(Set.of(SERVICE), purposes(WITHOUT_SERVICE).removed());
        purposes(WITHOUT_SERVICE).register(() -> {
            throw new AssertionError("it is known");
        });
    }

    private DeclaredPurposes purposes(Policy policy) {
        return new DeclaredPurposes(policy, store(), clock);
    }

    private ContactId signedUp(People people, int number, Purpose... purposes) {
        people.yes(People.american(number), clock.instant(), purposes);
        assertNotNull(load(people.id(People.american(number))).dueAt());
        return people.id(People.american(number));
    }

    private static PurgeClient without(Engines on, Store store) {
        return door(on, WITHOUT_SERVICE, store, on.keys);
    }
}
