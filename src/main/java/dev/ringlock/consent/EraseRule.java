package dev.ringlock.consent;

import dev.ringlock.ledger.Event;
import dev.ringlock.terms.Purpose;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A person wants to be forgotten: they opt out of everything, and of the rest nothing is left but the ledger. */
final class EraseRule {

    private final ChangeDraft draft;
    private final Contact before;
    private final Withdrawal everything;

    /** @param everything an opt-out from everything */
    EraseRule(ChangeDraft draft, Contact before, Withdrawal everything) {
        if (!everything.everything()) {
            throw new IllegalArgumentException("an erasure is an opt-out from everything");
        }
        this.draft = draft;
        this.before = before;
        this.everything = everything;
    }

    /**
     * Nothing if there is nothing left to erase.
     *
     * @param declared the purposes of the policy
     */
    Change change(Set<Purpose> declared) {
        if (before.isErased(declared)) {
            return Change.nothing(before);
        }
        if (!isRefused(declared)) {
            new WithdrawRule(draft, before, everything).withdraw(declared);
        }
        draft.add(Event.ERASED, everything.at(), everything.arrival(), fields());
        // those that nobody knows of go too
        Set<Purpose> compartments = new HashSet<>(declared);
        compartments.addAll(before.compartments());
        compartments.add(Purpose.MAINTENANCE);
        draft.erase(compartments);
        return draft.done(null);
    }

    /** Whether everything is refused already: then the opt-outs of before stand as they are. */
    private boolean isRefused(Set<Purpose> declared) {
        return before.optOutOfEverything() != null
                && before.consents().values().stream().noneMatch(Consent::isOpen)
                && declared.stream()
                        .map(before::consent)
                        .allMatch(consent -> consent != null && consent.isSuppression());
    }

    private Map<String, String> fields() {
        Map<String, String> fields = new TreeMap<>(everything.details());
        fields.put("schema_version", ConsentRecord.SCHEMA);
        fields.put("method", everything.method().id());
        fields.put("compartments", String.valueOf(before.compartments().size()));
        fields.put(
                "held_texts",
                String.valueOf(
                        before.hold() == null ? 0 : before.hold().messages().size()));
        return fields;
    }
}
