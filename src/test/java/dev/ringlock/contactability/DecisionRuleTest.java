package dev.ringlock.contactability;

import static dev.ringlock.contactability.DecisionWorld.END;
import static dev.ringlock.contactability.DecisionWorld.HOLD_ENTRY;
import static dev.ringlock.contactability.DecisionWorld.MARKETING;
import static dev.ringlock.contactability.DecisionWorld.NEWS;
import static dev.ringlock.contactability.DecisionWorld.NEW_YORK;
import static dev.ringlock.contactability.DecisionWorld.NOW;
import static dev.ringlock.contactability.DecisionWorld.NO_ENTRY;
import static dev.ringlock.contactability.DecisionWorld.SERVICE;
import static dev.ringlock.contactability.DecisionWorld.YES;
import static dev.ringlock.contactability.DecisionWorld.YES_ENTRY;
import static dev.ringlock.contactability.DecisionWorld.granted;
import static dev.ringlock.contactability.DecisionWorld.inState;
import static dev.ringlock.contactability.DecisionWorld.withdrawn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.ringlock.consent.Consent;
import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.Contact.Hold;
import dev.ringlock.consent.Failures;
import dev.ringlock.consent.OptOut;
import dev.ringlock.consent.Quality;
import dev.ringlock.contactability.Budget.BudgetPlace;
import dev.ringlock.contactability.Decision.DecisionOutcome;
import dev.ringlock.law.LegalRule;
import dev.ringlock.phone.LineType;
import dev.ringlock.phone.NumberPlace;
import dev.ringlock.terms.Channel;
import dev.ringlock.terms.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DecisionRuleTest {

    private static final Duration DAY = Duration.ofHours(24);
    private static final Hold HOLD = new Hold(YES.plusSeconds(2), HOLD_ENTRY);
    private static final Failures DEAD =
            new Failures(List.of(NOW.minusSeconds(20), NOW.minusSeconds(10)), 0, null, null, null);

    private final DecisionWorld world = new DecisionWorld();

    /** What brings each reason about, by itself. */
    private static final Map<Refusal, Consumer<DecisionWorld>> CAUSES = Map.ofEntries(
            Map.entry(Refusal.UNKNOWN_PURPOSE, world -> world.purpose = NEWS),
            Map.entry(Refusal.HELD, world -> world.hold = HOLD),
            Map.entry(Refusal.NO_CONSENT, world -> world.consents.clear()),
            Map.entry(Refusal.NOT_CONFIRMED, world -> world.consents.put(MARKETING, inState(State.REQUESTED, null))),
            Map.entry(Refusal.WITHDRAWN, world -> world.consents.put(MARKETING, withdrawn())),
            Map.entry(Refusal.EXPIRED, world -> world.consents.put(MARKETING, granted(YES, NOW))),
            Map.entry(Refusal.EXPIRED_BY_LAW, world -> world.ceiling("ceiling", Period.ofDays(30), null)),
            Map.entry(Refusal.DEAD_NUMBER, world -> world.failures = DEAD),
            Map.entry(Refusal.LINE_TYPE, world -> world.place = line(LineType.VOIP)),
            Map.entry(Refusal.WRONG_CHANNEL, world -> world.channel = Channel.WHATSAPP),
            Map.entry(Refusal.UNKNOWN_ZONE, world -> {
                world.hours("hours", "08:00-20:00", null);
                world.place = new NumberPlace("US", Set.of(), Set.of(), LineType.MOBILE);
            }),
            Map.entry(Refusal.NO_SHARED_HOURS, world -> {
                world.hours("hours", "08:00-12:00", null);
                world.place =
                        new NumberPlace("US", Set.of(), Set.of("America/New_York", "Pacific/Guam"), LineType.MOBILE);
            }),
            Map.entry(Refusal.QUIET_HOURS, world -> world.hours("hours", "12:00-20:00", null)),
            Map.entry(Refusal.CAP_REACHED, world -> {
                world.cap("cap", 1, DAY);
                world.taken(NOW.minusSeconds(60));
            }));

    @Test
    void withoutAReasonItIsAllowed() {
        assertEquals(
                new Decision(DecisionOutcome.ALLOW, List.of(), null, NOW.plus(DecisionRule.LONGEST_VALID)),
                world.decide(NOW));
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonHasACauseAndStandsAloneThen(Refusal refusal) {
        Consumer<DecisionWorld> cause = CAUSES.get(refusal);
        assertNotNull(cause, "try that reason too");
        cause.accept(world);
        Decision decision = world.decide(NOW);
        assertEquals(List.of(refusal), refusals(decision));
        boolean ends = refusal == Refusal.QUIET_HOURS || refusal == Refusal.CAP_REACHED;
        assertEquals(ends ? DecisionOutcome.DEFER : DecisionOutcome.DENY, decision.outcome());
        assertEquals(ends, decision.notBefore() != null);
        assertEquals(null, decision.validUntil());
    }

    @Test
    void aReasonNamesWhatItRestsOn() {
        assertEquals(YES_ENTRY, caused(Refusal.NOT_CONFIRMED).entry());
        assertEquals(NO_ENTRY, caused(Refusal.WITHDRAWN).entry());
        assertEquals(HOLD_ENTRY, caused(Refusal.HELD).entry());
        assertEquals(YES_ENTRY, caused(Refusal.EXPIRED).entry());
        DecisionReason byLaw = caused(Refusal.EXPIRED_BY_LAW);
        assertEquals(List.of("ceiling", YES_ENTRY), List.of(rule(byLaw), byLaw.entry()));
        assertEquals("hours", rule(caused(Refusal.UNKNOWN_ZONE)));
        assertEquals("hours", rule(caused(Refusal.NO_SHARED_HOURS)));
        DecisionReason quiet = caused(Refusal.QUIET_HOURS);
        assertEquals(List.of("hours", NOW.plus(Duration.ofHours(2))), List.of(rule(quiet), quiet.until()));
        DecisionReason cap = caused(Refusal.CAP_REACHED);
        assertEquals(List.of("cap", NOW.minusSeconds(60).plus(DAY)), List.of(rule(cap), cap.until()));
    }

    @Test
    void allReasonsAreGivenInTheirOrder() {
        for (Refusal each : List.of(
                Refusal.WRONG_CHANNEL,
                Refusal.LINE_TYPE,
                Refusal.DEAD_NUMBER,
                Refusal.EXPIRED_BY_LAW,
                Refusal.EXPIRED,
                Refusal.HELD)) {
            CAUSES.get(each).accept(world);
        }
        world.channel = Channel.RCS;
        world.rows.clear();
        world.consents.put(MARKETING, granted(YES, NOW));
        assertEquals(
                List.of(Refusal.HELD, Refusal.EXPIRED, Refusal.DEAD_NUMBER, Refusal.LINE_TYPE, Refusal.WRONG_CHANNEL),
                refusals(world.decide(NOW)));
        world.channel = Channel.VOICE;
        CAUSES.get(Refusal.EXPIRED_BY_LAW).accept(world);
        assertEquals(
                List.of(Refusal.HELD, Refusal.EXPIRED, Refusal.EXPIRED_BY_LAW, Refusal.DEAD_NUMBER, Refusal.LINE_TYPE),
                refusals(world.decide(NOW)));
    }

    @Test
    void hoursComeBeforeCaps() {
        CAUSES.get(Refusal.CAP_REACHED).accept(world);
        CAUSES.get(Refusal.QUIET_HOURS).accept(world);
        assertEquals(List.of(Refusal.QUIET_HOURS, Refusal.CAP_REACHED), refusals(world.decide(NOW)));
    }

    /** As long as one of all that may end. */
    @Test
    void anAllowIsValidUntilTheFirstThatEnds() {
        world.hours("until noon", "08:00-12:00", null);
        world.ceiling("by law", Period.ofDays(31), null);
        Instant noon = NOW.plus(Duration.ofHours(2));
        assertEquals(noon, world.decide(noon.minusSeconds(60)).validUntil());
        assertEquals(noon.minusSeconds(60), world.decide(noon.minusSeconds(360)).validUntil());
        world.consents.put(MARKETING, granted(YES, NOW.plusSeconds(7)));
        assertEquals(NOW.plusSeconds(7), world.decide(NOW).validUntil());
        world.consents.put(MARKETING, granted(NOW.plusSeconds(9).minus(Duration.ofDays(31)), END));
        assertEquals(NOW.plusSeconds(9), world.decide(NOW).validUntil());
        assertEquals(List.of(Refusal.EXPIRED_BY_LAW), refusals(world.decide(NOW.plusSeconds(9))));
    }

    /** The cap is free in the night. */
    @Test
    void notBeforeIsWhenHoursAndCapsAllowItTogether() {
        world.hours("hours", "08:00-20:00", null);
        world.cap("two in twelve hours", 2, Duration.ofHours(12));
        world.cap("three in two days", 3, Duration.ofDays(2));
        world.taken(NOW.minusSeconds(120));
        world.taken(NOW.minusSeconds(60));
        Decision decision = world.decide(NOW);
        assertEquals(List.of(Refusal.CAP_REACHED), refusals(decision));
        assertEquals(
                NOW.minusSeconds(120).plus(Duration.ofHours(12)),
                decision.reasons().get(0).until());
        assertEquals(Instant.parse("2046-11-24T13:00:00Z"), decision.notBefore());
        world.taken(NOW.minusSeconds(180));
        assertEquals(
                NOW.minusSeconds(180).plus(Duration.ofDays(2)),
                world.decide(NOW).notBefore());
    }

    @Test
    void whatWaitsForLongerThanTheConsentLastsIsDenied() {
        world.hours("hours", "12:00-20:00", null);
        Instant noon = NOW.plus(Duration.ofHours(2));
        world.consents.put(MARKETING, granted(YES, noon.plusMillis(1)));
        assertEquals(noon, world.decide(NOW).notBefore());
        world.consents.put(MARKETING, granted(YES, noon));
        Decision decision = world.decide(NOW);
        assertEquals(DecisionOutcome.DENY, decision.outcome());
        assertEquals(List.of(Refusal.EXPIRED, Refusal.QUIET_HOURS), refusals(decision));
        assertEquals(null, decision.notBefore());
    }

    /** It is not in force yet, and will be. */
    @Test
    void aLawThatBeginsMeanwhileIsSeen() {
        LocalDate tomorrow = LocalDate.parse("2046-11-24");
        world.hours("hours", "08:00-09:00", null);
        world.ceiling("from tomorrow", Period.ofDays(3), tomorrow);
        Decision decision = world.decide(NOW);
        assertEquals(List.of(Refusal.EXPIRED_BY_LAW, Refusal.QUIET_HOURS), refusals(decision));
        assertEquals("from tomorrow", rule(decision.reasons().get(0)));
        assertEquals(DecisionOutcome.DENY, decision.outcome());
    }

    @Test
    void whatIsNeverPossibleOnceTheCapIsFreeIsDeniedForThatToo() {
        world.cap("cap", 1, DAY);
        world.taken(NOW.minusSeconds(60));
        world.hours("none", "none", LocalDate.parse("2046-11-24"));
        Decision decision = world.decide(NOW);
        assertEquals(DecisionOutcome.DENY, decision.outcome());
        assertEquals(List.of(Refusal.NO_SHARED_HOURS, Refusal.CAP_REACHED), refusals(decision));
    }

    @Test
    void severalCapsAreToldEach() {
        world.cap("one", 1, DAY);
        world.cap("two", 2, Duration.ofHours(48));
        world.cap("three", 3, DAY);
        world.taken(NOW.minusSeconds(60));
        world.taken(NOW.minusSeconds(30));
        Decision decision = world.decide(NOW);
        assertEquals(
                List.of("one", "two"),
                decision.reasons().stream().map(DecisionRuleTest::rule).toList());
        assertEquals(NOW.minusSeconds(60).plus(Duration.ofHours(48)), decision.notBefore());
    }

    @Test
    void aFullBudgetIsACapWithoutARule() {
        world.cap("many", 10_000, Duration.ofHours(48));
        IntStream.range(0, Budget.MOST_PLACES).forEach(i -> world.taken(NOW.minusSeconds(10_000 - i)));
        Decision decision = world.decide(NOW);
        assertEquals(
                List.of(new DecisionReason(
                        Refusal.CAP_REACHED,
                        null,
                        null,
                        NOW.minusSeconds(10_000).plus(Duration.ofHours(48)))),
                decision.reasons());
        world.rows.clear();
        assertEquals(DecisionOutcome.ALLOW, world.decide(NOW).outcome(), "no cap binds it");
    }

    @Test
    void placesOfOtherPurposesCountTogetherWithIt() {
        world.cap("cap", 1, DAY);
        world.places.add(new BudgetPlace("d", NOW.minusSeconds(1), SERVICE, Channel.VOICE, ""));
        assertEquals(List.of(Refusal.CAP_REACHED), refusals(world.decide(NOW)));
    }

    @Test
    void anOptOutUnderAnOlderFormOfTheNumberBindsUntilALaterProof() {
        OptOut no = new OptOut(YES, NO_ENTRY);
        for (boolean everything : new boolean[] {false, true}) {
            world.olderForms.clear();
            world.olderForms.add(DecisionWorld.contact(
                    everything ? Map.of() : Map.of(MARKETING, Consent.suppression(no)),
                    everything ? no : null,
                    null,
                    Quality.UNKNOWN));
            world.consents.put(MARKETING, granted(YES, END));
            DecisionReason reason = only(world.decide(NOW));
            assertEquals(Refusal.WITHDRAWN, reason.refusal());
            assertEquals(NO_ENTRY, reason.entry());
            world.consents.put(MARKETING, granted(YES.plusMillis(1), END));
            assertEquals(DecisionOutcome.ALLOW, world.decide(NOW).outcome());
        }
    }

    @Test
    void anOptOutUnderAFormerNameOfThePurposeBinds() {
        world.consents.put(NEWS, withdrawn());
        assertEquals(List.of(Refusal.WITHDRAWN), refusals(world.decide(NOW)));
        world.consents.remove(MARKETING);
        DecisionReason reason = only(world.decide(NOW));
        assertEquals(Refusal.WITHDRAWN, reason.refusal());
        assertEquals(NO_ENTRY, reason.entry());
    }

    @Test
    void anOptOutOfEverythingIsTheReasonForAPurposeThatWasNeverAskedFor() {
        world.consents.clear();
        world.optOutOfEverything = new OptOut(YES, NO_ENTRY);
        DecisionReason reason = only(world.decide(NOW));
        assertEquals(Refusal.WITHDRAWN, reason.refusal());
        assertEquals(NO_ENTRY, reason.entry());
    }

    @Test
    void aRequestAfterANoWaitsForItsProof() {
        OptOut no = new OptOut(YES.minusSeconds(5), NO_ENTRY);
        world.consents.put(MARKETING, inState(State.REQUESTED, no));
        assertEquals(List.of(Refusal.NOT_CONFIRMED), refusals(world.decide(NOW)));
        world.optOutOfEverything = new OptOut(YES.plusSeconds(5), NO_ENTRY);
        assertEquals(List.of(Refusal.WITHDRAWN), refusals(world.decide(NOW)));
    }

    @Test
    void aHoldUnderAnOlderFormOfTheNumberHoldsToo() {
        world.olderForms.add(DecisionWorld.contact(Map.of(), null, HOLD, Quality.UNKNOWN));
        DecisionReason reason = only(world.decide(NOW));
        assertEquals(Refusal.HELD, reason.refusal());
        assertEquals(HOLD_ENTRY, reason.entry());
        world.hold = new Hold(YES, NO_ENTRY);
        assertEquals(NO_ENTRY, only(world.decide(NOW)).entry(), "one hold is reason enough");
    }

    /** The asker of one purpose does not learn that the person is on file for another. */
    @Test
    void whatIsStoredForOtherPurposesShowsNothing() {
        Decision unknown = decisionOf(Map.of(), null);
        assertEquals(unknown, decisionOf(Map.of(SERVICE, granted(YES, END)), null));
        assertEquals(unknown, decisionOf(Map.of(SERVICE, granted(YES, END)), HOLD));
        assertEquals(unknown, decisionOf(Map.of(SERVICE, withdrawn()), null));
        world.failures = DEAD;
        assertEquals(unknown, decisionOf(Map.of(SERVICE, granted(YES, END)), null));
    }

    @Test
    void aHoldDoesNotShowOnWhatIsWithdrawnOrWaits() {
        for (Consent consent : List.of(withdrawn(), inState(State.REQUESTED, null), inState(State.EXPIRED, null))) {
            assertEquals(decisionOf(Map.of(MARKETING, consent), null), decisionOf(Map.of(MARKETING, consent), HOLD));
        }
    }

    private Decision decisionOf(Map<Purpose, Consent> consents, @Nullable Hold hold) {
        world.consents.clear();
        world.consents.putAll(consents);
        world.hold = hold;
        return world.decide(NOW);
    }

    @Test
    void aYesAfterTheFailuresIsASignOfLife() {
        world.failures = DEAD;
        world.consents.put(MARKETING, granted(NOW.minusSeconds(10), END));
        assertEquals(List.of(Refusal.DEAD_NUMBER), refusals(world.decide(NOW)));
        world.consents.put(MARKETING, granted(NOW.minusSeconds(9), END));
        assertEquals(DecisionOutcome.ALLOW, world.decide(NOW).outcome());
    }

    @Test
    void anotherInstantHasAnotherAnswer() {
        world.hours("hours", "08:00-20:00", null);
        Instant evening = NOW.plus(Duration.ofHours(10));
        assertEquals(List.of(Refusal.QUIET_HOURS), refusals(world.decide(evening)));
        assertEquals(
                DecisionOutcome.ALLOW,
                world.decide(evening.plus(Duration.ofHours(12))).outcome());
        assertEquals(DecisionOutcome.ALLOW, world.decide(END.minusMillis(1)).outcome());
        assertEquals(List.of(Refusal.EXPIRED), refusals(world.decide(END)));
        Instant before = Instant.parse("2046-11-01T15:00:00Z");
        assertEquals(DecisionOutcome.ALLOW, world.decide(before).outcome());
    }

    private DecisionReason caused(Refusal refusal) {
        DecisionWorld caused = new DecisionWorld();
        CAUSES.get(refusal).accept(caused);
        return only(caused.decide(NOW));
    }

    private static DecisionReason only(Decision decision) {
        assertEquals(1, decision.reasons().size(), decision::toString);
        return decision.reasons().get(0);
    }

    private static String rule(DecisionReason reason) {
        LegalRule rule = reason.rule();
        return rule == null ? "" : rule.id();
    }

    private static List<Refusal> refusals(Decision decision) {
        return decision.reasons().stream().map(DecisionReason::refusal).toList();
    }

    private static NumberPlace line(LineType line) {
        return new NumberPlace("US", NEW_YORK.states(), NEW_YORK.zones(), line);
    }
}
