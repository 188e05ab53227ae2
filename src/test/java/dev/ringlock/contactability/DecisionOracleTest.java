package dev.ringlock.contactability;

import static dev.ringlock.contactability.DecisionWorld.MARKETING;
import static dev.ringlock.contactability.DecisionWorld.NOW;
import static dev.ringlock.contactability.DecisionWorld.granted;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.Deep;
import dev.ringlock.consent.Consent;
import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.Contact.Hold;
import dev.ringlock.consent.OptOut;
import dev.ringlock.consent.Quality;
import dev.ringlock.contactability.Budget.BudgetPlace;
import dev.ringlock.contactability.Decision.DecisionOutcome;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The rule of decisions beside a slow, obvious oracle, over made-up people, laws and instants. */
class DecisionOracleTest {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final LocalDate LATER = LocalDate.parse("2046-11-25");
    private static final int PROBES = 40;

    private final Random random = new Random(7);
    private int allowed;
    private int deferred;

    /** One made-up law. Of hours, {@code from} and {@code to} are the first and the last hour; of a cap, its places and hours. */
    private record MadeUpLaw(
            char kind, int from, int to, @Nullable LocalDate begin) {

        boolean inForce(Instant at) {
            return begin == null || !LocalDate.ofInstant(at, NEW_YORK).isBefore(begin);
        }

        boolean allows(DecisionWorld world, Consent consent, Instant at) {
            return switch (kind) {
                case 'h' -> {
                    int hour = LocalTime.ofInstant(at, NEW_YORK).getHour();
                    yield hour >= from && hour < to;
                }
                case 'c' -> {
                    Instant begin = at.minus(Duration.ofHours(to));
                    yield world.places.stream()
                                    .filter(place -> place.at().isAfter(begin))
                                    .count()
                            < from;
                }
                default ->
                    at.isBefore(
                            consent.since().atZone(ZoneOffset.UTC).plusDays(to).toInstant());
            };
        }

        void bind(DecisionWorld world) {
            switch (kind) {
                case 'h' -> world.hours("h" + from + to, "%02d:00-%02d:00".formatted(from, to), begin);
                case 'c' -> world.cap("c" + from + to, from, Duration.ofHours(to));
                default -> world.ceiling("e" + to, Period.ofDays(to), begin);
            }
        }
    }

    @Test
    void itSaysWhatTheOracleSays() {
        int rounds = Deep.of(3_000, 60_000);
        for (int round = 0; round < rounds; round++) {
            check(round);
        }
        assertTrue(allowed > rounds / 20 && deferred > rounds / 20, allowed + " allowed, " + deferred + " deferred");
    }

    private void check(int round) {
        DecisionWorld world = new DecisionWorld();
        List<MadeUpLaw> laws = laws();
        laws.forEach(law -> law.bind(world));
        fill(world);
        Instant at = NOW.plusSeconds(random.nextInt(4 * 86_400) - 86_400L);
        DecisionRule rule = world.rule();
        Decision decision = decide(rule, world, at);
        String about = "round " + round + ": " + decision;
        assertEquals(decision, decide(rule, world, at), about);
        assertEquals(decision, decide(world.rule(), world, at), about);
        assertEquals(oracle(world, laws, at), decision.isAllowed(), about);
        assertEquals(
                decision.reasons().stream()
                        .sorted(Comparator.comparing(DecisionReason::refusal))
                        .toList(),
                decision.reasons(),
                about);
        switch (decision.outcome()) {
            case ALLOW -> checkAllowed(world, laws, at, decision, about);
            case DEFER -> checkDeferred(world, laws, at, decision, about);
            case DENY -> {
                assertFalse(decision.reasons().isEmpty(), about);
                assertNull(decision.notBefore(), about);
                assertNull(decision.validUntil(), about);
                for (int probe = 0; probe < PROBES; probe++) {
                    assertFalse(oracle(world, laws, at.plusSeconds(random.nextInt(6 * 86_400))), about);
                }
            }
        }
    }

    private void checkAllowed(DecisionWorld world, List<MadeUpLaw> laws, Instant at, Decision decision, String about) {
        allowed++;
        Instant until = decision.validUntil();
        assertNotNull(until, about);
        assertTrue(until.isAfter(at) && !until.isAfter(at.plus(DecisionRule.LONGEST_VALID)), about);
        assertTrue(oracle(world, laws, until.minusMillis(1)), about);
        assertEquals(List.of(), decision.reasons(), about);
        assertNull(decision.notBefore(), about);
    }

    private void checkDeferred(DecisionWorld world, List<MadeUpLaw> laws, Instant at, Decision decision, String about) {
        deferred++;
        Instant notBefore = decision.notBefore();
        assertNotNull(notBefore, about);
        assertTrue(notBefore.isAfter(at), about);
        assertTrue(oracle(world, laws, notBefore), about);
        assertEquals(
                DecisionOutcome.ALLOW, decide(world.rule(), world, notBefore).outcome(), about);
        assertFalse(oracle(world, laws, notBefore.minusMillis(1)), about);
        long millis = Duration.between(at, notBefore).toMillis();
        for (int probe = 0; probe < PROBES; probe++) {
            assertFalse(oracle(world, laws, at.plusMillis(random.nextLong(millis))), about);
        }
        assertNull(decision.validUntil(), about);
    }

    private static Decision decide(DecisionRule rule, DecisionWorld world, Instant at) {
        return rule.decide(world.forms(), world.budget(), world.place, world.purpose, world.channel, at);
    }

    /** Whether everything allows it. */
    private static boolean oracle(DecisionWorld world, List<MadeUpLaw> laws, Instant at) {
        Consent consent = world.consents.get(MARKETING);
        return consent != null
                && consent.state() == State.GRANTED
                && world.hold == null
                && consent.expiresAt() != null
                && at.isBefore(consent.expiresAt())
                && world.olderForms.stream()
                        .map(older -> older.optOut(MARKETING))
                        .noneMatch(no -> no != null && !no.at().isBefore(consent.since()))
                && laws.stream().allMatch(law -> !law.inForce(at) || law.allows(world, consent, at));
    }

    private List<MadeUpLaw> laws() {
        List<MadeUpLaw> laws = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            LocalDate begin = random.nextInt(3) == 0 ? LATER : null;
            switch (random.nextInt(4)) {
                case 0, 1 -> laws.add(new MadeUpLaw('c', 1 + random.nextInt(4), 1 + random.nextInt(60), null));
                case 2 -> {
                    int from = random.nextInt(20);
                    laws.add(new MadeUpLaw('h', from, from + 1 + random.nextInt(24 - from), begin));
                }
                default -> laws.add(new MadeUpLaw('e', 0, 25 + random.nextInt(15), begin));
            }
        }
        return laws;
    }

    private void fill(DecisionWorld world) {
        for (int i = random.nextInt(6); i > 0; i--) {
            Instant at = NOW.minusSeconds(random.nextInt(3 * 86_400));
            world.places.add(new BudgetPlace("d" + i, at, MARKETING, world.channel, ""));
        }
        Instant since = DecisionWorld.YES.plusSeconds(random.nextInt(1_000));
        Instant end = NOW.plusSeconds(random.nextInt(5 * 86_400));
        world.consents.put(MARKETING, granted(since, random.nextBoolean() ? DecisionWorld.END : end));
        if (random.nextInt(20) == 0) {
            world.hold = new Hold(NOW, DecisionWorld.HOLD_ENTRY);
        }
        if (random.nextInt(10) == 0) {
            world.consents.put(MARKETING, DecisionWorld.withdrawn());
        }
        if (random.nextInt(10) == 0) {
            OptOut no = new OptOut(DecisionWorld.YES.plusSeconds(random.nextInt(1_000)), DecisionWorld.NO_ENTRY);
            world.olderForms.add(
                    DecisionWorld.contact(Map.of(MARKETING, Consent.suppression(no)), null, null, Quality.UNKNOWN));
        }
    }
}
