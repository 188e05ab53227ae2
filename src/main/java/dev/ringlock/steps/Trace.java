package dev.ringlock.steps;

import dev.ringlock.access.Action;
import dev.ringlock.access.Actor;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.store.Commit;
import dev.ringlock.store.Outcome;
import dev.ringlock.store.Store;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a person of staff does is on the ledger under who it was. */
@Singleton
public final class Trace {

    private final Store store;
    private final Arrivals arrivals;

    public Trace(Store store, Arrivals arrivals) {
        this.store = store;
        this.arrivals = arrivals;
    }

    /**
     * Writes down what is about to be shown.
     *
     * @throws dev.ringlock.store.StoreUnavailableException if it cannot be: then nothing may be shown
     */
    public void read(Actor actor, Action action, Map<String, String> what) {
        Attempts.untilDone(() -> Optional.of(
                        store.commit(Commit.of(List.of(entry(actor, action, Event.READ, arrivals.now(), what)))))
                .filter(outcome -> outcome instanceof Outcome.Done));
    }

    /** Its subject is who did it. Lines of one person are written side by side, so they are no chain. */
    public Entry entry(Actor actor, Action action, Event event, Instant now, Map<String, String> what) {
        TreeMap<String, String> fields = new TreeMap<>(what);
        fields.put("actor", actor.id());
        fields.put("action", action.id());
        return new Entry(actor.subject(), arrivals.ulid(now), event, now, "", fields);
    }
}
