package dev.ringlock.consent;

import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.ImportedChange.ImportOutcome;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.terms.Purpose;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Another system wrote down that a person opted out. It counts from the date of its row, and from now without one. */
final class ImportNoRule {

    /** The field of an entry that says which state stays, because it began after the opt-out. */
    static final String KEPT = "kept";

    /** Fields that a {@link Replay} reads. */
    private static final Set<String> OURS = Set.of(KEPT, "scope", "held");

    private final ChangeDraft draft;
    private final Contact before;
    private final Withdrawal no;
    private final boolean undated;

    ImportNoRule(ChangeDraft draft, Contact before, Withdrawal no, Instant now) {
        this.draft = draft;
        this.before = before;
        this.no = no;
        this.undated = !no.at().isBefore(now);
    }

    /** @param declared the purposes of the policy */
    ImportedChange change(Set<Purpose> declared) {
        Map<Purpose, ImportOutcome> outcomes = new TreeMap<>();
        Set<Purpose> closed = new TreeSet<>();
        for (Purpose purpose : takenBack(declared)) {
            ImportOutcome outcome = outcome(purpose);
            if (outcome == ImportOutcome.ACCEPTED) {
                accept(purpose, isNewer(before.consent(purpose)));
            }
            if (no.purposes().contains(purpose)) {
                outcomes.put(purpose, outcome);
            }
            if (!isNewer(before.consent(purpose))) {
                closed.add(purpose);
            }
        }
        if (no.everything() && draft.isNothing() && !isKnownOfEverything()) {
            // each purpose was decided later; those that are declared later are bound all the same
            no.purposes().stream().sorted().findFirst().ifPresent(purpose -> accept(purpose, true));
        }
        if (!draft.isNothing()) {
            draft.pending(draft.pending().withoutOlder(no.at(), closed));
        }
        return new ImportedChange(draft.done(before.masked()), outcomes);
    }

    private Set<Purpose> takenBack(Set<Purpose> declared) {
        Set<Purpose> purposes = new TreeSet<>(no.purposes());
        before.consents().forEach((purpose, consent) -> {
            if (consent.isOpen() && (no.everything() || !declared.contains(purpose))) {
                purposes.add(purpose);
            }
        });
        return purposes;
    }

    private ImportOutcome outcome(Purpose purpose) {
        Consent now = before.consent(purpose);
        if (now != null && (now.isGrantedAfter(no.at()) || isAfter(now.provedAt()))) {
            return ImportOutcome.OLDER;
        }
        OptOut known = GiveRule.bindingOptOut(before, Set.of(), purpose, Set.of());
        if (known == null) {
            return ImportOutcome.ACCEPTED;
        }
        if (undated && before.pending().outlives(no.at(), purpose)) {
            // nobody knows which came first, so the proof on its way began before this no
            return ImportOutcome.ACCEPTED;
        }
        if (undated || known.at().equals(no.at())) {
            return ImportOutcome.DUPLICATE;
        }
        return isAfter(known.at()) ? ImportOutcome.OLDER : ImportOutcome.ACCEPTED;
    }

    /** @param keeps whether the purpose was decided later. A request goes on waiting then: now it needs a proof */
    private void accept(Purpose purpose, boolean keeps) {
        Consent now = before.consent(purpose);
        String recordId = now == null || now.recordId().isEmpty() ? no.recordId() : now.recordId();
        Map<String, String> fields = new TreeMap<>(no.details());
        // whatever a file tells, these are ours
        fields.keySet().removeAll(OURS);
        fields.putAll(ConsentRecord.fields(purpose, recordId));
        fields.put("method", no.method().id());
        fields.put("before", now == null ? "unknown" : now.state().id());
        if (no.everything()) {
            fields.put("scope", "everything");
        }
        if (keeps) {
            fields.put(KEPT, now == null ? "unknown" : now.state().id());
        }
        Entry entry = draft.add(Event.WITHDRAWN, no.at(), no.arrival(), fields);
        OptOut optOut = new OptOut(no.at(), entry.ulid());
        if (no.everything()) {
            draft.optOutOfEverything(optOut);
        }
        if (!keeps) {
            draft.put(purpose, Consent.withdrawn(now, optOut, recordId));
        } else if (now != null && now.state() == State.REQUESTED) {
            draft.note(purpose, now.boundBy(optOut));
        }
    }

    private boolean isKnownOfEverything() {
        OptOut known = before.optOutOfEverything();
        return known != null && (undated || !known.at().isBefore(no.at()));
    }

    /** Whether that consent is a yes, or asks for one, of later than the opt-out. */
    private boolean isNewer(@Nullable Consent consent) {
        return consent != null && consent.isOpen() && isAfter(consent.since());
    }

    private boolean isAfter(@Nullable Instant other) {
        return other != null && other.isAfter(no.at());
    }
}
