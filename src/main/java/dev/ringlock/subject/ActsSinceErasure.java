package dev.ringlock.subject;

import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.phone.ContactId;
import dev.ringlock.store.Page;
import dev.ringlock.store.Store;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells what came after an erasure from what the erasure should have taken. */
final class ActsSinceErasure {

    /** By these something is held of a person again. */
    private static final Set<Event> HOLDING =
            EnumSet.of(Event.REQUESTED, Event.GIVEN, Event.RENEWED, Event.HELD, Event.REOPTIN_REQUESTED);

    private static final int PAGE = 50;

    private ActsSinceErasure() {}

    /**
     * Whether the contact was erased, and all that is held of it came behind that on its ledger. What moved there from another
     * id was held before, so it does not count as later.
     */
    static boolean areAll(Store store, ContactId contact) {
        boolean acted = false;
        @Nullable String cursor = null;
        do {
            Page<Entry> page = store.recent(contact.value(), cursor, PAGE);
            for (Entry entry : page.items()) {
                if (entry.event() == Event.ERASED) {
                    return acted;
                }
                if (isMove(entry)) {
                    return false;
                }
                acted = acted || HOLDING.contains(entry.event());
            }
            cursor = page.next();
        } while (cursor != null);
        return false;
    }

    /** A consent that moved, or a hold that came with one. */
    private static boolean isMove(Entry entry) {
        return entry.event() == Event.MOVED
                || (entry.event() == Event.HELD && entry.fields().containsKey("from"));
    }
}
