package dev.ringlock;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What happened to one phone, as those saw it who did it: each act with the moments of its begin and its end. Moments are
 * numbered over all threads, so that of two acts one is surely before the other only if it ended before the other began.
 */
final class DecisionHistory {

    /** A no that was acknowledged. Without purposes it is to everything. */
    record SeenNo(Set<String> purposes, long begin, long end) {

        boolean isTo(String purpose) {
            return purposes.isEmpty() || purposes.contains(purpose);
        }
    }

    /**
     * A proved yes, acknowledged or not.
     *
     * @param proofBegun when its proof had begun at the latest: the code was sent, or the question asked
     * @param begin when the proof came in
     */
    record SeenYes(Set<String> purposes, long proofBegun, long begin) {}

    /** A decision. */
    record SeenDecision(String purpose, boolean allowed, long begin, long end) {}

    private final AtomicLong moments = new AtomicLong();
    private final List<SeenNo> noes = new ArrayList<>();
    private final List<SeenYes> yeses = new ArrayList<>();
    private final List<SeenDecision> decisions = new ArrayList<>();

    /** A moment after all that were told before. */
    long now() {
        return moments.incrementAndGet();
    }

    synchronized void add(SeenNo no) {
        noes.add(no);
    }

    synchronized void add(SeenYes yes) {
        yeses.add(yes);
    }

    synchronized void add(SeenDecision decision) {
        decisions.add(decision);
    }

    /**
     * Decisions that may not be: each says allow, began after a no was acknowledged, and no proved yes that may have come after
     * the no began before the decision's end.
     */
    synchronized List<SeenDecision> wrong() {
        return decisions.stream()
                .filter(SeenDecision::allowed)
                .filter(decision -> noes.stream().anyMatch(no -> forbids(no, decision)))
                .toList();
    }

    /** How many said allow after a no, because of a later yes. */
    synchronized long allowedAgain() {
        return decisions.stream()
                .filter(SeenDecision::allowed)
                .filter(decision -> noes.stream().anyMatch(no -> isBefore(no, decision)))
                .count();
    }

    synchronized long noes() {
        return noes.size();
    }

    private boolean forbids(SeenNo no, SeenDecision decision) {
        return isBefore(no, decision)
                && yeses.stream()
                        .noneMatch(yes -> yes.purposes().contains(decision.purpose())
                                && yes.proofBegun() > no.begin()
                                && yes.begin() < decision.end());
    }

    private static boolean isBefore(SeenNo no, SeenDecision decision) {
        return no.isTo(decision.purpose()) && no.end() < decision.begin();
    }
}
