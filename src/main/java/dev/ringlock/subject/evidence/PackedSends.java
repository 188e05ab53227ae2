package dev.ringlock.subject.evidence;

import dev.ringlock.consent.Home;
import dev.ringlock.consent.Replay;
import dev.ringlock.contactability.Budget;
import dev.ringlock.contactability.Decision;
import dev.ringlock.contactability.DecisionRule;
import dev.ringlock.http.Time;
import dev.ringlock.ledger.Entry;
import dev.ringlock.phone.NumberIds;
import dev.ringlock.policy.Policy;
import dev.ringlock.steps.DecisionAnswer;
import dev.ringlock.subject.evidence.EvidenceRequest.AskedMessage;
import java.util.List;
import java.util.Objects;

/**
 * Each message in question, decided again: from the ledger as it stood then, with the law of that day and the policy of today. A
 * decision leaves nothing on the ledger, so the answer of then is with who asked for it.
 *
 * @param sends as they were decided again; empty if none was asked about
 */
record PackedSends(List<DecidedSend> sends) {

    /** What no ledger keeps. */
    private static final String[] NOT_KEPT = {"cap_reached", "dead_number"};

    /** A message in question, and what the rules say of it. */
    record DecidedSend(String purpose, String channel, String at, DecisionAnswer again) {}

    PackedSends {
        sends = List.copyOf(sends);
    }

    /** @param entries of the number's contacts */
    static PackedSends of(Policy policy, EvidenceRequest ask, List<Entry> entries, NumberIds ids) {
        DecisionRule rule = new DecisionRule(policy.purposes(), policy.laws(), null);
        List<Entry> known = entries.stream()
                .filter(entry -> ids.all().stream().anyMatch(id -> id.value().equals(entry.subject())))
                .toList();
        return new PackedSends(ask.sends().stream()
                .map(send -> again(policy, rule, ask, send, known, ids))
                .toList());
    }

    private static DecidedSend again(
            Policy policy,
            DecisionRule rule,
            EvidenceRequest ask,
            AskedMessage send,
            List<Entry> entries,
            NumberIds ids) {
        List<Entry> then = entries.stream()
                .filter(entry -> !entry.ulid().at().isAfter(send.at()))
                .toList();
        Decision decision = rule.decide(
                Home.first(ids, Replay.of(ids.all(), then, policy.purposes())),
                Budget.unspent(ids.first()),
                Objects.requireNonNull(ask.number()).place(),
                send.purpose(),
                send.channel(),
                send.at());
        DecisionAnswer answer = DecisionAnswer.of(decision, "", send.at(), policy.version(), "en")
                .without(NOT_KEPT);
        return new DecidedSend(send.purpose().id(), send.channel().id(), Time.rfc3339(send.at()), answer);
    }
}
