package dev.ringlock.consent;

import dev.ringlock.consent.DueDate.End;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.Retention;
import dev.ringlock.terms.Terms;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** When a consent ends without an opt-out: its time is over, its number is dead or another person's, its purpose is gone. */
final class EndRule {

    private final Retention retention;
    private final Map<Purpose, Terms> terms;

    EndRule(Retention retention, Map<Purpose, Terms> terms) {
        this.retention = retention;
        this.terms = terms;
    }

    /**
     * The end that has come by now; null if none has.
     *
     * @param checked what the look at the number told; null if there was none
     */
    @Nullable
    End ending(Contact before, Purpose purpose, Consent consent, Instant now, @Nullable NumberFacts checked) {
        if (hasEnded(before, consent, now)) {
            return DueDate.ending(before, consent, retention);
        }
        if (isRemoved(purpose, consent)) {
            return new End(now, Reason.PURPOSE_REMOVED);
        }
        if (checked == null || !consent.hasCompartment()) {
            return null;
        }
        if (checked.reassigned().contains(purpose)) {
            return new End(now, Reason.REASSIGNED);
        }
        return isWrongLine(purpose, checked) ? new End(now, Reason.LINE_TYPE) : null;
    }

    boolean hasEnded(Contact before, Consent consent, Instant now) {
        End end = DueDate.ending(before, consent, retention);
        return end != null && !end.at().isAfter(now);
    }

    /** Whether the policy has its purpose no more. */
    boolean isRemoved(Purpose purpose, Consent consent) {
        return !terms.containsKey(purpose) && consent.isOpen();
    }

    private boolean isWrongLine(Purpose purpose, NumberFacts checked) {
        Terms wanted = Objects.requireNonNull(terms.get(purpose));
        return retention.quality().lineType()
                && checked.valid()
                && !wanted.lineTypes().contains(checked.lineType());
    }

    /** Puts the end down. */
    static Entry end(ChangeDraft draft, Purpose purpose, Consent consent, End end, Ulid arrival) {
        Map<String, String> fields = ConsentRecord.fields(purpose, consent.recordId());
        fields.put("reason", end.reason().id());
        fields.put("before", consent.state().id());
        Entry entry = draft.add(Event.EXPIRED, end.at(), arrival, fields);
        draft.put(purpose, consent.ended(end.at(), entry.ulid()));
        return entry;
    }
}
