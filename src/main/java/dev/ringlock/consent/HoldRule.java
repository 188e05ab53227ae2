package dev.ringlock.consent;

import dev.ringlock.consent.Contact.Hold;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Ulid;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A message that may be an opt-out blocks its contact until staff decide. */
final class HoldRule {

    private HoldRule() {}

    static Change hold(
            ChangeDraft draft,
            Contact before,
            List<HeldMessage> texts,
            Instant at,
            Ulid arrival,
            Map<String, String> details) {
        put(draft, new Hold(at, arrival, texts), arrival, details);
        draft.quality(draft.quality().active(at));
        return draft.done(before.masked());
    }

    /**
     * The first message that has to be decided is the one that holds. Later ones are on the ledger, and the texts of the
     * newest are kept.
     *
     * @param more of a message, or of a contact that this one follows
     */
    static void put(ChangeDraft draft, Hold more, Ulid arrival, Map<String, String> details) {
        Entry entry = draft.add(Event.HELD, more.at(), arrival, details);
        Hold now = draft.hold();
        List<HeldMessage> all = Stream.concat(
                        now == null ? Stream.of() : now.messages().stream(), more.messages().stream())
                .sorted(Comparator.comparing(HeldMessage::at))
                .toList();
        Hold joined = now == null ? new Hold(more.at(), entry.ulid(), all) : new Hold(now.at(), now.entry(), all);
        // both times, so that the texts that are too many are known, and go
        draft.hold(joined);
        draft.hold(joined.newest());
    }

    static Change release(ChangeDraft draft, Contact before, Instant at, Ulid arrival, Map<String, String> details) {
        draft.add(Event.RELEASED, at, arrival, details);
        draft.hold(null);
        return draft.done(before.masked());
    }
}
