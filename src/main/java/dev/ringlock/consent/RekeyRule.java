package dev.ringlock.consent;

import dev.ringlock.consent.Upkeep.Move;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Head;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.Retention;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The index key rotates: a contact goes on as it is under its number's id of the newest version. All of it goes at once: its
 * consents, its opt-outs, what holds it, and a code that waits. Only its history stays, and the texts of held messages, which
 * are sealed for the old id.
 */
final class RekeyRule {

    private final Retention retention;
    private final Contact before;
    private final ContactId to;

    RekeyRule(Retention retention, Contact before, ContactId to) {
        this.retention = retention;
        this.before = before;
        this.to = to;
    }

    /** @param masked what may be shown of the number */
    Move move(Instant now, Ulid arrival, MaskedNumber masked) {
        Head head = before.head();
        Ulid place = head != null && head.ulid().compareTo(arrival) >= 0
                ? head.ulid().next()
                : arrival;
        Entry left = entry(before.id(), place, now, head == null ? "" : head.hash(), Map.of("to", to.value()));
        // behind everything that the old id's history has, for whoever reads the two as one
        Entry came = entry(
                to,
                place.next(),
                now,
                "",
                Map.of(
                        "from", before.id().value(),
                        "from_entry", left.ulid().value(),
                        "from_hash", left.hash()));
        return new Move(left(left), came(came, masked));
    }

    private Change left(Entry entry) {
        Contact shell = new Contact(
                before.id(),
                before.version() + 1,
                null,
                entry.asHead(),
                Map.of(),
                null,
                null,
                PendingProof.NOTHING,
                Quality.UNKNOWN.moved(to),
                null);
        Contact after = shell.withDueAt(DueDate.next(shell, retention));
        return change(after, Set.of(), before.compartments(), after.placedAnew(before), entry);
    }

    private Change came(Entry entry, MaskedNumber masked) {
        Contact fresh = new Contact(
                to,
                1,
                before.hasCompartments() ? masked : null,
                entry.asHead(),
                before.consents(),
                before.optOutOfEverything(),
                before.hold(),
                before.pending(),
                before.quality(),
                null);
        Contact after = fresh.withDueAt(DueDate.next(fresh, retention));
        return change(after, before.compartments(), Set.of(), before.consents().keySet(), entry);
    }

    private static Change change(
            Contact after, Set<Purpose> sealed, Set<Purpose> destroyed, Set<Purpose> placed, Entry entry) {
        return new Change(after, sealed, destroyed, Set.of(), placed, List.of(), List.of(entry), false);
    }

    private static Entry entry(ContactId subject, Ulid place, Instant now, String previous, Map<String, String> told) {
        TreeMap<String, String> fields = new TreeMap<>(told);
        fields.put("schema_version", ConsentRecord.SCHEMA);
        return new Entry(subject.value(), place, Event.REKEYED, now, previous, fields);
    }
}
