package dev.ringlock.consent;

import dev.ringlock.consent.Contact.Hold;
import dev.ringlock.consent.Withdrawal.WithdrawalMethod;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.terms.Purpose;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An act that came after a backup was made is done again to what was restored of it. It keeps its own instant, its place if
 * that is free, and all that its entry says. It only ever takes away: what it gave at the time is not given again.
 */
final class LostActRule {

    private final ChangeDraft draft;
    private final Contact before;
    private final Entry lost;
    private final Map<String, String> fields;

    LostActRule(ChangeDraft draft, Contact before, Entry lost, Instant now) {
        this.draft = draft;
        this.before = before;
        this.lost = lost;
        this.fields = new TreeMap<>(lost.fields());
        fields.put("replayed_at", now.toString());
        fields.put(Rules.REPLAYED, lost.ulid().value());
    }

    Change change() {
        switch (lost.event()) {
            case WITHDRAWN -> withdraw(new Purpose(field("purpose")));
            case ERASED -> erase();
            case EXPIRED -> end(new Purpose(field("purpose")));
            case HELD -> HoldRule.put(draft, new Hold(lost.at(), lost.ulid(), List.of()), lost.ulid(), fields);
            case RELEASED -> {
                add(Event.RELEASED);
                draft.hold(null);
            }
            default -> {
                // it takes nothing away
            }
        }
        return draft.done(lost.event() == Event.ERASED ? null : before.masked());
    }

    private void withdraw(Purpose purpose) {
        Consent now = before.consent(purpose);
        OptOut optOut = new OptOut(lost.at(), add(Event.WITHDRAWN));
        boolean everything = field("scope").equals("everything");
        boolean imported = field("method").equals(WithdrawalMethod.IMPORTED.id());
        if (now != null && now.isOpen() && now.since().isAfter(lost.at())) {
            // it was written down later than it was said, and a newer yes was there already
            draft.note(purpose, now.boundBy(optOut));
        } else {
            OptOut known = now == null ? null : now.optOut();
            draft.put(
                    purpose,
                    Consent.withdrawn(
                            now, known == null || !known.at().isAfter(lost.at()) ? optOut : known, recordId(now)));
        }
        if (everything) {
            draft.optOutOfEverything(optOut);
        }
        if ((everything && !imported) || fields.containsKey("held")) {
            draft.hold(null);
        }
        draft.pending(
                everything ? draft.pending().withoutAny() : draft.pending().without(Set.of(purpose)));
    }

    /** Its opt-outs have entries before this one. */
    private void erase() {
        add(Event.ERASED);
        Set<Purpose> compartments = new HashSet<>(before.compartments());
        compartments.add(Purpose.MAINTENANCE);
        draft.erase(compartments);
    }

    private void end(Purpose purpose) {
        Consent now = before.consent(purpose);
        Ulid entry = add(Event.EXPIRED);
        if (now != null && now.isOpen()) {
            draft.put(purpose, now.ended(lost.at(), entry));
        }
        draft.pending(draft.pending().without(Set.of(purpose)));
    }

    private Ulid add(Event event) {
        return draft.add(event, lost.at(), lost.ulid(), fields).ulid();
    }

    private String recordId(@Nullable Consent now) {
        return now == null || now.recordId().isEmpty() ? field("record_id") : now.recordId();
    }

    private String field(String name) {
        return lost.fields().getOrDefault(name, "");
    }
}
