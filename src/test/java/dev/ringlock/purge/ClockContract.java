package dev.ringlock.purge;

import static dev.ringlock.purge.People.MARKETING;
import static dev.ringlock.purge.People.SERVICE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.Contact;
import dev.ringlock.contactability.Contactability;
import dev.ringlock.http.WatchedCount;
import dev.ringlock.keys.Keys;
import dev.ringlock.ledger.Entry;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.Policies;
import dev.ringlock.policy.Policy;
import dev.ringlock.purge.PurgeReport.RefusedRun;
import dev.ringlock.reassigned.ReassignedNumbers.Reassignment;
import dev.ringlock.steps.Runs;
import dev.ringlock.store.DueRow;
import dev.ringlock.store.ForwardingStore;
import dev.ringlock.store.Page;
import dev.ringlock.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A clock that is far ahead ends nothing, on every store, until the owner says that it is right. */
abstract class ClockContract {

    private static final Duration THREE_YEARS = Duration.ofDays(1_096);
    private static final Duration THIRTY_DAYS = Duration.ofDays(30);
    private static final PhoneNumber NUMBER = People.american(0);

    /** A purge asks for more at once. Then a walk of several pages would need hundreds of people. */
    protected static final int SMALL_PAGE = 25;

    protected final TestClock clock = new TestClock();

    /** The store under test, empty at a test's begin. */
    protected abstract Store store();

    @Test
    void aClockThreeYearsAheadEndsNothingAndSetRightAllIsThere() {
        Engines on = inUse();
        People people = new People(on, on.policy);
        people.yes(NUMBER, clock.instant(), MARKETING, SERVICE);
        String before = people.told("", people.id(NUMBER));
        Instant newest = kept();
        clock.advance(THREE_YEARS);
        for (int hour = 0; hour < 3; hour++) {
            PurgeReport report = new PurgeClient(on).run(false);
            RefusedRun refused = report.refused();
            assertNotNull(refused);
            assertEquals("clock_ahead", refused.reason());
            assertEquals(clock.instant(), Instant.parse(refused.clock()));
            assertEquals(newest, Instant.parse(refused.newest()));
            assertEquals(newest.plus(THIRTY_DAYS), Instant.parse(refused.until()));
            assertEquals(0, report.due());
            assertEquals(Map.of(), report.counts());
            assertEquals(List.of(WatchedCount.once("purge", "refused")), report.watched());
            clock.advance(Duration.ofHours(1));
        }
        assertEquals(before, people.told("", people.id(NUMBER)));
        assertEquals(newest, kept(), "a refused run moves nothing");

        clock.advance(THREE_YEARS.negated());
        PurgeReport report = new PurgeClient(on).run(false);
        assertNull(report.refused());
        assertEquals(List.of(), report.watched());
        assertEquals(before, people.told("", people.id(NUMBER)));
        people.no(NUMBER, clock.instant(), MARKETING);
        people.provedYes(NUMBER, clock.instant().plusSeconds(60), MARKETING);
        assertEquals(State.GRANTED, load(people.id(NUMBER)).state(MARKETING));
        assertTrue(Contactability.of(
                        load(people.id(NUMBER)), MARKETING, clock.instant().plusSeconds(60))
                .isAllowed());
    }

    @Test
    void aRefusedRunIsOnTheLedgerAsRefused() {
        Engines on = inUse();
        Instant newest = kept();
        clock.advance(Duration.ofDays(31));
        new PurgeClient(on).run(false);
        Entry run = RunReports.recent(store(), clock.instant()).get(0);
        assertEquals("clock_ahead", run.fields().get("refused"));
        assertEquals("purge.refused", run.fields().get("told_as"));
        assertEquals(newest, Instant.parse(Objects.requireNonNull(run.fields().get("newest_acted_on"))));
    }

    @Test
    void thirtyDaysWithoutARunAreFineAndAMillisecondMoreIsNot() {
        Engines on = inUse();
        new PurgeClient(on).run(false);
        clock.advance(THIRTY_DAYS);
        assertNull(new PurgeClient(on).run(false).refused());
        clock.advance(THIRTY_DAYS.plusMillis(1));
        assertNotNull(new PurgeClient(on).run(false).refused());
    }

    @Test
    void thePolicySaysHowFar() {
        Engines on = inUse();
        Policy policy = Policies.jumping(Period.ofDays(2));
        assertNull(door(on, policy, store(), on.keys).run(false).refused());
        clock.advance(Duration.ofDays(3));
        assertNotNull(door(on, policy, store(), on.keys).run(false).refused());
    }

    @Test
    void theOwnersWordCountsUpToItsInstantAndNotBehindIt() {
        Engines on = inUse();
        People people = new People(on, on.policy);
        people.yes(NUMBER, clock.instant(), MARKETING);
        clock.advance(THREE_YEARS);
        Instant word = clock.instant();
        assertNotNull(new PurgeClient(on).runAccepting(word.minusMillis(1)).refused());
        assertEquals(State.GRANTED, load(people.id(NUMBER)).state(MARKETING));
        PurgeReport report = new PurgeClient(on).runAccepting(word);
        assertNull(report.refused());
        assertEquals(Map.of("inactive", 1L), report.counts());
        clock.advance(Duration.ofDays(29));
        assertNull(new PurgeClient(on).run(false).refused(), "it has acted on that instant");
        clock.advance(Duration.ofDays(31));
        assertNotNull(new PurgeClient(on).runAccepting(word).refused(), "it does not stay");
    }

    @Test
    void aClockThatIsSetBackIsHarmlessAndOpensNothing() {
        Engines on = inUse();
        Instant newest = kept();
        clock.advance(Duration.ofDays(-365));
        assertNull(new PurgeClient(on).run(false).refused());
        assertEquals(newest, kept());
        clock.advance(Duration.ofDays(365 + 31));
        assertNotNull(new PurgeClient(on).run(false).refused());
    }

    @Test
    void aWrongWordIsPutRightByAnotherOne() {
        Engines on = inUse();
        clock.advance(THREE_YEARS);
        assertNull(new PurgeClient(on).runAccepting(clock.instant()).refused());
        clock.advance(THREE_YEARS.negated());
        assertNull(new PurgeClient(on).run(false).refused());
        assertNull(new PurgeClient(on).runAccepting(clock.instant()).refused());
        assertEquals(clock.instant(), kept());
        clock.advance(Duration.ofDays(31));
        assertNotNull(new PurgeClient(on).run(false).refused());
    }

    @Test
    void whereNobodyIsStoredTheFirstRunTakesAnyClock() {
        clock.advance(THREE_YEARS);
        assertNull(new PurgeClient(new Engines(store(), clock)).run(false).refused());
        assertTrue(store().newest("clock").isEmpty(), "nobody vouched for it");
        clock.advance(THREE_YEARS.negated());
        assertNull(new PurgeClient(new Engines(store(), clock)).run(false).refused(), "it was set right");
    }

    @Test
    void theRunsOfABuildThatKeptNothingTellHowFarTheClockHadCome() {
        Engines on = new Engines(store(), clock);
        People people = new People(on, on.policy);
        people.yes(NUMBER, ago(200), MARKETING);
        Instant last = clock.instant();
        RunReports.write(store(), on.arrivals.ulid(last), PurgeReport.begun(last), last);
        clock.advance(THREE_YEARS);
        AtomicInteger asked = new AtomicInteger();
        Store counting = new ForwardingStore(store()) {
            @Override
            public Optional<Entry> newest(String subject) {
                asked.incrementAndGet();
                return super.newest(subject);
            }
        };
        PurgeReport report = door(on, counting).run(false);
        assertNotNull(report.refused());
        assertEquals(last, Instant.parse(report.refused().newest()));
        assertEquals(State.GRANTED, load(people.id(NUMBER)).state(MARKETING));
        assertTrue(asked.getAndSet(0) > 1_000, "day by day");
        assertNotNull(door(on, counting).run(false).refused());
        assertTrue(asked.get() < 10, "what was found is kept: " + asked);
        clock.advance(THREE_YEARS.negated().plusHours(25));
        assertNull(new PurgeClient(on).run(false).refused());
        assertEquals(clock.instant(), kept());
    }

    @Test
    void withoutAnyRunThePeopleThemselvesTellHowFarTheClockHadCome() {
        Engines on = new Engines(store(), clock);
        People people = new People(on, on.policy);
        people.yes(NUMBER, ago(1), MARKETING);
        clock.advance(THREE_YEARS);
        assertNotNull(new PurgeClient(on).run(false).refused());
        assertEquals(State.GRANTED, load(people.id(NUMBER)).state(MARKETING));
        clock.advance(THREE_YEARS.negated());
        assertNull(new PurgeClient(on).run(false).refused());
    }

    @Test
    void aClockThatJumpsInTheMidstOfARunStopsIt() {
        Engines on = inUse();
        People people = new People(on, on.policy);
        for (int i = 0; i < 30; i++) {
            people.yes(People.american(i), ago(600), MARKETING);
        }
        PurgeClient jumping = door(on, new ForwardingStore(store()) {
            @Override
            public Page<DueRow> due(Instant now, @Nullable String cursor, int limit) {
                Page<DueRow> page = super.due(now, cursor, SMALL_PAGE);
                clock.advance(THREE_YEARS);
                return page;
            }
        });
        PurgeStep step = jumping.step(PurgeStep.first(false));
        step = jumping.step(step);
        assertTrue(step.done());
        PurgeReport report = Objects.requireNonNull(step.report());
        assertEquals(
                Map.of("inactive", (long) SMALL_PAGE), report.counts(), "of the page before, at the instant before");
        assertNotNull(report.refused());
    }

    @Test
    void aDryRunShowsWhatWouldBeAndThatItWouldBeRefused() {
        Engines on = inUse();
        People people = new People(on, on.policy);
        people.yes(NUMBER, clock.instant(), MARKETING);
        String before = people.told("", people.id(NUMBER));
        Instant newest = kept();
        clock.advance(THREE_YEARS);
        PurgeReport report = new PurgeClient(on).run(true);
        assertEquals(Map.of("inactive", 1L), report.counts());
        assertNotNull(report.refused());
        assertEquals(before, people.told("", people.id(NUMBER)));
        assertEquals(newest, kept());
        assertEquals(List.of(), Runs.OF_PURGE.of(store(), Runs.day(clock.instant())));
    }

    /** A store that purges are at work on: the last one was a moment ago. */
    protected Engines inUse() {
        Engines on = new Engines(store(), clock);
        new PurgeClient(on).vouchedFor(clock.instant()).runAccepting(clock.instant());
        return on;
    }

    protected List<Entry> history(ContactId id) {
        return store().history(id.value(), null, 500).items();
    }

    protected Contact load(ContactId id) {
        return store().load(List.of(id)).get(0);
    }

    protected Instant ago(int days) {
        return clock.instant().minus(Duration.ofDays(days));
    }

    protected static PurgeClient door(Engines on, Store store) {
        return door(on, on.policy, store, on.keys);
    }

    protected static PurgeClient door(Engines on, Policy policy, Store store, Keys keys) {
        return new PurgeClient(on, policy, store, keys, (number, since) -> Reassignment.NO_DATA, () -> 0);
    }

    private Instant kept() {
        return store().newest(KnownTime.SUBJECT).orElseThrow().at();
    }
}
