package dev.ringlock;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringlock.DecisionHistory.SeenDecision;
import dev.ringlock.DecisionHistory.SeenNo;
import dev.ringlock.DecisionHistory.SeenYes;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The checker of histories finds what was planted, and nothing else. */
class DecisionHistoryTest {

    private static final String MARKETING = "marketing";

    private final DecisionHistory history = new DecisionHistory();

    @Test
    void anAllowAfterAnAcknowledgedNoIsWrong() {
        no(1, 2, MARKETING);
        SeenDecision wrong = decision(3, 4, true);
        decision(5, 6, false);
        assertEquals(List.of(wrong), history.wrong());
    }

    @Test
    void aNoToEverythingBindsEachPurpose() {
        no(1, 2);
        SeenDecision wrong = decision(3, 4, true);
        assertEquals(List.of(wrong), history.wrong());
    }

    @Test
    void aNoToAnotherPurposeBindsNothingElse() {
        no(1, 2, "service");
        decision(3, 4, true);
        assertEquals(List.of(), history.wrong());
    }

    @Test
    void aDecisionThatBeganBeforeTheAcknowledgementMaySayEither() {
        no(1, 4, MARKETING);
        decision(3, 6, true);
        decision(2, 3, true);
        assertEquals(List.of(), history.wrong());
    }

    @Test
    void aYesProvedAfterwardsAllowsAgain() {
        no(1, 2, MARKETING);
        yes(4, 5);
        decision(6, 7, true);
        assertEquals(List.of(), history.wrong());
        assertEquals(1, history.allowedAgain());
    }

    @Test
    void aYesThatIsAtWorkWhileTheDecisionIsMadeMayAllowIt() {
        no(1, 2, MARKETING);
        yes(3, 5);
        decision(4, 6, true);
        SeenDecision wrong = decision(3, 4, true);
        assertEquals(List.of(wrong), history.wrong());
    }

    @Test
    void aProofThatBeganBeforeTheNoIsNone() {
        yes(1, 7);
        no(2, 3, MARKETING);
        SeenDecision wrong = decision(8, 9, true);
        assertEquals(List.of(wrong), history.wrong());
    }

    @Test
    void aProofThatBeganWhileTheNoWasUnderWayMayBeLater() {
        no(2, 5, MARKETING);
        yes(3, 6);
        decision(7, 8, true);
        assertEquals(List.of(), history.wrong());
    }

    @Test
    void aYesToAnotherPurposeIsNone() {
        no(1, 2);
        history.add(new SeenYes(Set.of("service"), 3, 4));
        SeenDecision wrong = decision(5, 6, true);
        assertEquals(List.of(wrong), history.wrong());
    }

    @Test
    void aSecondNoNeedsAnotherYes() {
        no(1, 2, MARKETING);
        yes(3, 4);
        no(5, 6, MARKETING);
        SeenDecision wrong = decision(7, 8, true);
        assertEquals(List.of(wrong), history.wrong());
    }

    private void no(long begin, long end, String... purposes) {
        history.add(new SeenNo(Set.of(purposes), begin, end));
    }

    private void yes(long proofBegun, long begin) {
        history.add(new SeenYes(Set.of(MARKETING), proofBegun, begin));
    }

    private SeenDecision decision(long begin, long end, boolean allowed) {
        SeenDecision decision = new SeenDecision(MARKETING, allowed, begin, end);
        history.add(decision);
        return decision;
    }
}
