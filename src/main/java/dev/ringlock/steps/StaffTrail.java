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

/** Writes the acts of staff to the ledger, under the person who acted. */
@Singleton
public final class StaffTrail {

    private final Store store;
    private final Arrivals arrivals;

    public StaffTrail(Store store, Arrivals arrivals) {
        this.store = store;
        this.arrivals = arrivals;
    }

    /**
     * Writes down that something is about to be shown.
     *
     * @throws dev.ringlock.store.StoreUnavailableException if it cannot be: then nothing may be shown
     */
    public void read(Actor actor, Action action, Map<String, String> what) {
        store.append(() -> List.of(entry(actor, action, Event.READ, arrivals.now(), what)));
    }

    /** The entry of an action of the table. */
    public Entry entry(Actor actor, Action action, Event event, Instant now, Map<String, String> what) {
        TreeMap<String, String> fields = new TreeMap<>(what);
        fields.put("action", action.id());
        return entry(actor, event, arrivals.ulid(now), now, fields);
    }

    /** The person who acted is its subject. Several entries of one person are written at once, so they form no chain. */
    public static Entry entry(Actor actor, Event event, Ulid place, Instant at, Map<String, String> what) {
        TreeMap<String, String> fields = new TreeMap<>(what);
        fields.put("actor", actor.id());
        return new Entry(actor.subject(), place, event, at, "", fields);
    }
}
