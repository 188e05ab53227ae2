package dev.ringlock.steps;

import dev.ringlock.access.Action;
import dev.ringlock.access.Actor;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.store.Store;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a person of staff does is on the ledger under who it was. */
@Singleton
public final class StaffTrail {

    private final Store store;
    private final Arrivals arrivals;

    public StaffTrail(Store store, Arrivals arrivals) {
        this.store = store;
        this.arrivals = arrivals;
    }

    /**
     * Writes down what is about to be shown.
     *
     * @throws dev.ringlock.store.StoreUnavailableException if it cannot be: then nothing may be shown
     */
    public void read(Actor actor, Action action, Map<String, String> what) {
        store.append(() -> List.of(entry(actor, action, Event.READ, arrivals.now(), what)));
    }

    /** What somebody does by an action of the table. */
    public Entry entry(Actor actor, Action action, Event event, Instant now, Map<String, String> what) {
        TreeMap<String, String> fields = new TreeMap<>(what);
        fields.put("action", action.id());
        return entry(actor, event, arrivals.ulid(now), now, fields);
    }

    /** Its subject is who did it. Several of one person's are written side by side, so they are no chain. */
    public static Entry entry(Actor actor, Event event, Ulid place, Instant at, Map<String, String> what) {
        TreeMap<String, String> fields = new TreeMap<>(what);
        fields.put("actor", actor.id());
        return new Entry(actor.subject(), place, event, at, "", fields);
    }
}
