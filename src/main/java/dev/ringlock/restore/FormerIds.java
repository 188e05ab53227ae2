package dev.ringlock.restore;

import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.phone.ContactId;
import dev.ringlock.store.Store;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Ids that contacts had before a rotation of the index key. A backup of before has a contact under its former id, and a later
 * opt-out is under the new one.
 */
final class FormerIds {

    private final Map<ContactId, ContactId> former = new HashMap<>();

    void learn(Entry entry) {
        String from = entry.fields().getOrDefault("from", "");
        if (entry.event() == Event.REKEYED && ContactId.isId(from) && ContactId.isId(entry.subject())) {
            ContactId to = new ContactId(entry.subject());
            ContactId before = new ContactId(from);
            // else a walk through them might not end
            if (before.version() < to.version()) {
                former.put(to, before);
            }
        }
    }

    /** The newest of its ids under which that store has the contact; the same id if it has none. */
    ContactId in(Store restored, ContactId id) {
        if (!former.containsKey(id)) {
            return id;
        }
        for (@Nullable ContactId each = id; each != null; each = former.get(each)) {
            if (restored.load(List.of(each)).get(0).version() > 0) {
                return each;
            }
        }
        return id;
    }
}
