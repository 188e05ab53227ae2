package dev.ringlock.consent;

import dev.ringlock.consent.Withdrawal.WithdrawalMethod;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.terms.Purpose;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A person opts out: by STOP, on their page, or through staff. */
final class WithdrawRule {

    private final ChangeDraft draft;
    private final Contact before;
    private final Withdrawal withdrawal;

    WithdrawRule(ChangeDraft draft, Contact before, Withdrawal withdrawal) {
        this.draft = draft;
        this.before = before;
        this.withdrawal = withdrawal;
    }

    /** @param declared the purposes of the policy */
    Change change(Set<Purpose> declared) {
        withdraw(declared);
        return draft.done(before.masked());
    }

    /** Puts the opt-out down in the draft. */
    void withdraw(Set<Purpose> declared) {
        Set<Purpose> purposes = takenBack(declared);
        for (Purpose purpose : purposes) {
            OptOut optOut = withdraw(purpose, before.consent(purpose));
            if (withdrawal.everything()) {
                draft.optOutOfEverything(optOut);
            }
        }
        if (withdrawal.everything()) {
            // whatever a held message meant, it cannot be more than this
            draft.hold(null);
        }
        draft.pending(
                withdrawal.everything()
                        ? draft.pending().withoutAny()
                        : draft.pending().without(purposes));
        if (withdrawal.method() == WithdrawalMethod.SMS_REPLY) {
            draft.quality(draft.quality().active(withdrawal.at()));
        }
    }

    /** Nobody can name a purpose that the policy has no more, so each opt-out takes back those too. */
    private Set<Purpose> takenBack(Set<Purpose> declared) {
        Set<Purpose> purposes = new TreeSet<>(withdrawal.purposes());
        before.consents().forEach((purpose, consent) -> {
            if (consent.isOpen() && (withdrawal.everything() || !declared.contains(purpose))) {
                purposes.add(purpose);
            }
        });
        return purposes;
    }

    private OptOut withdraw(Purpose purpose, @Nullable Consent now) {
        Instant at = now == null ? withdrawal.at() : latest(withdrawal.at(), now);
        String recordId = now == null || now.recordId().isEmpty() ? withdrawal.recordId() : now.recordId();
        Map<String, String> fields = new TreeMap<>(withdrawal.details());
        fields.putAll(ConsentRecord.fields(purpose, recordId));
        fields.put("method", withdrawal.method().id());
        fields.put("before", now == null ? "unknown" : now.state().id());
        if (withdrawal.everything()) {
            fields.put("scope", "everything");
            if (before.hold() != null) {
                fields.put("held", before.hold().entry().value());
            }
        }
        Entry entry = draft.add(Event.WITHDRAWN, at, withdrawal.arrival(), fields);
        OptOut optOut = new OptOut(at, entry.ulid());
        draft.put(purpose, Consent.withdrawn(now, optOut, recordId));
        return optOut;
    }

    /** An opt-out counts after whatever is there, whichever machine's clock ran ahead. */
    private static Instant latest(Instant at, Consent now) {
        OptOut last = now.optOut();
        return Stream.of(at, now.since(), last == null ? at : last.at(), now.provedAt() == null ? at : now.provedAt())
                .max(Comparator.naturalOrder())
                .orElse(at);
    }
}
