package dev.ringlock.purge;

import static dev.ringlock.purge.People.MARKETING;
import static dev.ringlock.purge.People.SERVICE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringlock.Deep;
import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.consent.Consent;
import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.Contact;
import dev.ringlock.keys.Keys;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Sha256;
import dev.ringlock.phone.ContactId;
import dev.ringlock.policy.Policies;
import dev.ringlock.policy.Policy;
import dev.ringlock.reassigned.ReassignedNumbers;
import dev.ringlock.store.Store;
import dev.ringlock.terms.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Three years of many people with a purge each week, the same on every store. What has to hold at the end is told from
 * what people did alone, not from the rules.
 */
public abstract class ThreeYearsContract {

    private static final int PEOPLE = Deep.of(200, 20_000);
    private static final int WEEKS = 157;
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Period PROOF = Period.ofYears(1);

    /** Of everything that is stored of everybody at the end: who changes a rule changes it, on every store alike. */
    private static final String END = Deep.isOn()
            ? "0e712090661563b65484fa392c77c64fc5ba84024b04419075a3baf2f965d6da"
            : "14794c720ada005ded1be5af6a66b6470cb4b1787a1914820d583b77a10124e6";

    protected final TestClock clock = new TestClock();

    /** The store under test, empty at a test's begin. */
    protected abstract Store store();

    @Test
    void nothingIsKeptThatShouldBeGoneAndNothingIsGoneWithoutAReason() {
        // less proof than a policy may have, so that three years see the end of some
        Policy policy = Policies.with(Policies.retention(PROOF, Period.ofYears(1), null));
        Engines on = new Engines(store(), clock);
        Keys keys = on.keys;
        PurgeClient purge = new PurgeClient(on, policy, store(), keys, ReassignedNumbers.none(), () -> 0);
        People people = new People(on, policy);
        Instant begin = clock.instant();
        List<Life> lives = IntStream.range(0, PEOPLE)
                .mapToObj(person -> Life.of(person, begin))
                .toList();
        Map<String, Long> counts = new TreeMap<>();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int week = 0; week < WEEKS; week++) {
                Instant from = clock.instant();
                clock.advance(WEEK);
                each(threads, lives, life -> life.live(people, from, clock.instant()));
                PurgeReport report = purge.run(false);
                report.counts().forEach((what, count) -> counts.merge(what, count, Long::sum));
            }
            List<String> wrong = new ArrayList<>();
            Map<Integer, String> told = new TreeMap<>();
            each(threads, lives, life -> {
                List<String> found = new EndOf(people, life).wrong();
                String state = people.told(String.valueOf(life.person()), people.id(life.number()));
                synchronized (wrong) {
                    wrong.addAll(found);
                    told.put(life.person(), state);
                }
            });
            assertEquals(List.of(), wrong.subList(0, Math.min(20, wrong.size())), wrong.size() + " wrong");
            assertEquals(
                    Set.of("dead", "expired", "expiring", "forgotten", "inactive", "never_confirmed", "checked"),
                    interesting(counts),
                    counts.toString());
            assertEquals(END, Sha256.hex(String.join("\n", told.values())), counts.toString());
        } finally {
            threads.shutdown();
        }
    }

    private static Set<String> interesting(Map<String, Long> counts) {
        Set<String> all = new TreeSet<>(counts.keySet());
        all.removeAll(Set.of("put_back", "forgotten_entries"));
        return all;
    }

    private interface LifeWork {
        void on(Life life);
    }

    private static void each(ExecutorService threads, List<Life> lives, LifeWork work) {
        lives.stream()
                .map(life -> CompletableFuture.runAsync(() -> work.on(life), threads))
                .toList()
                .forEach(CompletableFuture::join);
    }

    /** What has to hold of one person at the end. */
    private final class EndOf {

        private final People people;
        private final Life life;
        private final ContactId id;
        private final Contact contact;
        private final List<Entry> history;
        private final List<String> wrong = new ArrayList<>();

        EndOf(People people, Life life) {
            this.people = people;
            this.life = life;
            this.id = people.id(life.number());
            this.contact = people.load(id);
            this.history = people.history(id);
        }

        List<String> wrong() {
            Instant now = clock.instant();
            Set<String> living = new HashSet<>();
            for (Purpose purpose : List.of(MARKETING, SERVICE)) {
                Consent consent = contact.consent(purpose);
                if (consent != null && consent.state() == State.GRANTED) {
                    living.add(purpose.id());
                    living.add("maintenance");
                    check(consent.isLiving(now), purpose + " is granted past its end");
                    check(life.lastSign(now).isAfter(now.minus(Duration.ofDays(558))), purpose + " is silent");
                    check(life.lastYes(purpose, now).isPresent(), purpose + " was never said yes to");
                }
                check(
                        consent == null
                                || consent.state() != State.REQUESTED
                                || consent.since().isAfter(now.minus(Duration.ofDays(14))),
                        purpose + " is still requested");
                check(
                        !life.isSuppressed(purpose, now) || isSuppressed(consent),
                        purpose + " was taken back, and nothing says so");
                disappeared(purpose, consent, now);
            }
            check(people.compartments(id).equals(living), "has " + people.compartments(id) + ", not " + living);
            check((contact.masked() != null) == !living.isEmpty(), "shows digits " + contact.masked());
            return wrong;
        }

        /** Whoever said yes and is not granted any more is on the ledger with a reason, or it has gone at its time. */
        private void disappeared(Purpose purpose, @Nullable Consent consent, Instant now) {
            boolean granted = consent != null && consent.state() == State.GRANTED;
            if (granted || life.lastYes(purpose, now).isEmpty()) {
                return;
            }
            if (history.isEmpty()) {
                Instant last = life.lastAct(now);
                check(last.isBefore(now.atZone(ZoneOffset.UTC).minus(PROOF).toInstant()), "has gone too soon");
                return;
            }
            Entry end = history.stream()
                    .filter(entry -> purpose.id().equals(entry.fields().get("purpose")))
                    .filter(entry -> entry.event() == Event.EXPIRED || entry.event() == Event.WITHDRAWN)
                    .reduce((first, second) -> second)
                    .orElse(null);
            check(
                    end != null
                            && (end.event() == Event.WITHDRAWN || end.fields().containsKey("reason")),
                    purpose + " ended without a reason");
        }

        private static boolean isSuppressed(@Nullable Consent consent) {
            return consent != null && consent.optOut() != null && consent.state() != State.GRANTED;
        }

        private void check(boolean holds, String what) {
            if (!holds) {
                wrong.add("person " + life.person() + ": " + what + ": " + life.acts());
            }
        }
    }
}
