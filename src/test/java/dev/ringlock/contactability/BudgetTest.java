package dev.ringlock.contactability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ringlock.contactability.Budget.BudgetPlace;
import dev.ringlock.law.Cap;
import dev.ringlock.law.LegalRule;
import dev.ringlock.phone.ContactId;
import dev.ringlock.terms.Channel;
import dev.ringlock.terms.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetTest {

    private static final Instant NOW = Instant.parse("2046-11-23T10:00:00Z");
    private static final ContactId CONTACT = ContactId.ofMac(new byte[16]);
    private static final Purpose MARKETING = new Purpose("marketing");
    private static final Purpose SERVICE = new Purpose("service");
    private static final Duration DAY = Duration.ofHours(24);
    private static final Cap THREE_A_DAY = cap(3, DAY, Channel.SMS, Channel.VOICE);

    @Test
    void aCapHasAFreePlaceUntilItsLastIsTaken() {
        Budget budget = Budget.unspent(CONTACT);
        for (int i = 0; i < 3; i++) {
            assertEquals(NOW.plusSeconds(i), budget.free(THREE_A_DAY, NOW.plusSeconds(i)));
            budget = budget.with(place("d" + i, NOW.plusSeconds(i)), Instant.EPOCH);
        }
        assertEquals(NOW.plus(DAY), budget.free(THREE_A_DAY, NOW.plusSeconds(3)));
    }

    /** The window ends at the instant that is asked about, and its beginning is outside. */
    @Test
    void aPlaceIsFreeAgainExactlyWhenItsTimeIsOver() {
        Budget budget = spent(NOW, NOW.plusSeconds(1), NOW.plusSeconds(2));
        Instant over = NOW.plus(DAY);
        assertEquals(over, budget.free(THREE_A_DAY, over.minusNanos(1_000_000)));
        assertEquals(over, budget.free(THREE_A_DAY, over));
        assertEquals(over.plusSeconds(5), budget.free(THREE_A_DAY, over.plusSeconds(5)));
    }

    @Test
    void ofMorePlacesThanTheCapHasSeveralMustEnd() {
        Budget budget = spent(NOW, NOW.plusSeconds(1), NOW.plusSeconds(2), NOW.plusSeconds(3), NOW.plusSeconds(4));
        assertEquals(NOW.plusSeconds(2).plus(DAY), budget.free(THREE_A_DAY, NOW.plusSeconds(5)));
    }

    @Test
    void onlyTheCapsOwnChannelsAndPurposesCount() {
        Budget budget = new Budget(
                CONTACT,
                4,
                List.of(
                        new BudgetPlace("a", NOW, MARKETING, Channel.SMS, ""),
                        new BudgetPlace("b", NOW, MARKETING, Channel.WHATSAPP, ""),
                        new BudgetPlace("c", NOW, SERVICE, Channel.SMS, ""),
                        new BudgetPlace("d", NOW, MARKETING, Channel.VOICE, "")));
        assertEquals(NOW, budget.free(THREE_A_DAY, NOW));
        assertEquals(NOW.plus(DAY), budget.free(cap(2, DAY, Channel.SMS, Channel.VOICE), NOW));
        assertEquals(NOW.plus(DAY), budget.free(cap(1, DAY, Channel.WHATSAPP), NOW));
        assertEquals(NOW, budget.free(cap(1, DAY, Channel.RCS), NOW));
    }

    /** Another machine's clock may be a little ahead. Its place counts all the same: else a cap could be passed. */
    @Test
    void aPlaceOfTheFutureCounts() {
        Budget budget = spent(NOW.plusSeconds(2), NOW.plusSeconds(2), NOW.plusSeconds(2));
        assertEquals(NOW.plusSeconds(2).plus(DAY), budget.free(THREE_A_DAY, NOW));
    }

    @Test
    void placesStandInAnyOrder() {
        Budget budget = spent(NOW.plusSeconds(2), NOW, NOW.plusSeconds(1));
        assertEquals(NOW.plus(DAY), budget.free(THREE_A_DAY, NOW.plusSeconds(3)));
    }

    @Test
    void whatNoCapCountsGoesWithTheNextPlace() {
        Budget budget = spent(NOW, NOW.plusSeconds(1)).with(place("new", NOW.plus(DAY)), NOW.plusSeconds(1));
        assertEquals(List.of("p1", "new"), ids(budget));
        assertEquals(3, budget.version());
    }

    @Test
    void aPlaceIsGivenBackOnce() {
        Budget budget = spent(NOW, NOW, NOW);
        Budget after = budget.without("p1").orElseThrow();
        assertEquals(List.of("p0", "p2"), ids(after));
        assertEquals(budget.version() + 1, after.version());
        assertEquals(Optional.empty(), after.without("p1"));
    }

    @Test
    void aRepetitionIsKnownByItsKey() {
        BudgetPlace keyed = new BudgetPlace("a", NOW, MARKETING, Channel.SMS, "k1");
        Budget budget = new Budget(CONTACT, 1, List.of(place("b", NOW), keyed));
        assertEquals(Optional.of(keyed), budget.keyed("k1", keyed.at().minusMillis(1)));
        assertEquals(Optional.empty(), budget.keyed("k1", keyed.at()), "it is older");
        assertEquals(Optional.empty(), budget.keyed("k2", Instant.EPOCH));
        assertEquals(Optional.empty(), budget.keyed("", Instant.EPOCH));
    }

    @Test
    void aFullBudgetHasRoomOnceItsOldestPlaceIsOver() {
        Budget full = new Budget(
                CONTACT,
                1,
                IntStream.range(0, Budget.MOST_PLACES)
                        .mapToObj(i -> place("p" + i, NOW.plusSeconds(i)))
                        .toList());
        Instant later = NOW.plusSeconds(Budget.MOST_PLACES);
        assertEquals(NOW.plus(DAY), full.room(DAY, later));
        assertEquals(NOW.plus(DAY), full.room(DAY, NOW.plus(DAY)));
        assertEquals(later, full.without("p7").orElseThrow().room(DAY, later));
    }

    @Test
    void itEndsWithItsLastPlaceAndADayFromNowAtLeast() {
        Duration month = Duration.ofDays(30);
        assertEquals(NOW.plus(month), Budget.unspent(CONTACT).end(Budget.kept(month), NOW));
        assertEquals(NOW.plus(DAY), Budget.unspent(CONTACT).end(Budget.kept(Duration.ZERO), NOW));
        Instant ahead = NOW.plusSeconds(30);
        assertEquals(ahead.plus(month), spent(NOW, ahead, NOW).end(month, NOW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a\nb", "\t", ""})
    void anIdWithABlankIsNone(String id) {
        assertThrows(IllegalArgumentException.class, () -> place(id, NOW));
    }

    /** Beside a slow oracle, which tries every instant at which something ends. */
    @Test
    void aFreePlaceIsFoundWhereAnOracleFindsIt() {
        Random random = new Random(11);
        for (int round = 0; round < 2_000; round++) {
            List<BudgetPlace> places = new ArrayList<>();
            for (int i = random.nextInt(12); i > 0; i--) {
                places.add(place("p" + i, NOW.plusSeconds(random.nextInt(40))));
            }
            Cap cap = cap(1 + random.nextInt(4), Duration.ofSeconds(1 + random.nextInt(20)), Channel.SMS);
            Instant at = NOW.plusSeconds(random.nextInt(60));
            assertEquals(oracle(places, cap, at), new Budget(CONTACT, 1, places).free(cap, at), "round " + round);
        }
    }

    private static Instant oracle(List<BudgetPlace> places, Cap cap, Instant at) {
        for (Instant each = at; ; each = each.plusSeconds(1)) {
            Instant begin = each.minus(cap.per());
            if (places.stream().filter(place -> place.at().isAfter(begin)).count() < cap.most()) {
                return each;
            }
        }
    }

    private static Budget spent(Instant... at) {
        return new Budget(
                CONTACT,
                2,
                IntStream.range(0, at.length)
                        .mapToObj(i -> place("p" + i, at[i]))
                        .toList());
    }

    private static List<String> ids(Budget budget) {
        return budget.places().stream().map(BudgetPlace::decisionId).toList();
    }

    private static BudgetPlace place(String decisionId, Instant at) {
        return new BudgetPlace(decisionId, at, MARKETING, Channel.SMS, "");
    }

    private static Cap cap(int most, Duration per, Channel... channels) {
        LegalRule rule = new LegalRule("us-fl-cap", "US-FL", "", "", "", null, null);
        return new Cap(rule, most, per, Set.of(channels), Set.of(MARKETING));
    }
}
