package dev.ringlock.standalone.staff;

import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.steps.Arrivals;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** The ledger's entries about who signs in here. Each person and each client is a subject of its own; the entries form no chain. */
final class StaffEntries {

    /** The subject of failed sign-ins under names that nobody has. */
    static final String NOBODY = "staff";

    private final Arrivals arrivals;

    StaffEntries(Arrivals arrivals) {
        this.arrivals = arrivals;
    }

    Instant now() {
        return arrivals.now();
    }

    /** Something that was done at the command line to a person. */
    Entry aboutPerson(String name, Event event, Map<String, String> fields) {
        return entry(NOBODY + "/" + name, event, fields);
    }

    /** Something that a person did, or that somebody did under their name. */
    Entry byPerson(String name, Event event, Map<String, String> fields) {
        TreeMap<String, String> all = new TreeMap<>(fields);
        all.put("actor", name);
        return entry(NOBODY + "/" + name, event, all);
    }

    Entry aboutNobody(Event event, Map<String, String> fields) {
        return entry(NOBODY, event, fields);
    }

    Entry aboutClient(String id, Event event, Map<String, String> fields) {
        return entry("client/" + id, event, fields);
    }

    private Entry entry(String subject, Event event, Map<String, String> fields) {
        Instant now = arrivals.now();
        return new Entry(subject, arrivals.ulid(now), event, now, "", new TreeMap<>(fields));
    }
}
