package dev.ringlock.audience.export;

import dev.ringlock.access.Actor;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.steps.StaffTrail;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The ledger's entries about exports, each under the person who acted. */
final class ExportEntries {

    private ExportEntries() {}

    /** This entry also starts the work: an event goes to the writer of the files. */
    static Entry asked(ExportOrder ask, Actor actor) {
        return entry(actor.id(), new Ulid(ask.exportId()), Event.EXPORT_ASKED, ask, Map.of("told_as", "export.asked"));
    }

    static Entry ended(Manifest manifest, String state, Ulid place) {
        Map<String, String> more = new TreeMap<>(Map.of(
                "count", String.valueOf(manifest.count()),
                "parts", String.valueOf(manifest.filled().size())));
        if (manifest.unopened() > 0) {
            more.put("unopened", String.valueOf(manifest.unopened()));
        }
        Event event = state.equals(Manifest.Ending.DONE) ? Event.EXPORT_DONE : Event.EXPORT_FAILED;
        return entry(manifest.ask().askedBy(), place, event, manifest.ask(), more);
    }

    /** The count is of the part. Numbers that were withdrawn since are not delivered, so it may be fewer. */
    static Entry taken(ExportOrder ask, Actor actor, ExportPart part, Ulid place) {
        return entry(
                actor.id(),
                place,
                Event.EXPORT_TAKEN,
                ask,
                Map.of("part", String.valueOf(part.part()), "count", String.valueOf(part.count())));
    }

    static Entry recalled(ExportOrder ask, Actor actor, Ulid place) {
        return entry(actor.id(), place, Event.EXPORT_TAKEN, ask, Map.of("recall", "true"));
    }

    private static Entry entry(String person, Ulid place, Event event, ExportOrder ask, Map<String, String> more) {
        Map<String, String> fields = new TreeMap<>(ask.fields());
        fields.putAll(more);
        return StaffTrail.entry(new Actor(person, Set.of()), event, place, place.at(), fields);
    }
}
