package dev.ringlock.purge;

import static dev.ringlock.purge.People.MARKETING;
import static dev.ringlock.purge.People.SERVICE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.Engines;
import dev.ringlock.consent.Consent;
import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.GivenConsent;
import dev.ringlock.keys.DataKey;
import dev.ringlock.keys.Keys;
import dev.ringlock.keys.KeysUnavailableException;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.Policies;
import dev.ringlock.policy.Policy;
import dev.ringlock.reassigned.ReassignedNumbers;
import dev.ringlock.reassigned.ReassignedNumbers.Reassignment;
import dev.ringlock.reassigned.ReassignedUnavailableException;
import dev.ringlock.steps.PreferenceLinks;
import dev.ringlock.store.Commit;
import dev.ringlock.store.CommitResult;
import dev.ringlock.store.DueRow;
import dev.ringlock.store.ForwardingStore;
import dev.ringlock.store.GuardRow;
import dev.ringlock.store.KilledStore;
import dev.ringlock.store.Page;
import dev.ringlock.terms.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a purge does, on every store: each thing once, whatever happens to it on the way. */
public abstract class PurgeContract extends PurposesContract {

    @Test
    void everythingThatIsDueIsDoneAndIsOnTheLedgerWithItsReason() {
        Engines on = inUse();
        Cast cast = new Cast(on, 0);
        long young = load(cast.id("young")).version();
        PurgeReport report = new PurgeClient(on).run(false);
        assertEquals(
                Map.ofEntries(
                        Map.entry("expired", 1L),
                        Map.entry("inactive", 3L),
                        Map.entry("never_confirmed", 1L),
                        Map.entry("dead", 1L),
                        Map.entry("expiring", 1L),
                        Map.entry("line_type", 1L),
                        Map.entry("invalid", 1L),
                        Map.entry("renumbered", 2L),
                        Map.entry("checked", 5L),
                        Map.entry("forgotten", 2L),
                        Map.entry("forgotten_entries", 4L)),
                report.counts());
        assertEquals(12, report.due());
        assertEnded(cast, "expired", MARKETING, State.EXPIRED, "expired");
        assertEnded(cast, "inactive", SERVICE, State.EXPIRED, "inactive");
        assertEnded(cast, "unproved", MARKETING, State.WITHDRAWN, "never_confirmed");
        assertEnded(cast, "dead", MARKETING, State.EXPIRED, "dead");
        assertEnded(cast, "landline", MARKETING, State.EXPIRED, "line_type");
        assertEnded(cast, "held", MARKETING, State.EXPIRED, "inactive");
        assertNotNull(load(cast.id("held")).hold(), "a person of staff still has to decide");
        assertEnded(cast, "moved from", MARKETING, State.EXPIRED, "renumbered");
        assertEquals(State.GRANTED, state(cast, "moved to", MARKETING));
        assertEquals(State.WITHDRAWN, state(cast, "moved to", SERVICE), "its no stays and binds");
        assertEquals(State.GRANTED, state(cast, "renewed", MARKETING));
        assertEquals(State.GRANTED, state(cast, "unknown", SERVICE), "never for that alone");
        assertNotNull(load(cast.id("unknown")).quality().invalidSince());
        assertEquals(young, load(cast.id("young")).version());
        assertEquals(Contact.unknown(cast.id("gone long ago")), load(cast.id("gone long ago")));
        assertEquals(List.of(), history(cast.id("gone long ago")));
        assertEquals(List.of(), history(cast.id("stopped long ago")));
        Contact stopped = load(cast.id("stopped long ago"));
        assertNotNull(stopped.optOut(MARKETING));
        assertNull(stopped.dueAt(), "a suppression does not expire");
        assertNotEquals(List.of(), history(cast.id("held long ago")), "undecided is not over");
        cast.ids.forEach((who, id) -> assertCompartments(on, id));
    }

    @Test
    void theRunIsOnTheLedgerOnce() {
        Engines on = new Engines(store(), clock);
        new Cast(on, 0);
        PurgeClient purge = new PurgeClient(on).vouchedFor(clock.instant());
        PurgeStep last = purge.step(PurgeStep.first(false));
        assertTrue(last.done());
        assertEquals(last, purge.step(last));
        purge.step(new PurgeStep(last.run(), false, null, false, last.report(), null));
        List<Entry> runs = RunReports.recent(store(), clock.instant());
        assertEquals(1, runs.size());
        Entry run = runs.get(0);
        assertEquals(Event.PURGED, run.event());
        assertEquals("12", run.fields().get("due"));
        assertEquals("3", run.fields().get("count_inactive"));
        clock.advance(Duration.ofSeconds(1));
        purge.run(false);
        runs = RunReports.recent(store(), clock.instant());
        assertEquals("0", runs.get(0).fields().get("due"), "the newest first");
        assertEquals(run.hash(), runs.get(0).previous());
    }

    @Test
    void aDryRunTellsTheSameAndChangesNothing() {
        Engines on = new Engines(store(), clock);
        Cast cast = new Cast(on, 0);
        String before = cast.state();
        PurgeReport told = new PurgeClient(on).vouchedFor(clock.instant()).run(true);
        assertEquals(before, cast.state());
        assertEquals(List.of(), RunReports.recent(store(), clock.instant()));
        PurgeReport done = new PurgeClient(on).run(false);
        assertEquals(done.counts(), told.counts());
        assertEquals(done.due(), told.due());
    }

    @Test
    void killedAtAnyStepAndRunAgainItEndsAsIfUndisturbed() {
        Engines on = inUse();
        Cast undisturbed = new Cast(on, 0);
        KilledStore counting = new KilledStore(store(), Integer.MAX_VALUE, false);
        door(on, counting).run(false);
        String wanted = undisturbed.state();
        assertTrue(counting.calls() >= 20, "calls: " + counting.calls());
        for (int call = 0; call < 2 * counting.calls(); call += killedAt()) {
            Cast cast = new Cast(on, 1 + call);
            KilledStore killed = new KilledStore(store(), call / 2, call % 2 == 1);
            assertTrue(killed.kills(() -> door(on, killed).run(false)), "it was killed at call " + call / 2);
            new PurgeClient(on).run(false);
            assertEquals(wanted, cast.state(), "killed at call " + call / 2 + (call % 2 == 1 ? ", done" : ""));
        }
    }

    /** At which calls it is killed: at each, or where each takes long at each of so many, an odd number. */
    protected int killedAt() {
        return 1;
    }

    @Test
    void twoRunsAtOnceAreAsGoodAsOne() {
        Engines on = inUse();
        Cast undisturbed = new Cast(on, 0);
        new PurgeClient(on).run(false);
        for (int round = 1; round <= 6; round++) {
            Cast cast = new Cast(on, round);
            CompletableFuture<PurgeReport> other = CompletableFuture.supplyAsync(() -> new PurgeClient(on).run(false));
            PurgeReport report = new PurgeClient(on).run(false);
            PurgeReport otherReport = other.join();
            assertEquals(undisturbed.state(), cast.state());
            assertEquals(12, handled(report) + handled(otherReport), "each was handled by one of them");
        }
    }

    @Test
    void aStepThatIsOutOfTimeGoesOnWhereItWas() {
        Engines on = inUse();
        People people = new People(on, on.policy);
        Instant long_ago = clock.instant().minus(Duration.ofDays(600));
        for (int i = 0; i < 60; i++) {
            people.yes(People.american(i), long_ago, MARKETING);
        }
        PurgeClient slow = door(on, new ForwardingStore(store()) {
            @Override
            public Page<DueRow> due(Instant now, @Nullable String cursor, int limit) {
                clock.advance(Duration.ofMinutes(2));
                return super.due(now, cursor, SMALL_PAGE);
            }
        });
        List<PurgeStep> steps = new ArrayList<>();
        PurgeStep step = PurgeStep.first(false);
        while (!step.done()) {
            step = slow.step(step);
            steps.add(step);
        }
        assertEquals(3, steps.size());
        assertEquals(
                Set.of(step.run()),
                Set.copyOf(steps.stream().map(PurgeStep::run).toList()));
        PurgeReport report = Objects.requireNonNull(step.report());
        assertEquals(60, report.due());
        assertEquals(Map.of("inactive", 60L), report.counts());
        assertEquals(3 * Duration.ofMinutes(2).toMillis(), report.millis());
    }

    @Test
    void whoShowedASignOfLifeComesDueAndIsPutBack() {
        Policy policy = Policies.with(Policies.retention(Period.ofYears(5)));
        Engines on = inUse();
        People people = new People(on, policy);
        PhoneNumber number = People.american(0);
        people.yes(number, ago(600), MARKETING);
        people.reply(number, ago(30));
        PurgeReport report = door(on, policy, store(), on.keys).run(false);
        assertEquals(Map.of("put_back", 1L), report.counts());
        assertTrue(load(people.id(number)).dueAt().isAfter(clock.instant()));
        assertEquals(0, door(on, policy, store(), on.keys).run(false).due());
    }

    @Test
    void withoutTheKeyEngineWhatNeedsNoLookIsDoneAndTheRestIsLeftForTheNextRun() {
        Engines on = inUse();
        People people = new People(on, on.policy);
        PhoneNumber both = People.american(0);
        people.yes(both, ago(800), MARKETING, SERVICE);
        people.reply(both, ago(10));
        PhoneNumber look = People.american(1);
        people.yes(look, ago(100), MARKETING);
        PurgeReport report = door(on, on.policy, store(), new Down(on.keys)).run(false);
        assertEquals(Map.of("expired", 1L, "failed", 2L), report.counts());
        PurgeReport next = new PurgeClient(on).run(false);
        assertEquals(Map.of("checked", 2L), next.counts());
    }

    @Test
    void aNumberOfSomebodyElseEndsWhatItsOwnerBeforeSaid() {
        Policy policy = Policies.asking(Period.ofDays(30));
        Engines on = inUse();
        People people = new People(on, policy);
        PhoneNumber both = People.american(0);
        people.yes(both, ago(40), MARKETING, SERVICE);
        PhoneNumber before = People.american(1);
        people.yes(before, ago(80), MARKETING);
        people.yes(before, ago(40), SERVICE);
        PhoneNumber same = People.american(2);
        people.yes(same, ago(40), MARKETING, SERVICE);
        PurgeClient purge = asking(on, policy, (number, since) -> {
            boolean old = since.isBefore(LocalDate.parse("2046-10-01"));
            return number.equals(both) || (number.equals(before) && old) ? Reassignment.YES : Reassignment.NO;
        });
        assertEquals(Map.of("reassigned", 3L, "checked", 3L), purge.run(false).counts());
        assertEquals(Set.of(), load(people.id(both)).compartments());
        assertEquals(
                Set.of(SERVICE, Purpose.MAINTENANCE), load(people.id(before)).compartments());
        assertEquals(3, load(people.id(same)).compartments().size());
    }

    @Test
    void whoDoesNotAnswerIsNotAskedForEveryContact() {
        Policy policy = Policies.asking(Period.ofDays(30));
        Engines on = inUse();
        People people = new People(on, policy);
        for (int i = 0; i < 150; i++) {
            people.yes(People.american(i), ago(40), MARKETING);
        }
        AtomicInteger asked = new AtomicInteger();
        PurgeClient purge = asking(on, policy, (number, since) -> {
            asked.incrementAndGet();
            throw new ReassignedUnavailableException("not now");
        });
        assertEquals(Map.of("failed", 150L), purge.run(false).counts());
        assertTrue(asked.get() < 100, "asked " + asked);
        assertEquals(
                Map.of("checked", 150L),
                asking(on, policy, (number, since) -> Reassignment.NO)
                        .run(false)
                        .counts());
    }

    @Test
    void aLinkThatWasMadeBeforeTheNumberMovedStillOpensThePage() {
        Engines on = inUse();
        Cast cast = new Cast(on, 0);
        GuardRow link = PreferenceLinks.row(
                "token", List.of(cast.id("moved from")), clock.instant().plusSeconds(60));
        assertEquals(new CommitResult.Done(), store().commit(new Commit(null, List.of(), Set.of(), List.of(), link)));
        new PurgeClient(on).run(false);
        assertEquals(
                List.of(cast.id("moved to"), cast.id("moved from")),
                PreferenceLinks.contacts(store(), "token").stream()
                        .map(Contact::id)
                        .toList());
    }

    @Test
    void aLongLedgerGoesInPartsAndADryRunCountsAllOfIt() {
        Engines on = inUse();
        People people = new People(on, on.policy);
        PhoneNumber number = People.american(0);
        for (int i = 0; i < 200; i++) {
            people.no(number, ago(2_500 - i), MARKETING);
        }
        Map<String, Long> wanted = Map.of("forgotten", 1L, "forgotten_entries", 200L);
        assertEquals(wanted, new PurgeClient(on).run(true).counts());
        assertEquals(200, history(people.id(number)).size());
        assertEquals(wanted, new PurgeClient(on).run(false).counts());
        assertEquals(List.of(), history(people.id(number)));
        assertNotNull(load(people.id(number)).optOut(MARKETING));
    }

    @Test
    void numbersOfOneBlockFromOneFormAndNetworkAreReportedAsSuspected() {
        Engines on = inUse();
        People people = new People(on, on.policy);
        for (int i = 0; i < 20; i++) {
            PhoneNumber number = People.american(i);
            String network = i < 7 ? "203.0.113.0/24" : "198.51.100." + i;
            people.say(
                    people.id(number),
                    number,
                    ago(100),
                    GivenConsent.ConsentMethod.WEB_CHECKBOX,
                    on.index.origin("newsletter", network, number),
                    MARKETING);
        }
        clock.advance(Duration.ofSeconds(1));
        PurgeReport report = new PurgeClient(on).run(false);
        assertEquals(1, report.suspects().size());
        assertEquals(7, report.suspects().get(0).contacts());
        String told =
                RunReports.recent(store(), clock.instant()).get(0).fields().get("suspect_1");
        assertTrue(told != null && told.startsWith("7 of origin "), told);
    }

    /** What met the other run too often was left to it. */
    private static long handled(PurgeReport report) {
        return report.due() - report.counts().getOrDefault("failed", 0L);
    }

    private void assertEnded(Cast cast, String who, Purpose purpose, State state, String reason) {
        assertEquals(state, state(cast, who, purpose), who);
        assertTrue(
                history(cast.id(who)).stream()
                        .anyMatch(entry -> entry.event() == Event.EXPIRED
                                && reason.equals(entry.fields().get("reason"))
                                && purpose.id().equals(entry.fields().get("purpose"))),
                who + " has no entry of its end");
    }

    private void assertCompartments(Engines on, ContactId id) {
        Contact contact = load(id);
        Set<String> wanted = new java.util.TreeSet<>();
        contact.compartments().forEach(purpose -> wanted.add(purpose.id()));
        assertEquals(wanted, new People(on, on.policy).compartments(id));
        assertFalse(contact.consents().values().stream()
                .anyMatch(consent -> consent.hasCompartment() && !consent.isLiving(clock.instant())));
    }

    private State state(Cast cast, String who, Purpose purpose) {
        Consent consent = load(cast.id(who)).consent(purpose);
        assertNotNull(consent, who);
        return consent.state();
    }

    private PurgeClient asking(Engines on, Policy policy, ReassignedNumbers numbers) {
        return new PurgeClient(on, policy, store(), on.keys, numbers, () -> 0);
    }

    /** A key engine that opens nothing. */
    private record Down(Keys to) implements Keys {

        @Override
        public DataKey generate(Purpose purpose) {
            return to.generate(purpose);
        }

        @Override
        public DataKey unwrap(Purpose purpose, byte[] wrapped) {
            throw new KeysUnavailableException("down", new IllegalStateException());
        }

        @Override
        public byte[] mac(String label) {
            return to.mac(label);
        }
    }
}
