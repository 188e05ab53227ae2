package dev.ringlock.consent;

import dev.ringlock.consent.Contact.Hold;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Ulid;
import java.time.Instant;
import java.util.Map;

/** A message that may be an opt-out blocks its contact until staff decide. */
final class HoldRule {

    private HoldRule() {}

    static Change hold(ChangeDraft draft, Contact before, Instant at, Ulid arrival, Map<String, String> details) {
        put(draft, before, at, arrival, details);
        draft.quality(draft.quality().active(at));
        return draft.done(before.masked());
    }

    /** The first message that has to be decided is the one that holds. Later ones are on the ledger only. */
    static void put(ChangeDraft draft, Contact before, Instant at, Ulid arrival, Map<String, String> details) {
        Entry entry = draft.add(Event.HELD, at, arrival, details);
        if (before.hold() == null) {
            draft.hold(new Hold(at, entry.ulid()));
        }
    }

    static Change release(ChangeDraft draft, Contact before, Instant at, Ulid arrival, Map<String, String> details) {
        draft.add(Event.RELEASED, at, arrival, details);
        draft.hold(null);
        return draft.done(before.masked());
    }
}
