package dev.ringlock.consent;

import dev.ringlock.consent.DueDate.End;
import dev.ringlock.consent.Upkeep.Move;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.Retention;
import dev.ringlock.terms.Terms;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A number got another canonical form: its consents go on under the ContactId of that form. */
final class MoveRule {

    /**
     * So many consents go at once. Each takes an entry and a compartment on both sides. Both contacts, with the places of all
     * their consents, have to fit into one transaction's 100 too.
     */
    private static final int MOST_MOVED = 8;

    private final Retention retention;
    private final Map<Purpose, Terms> terms;
    private final EndRule ends;
    private final Contact before;
    private final Contact into;
    private final List<Contact> beside;

    /**
     * @param into the contact of the new id, as it is stored
     * @param beside contacts of the same number under other versions of the index key
     */
    MoveRule(Retention retention, Map<Purpose, Terms> terms, Contact before, Contact into, List<Contact> beside) {
        this.retention = retention;
        this.terms = terms;
        this.ends = new EndRule(retention, terms);
        this.before = before;
        this.into = into;
        this.beside = List.copyOf(beside);
    }

    Move move(Instant now, Ulid arrival, NumberFacts checked) {
        ChangeDraft from = new ChangeDraft(before, retention);
        ChangeDraft to = new ChangeDraft(into, retention);
        Map<Purpose, End> leaving = leaving(now);
        leaving.forEach((purpose, end) -> {
            Consent consent = Objects.requireNonNull(before.consent(purpose));
            Entry left = EndRule.end(from, purpose, consent, end, arrival);
            Terms wanted = terms.get(purpose);
            if (end.reason() == Reason.RENUMBERED && wanted != null && mayGoOn(consent, wanted, now)) {
                goOn(to, purpose, consent, left, arrival);
            }
        });
        moveHold(to, arrival);
        from.handOverHold();
        from.pending(from.pending().without(leaving.keySet()));
        from.quality(from.quality().moved(into.id()));
        boolean nothing = to.isNothing();
        if (!nothing) {
            to.quality(to.quality().joined(before.quality()).checked(now, true));
        }
        return new Move(from.done(before.masked()), to.done(nothing ? into.masked() : checked.masked()));
    }

    /** The consents that leave the old id, and why. */
    private Map<Purpose, End> leaving(Instant now) {
        Map<Purpose, End> leaving = new TreeMap<>();
        before.sorted().forEach((purpose, consent) -> {
            End due = DueDate.ending(before, consent, retention);
            if (due != null && leaving.size() < MOST_MOVED) {
                Reason reason = ends.isRemoved(purpose, consent) ? Reason.PURPOSE_REMOVED : Reason.RENUMBERED;
                leaving.put(purpose, due.at().isAfter(now) ? new End(now, reason) : due);
            }
        });
        return leaving;
    }

    /** Not if an opt-out binds under the new id, or a consent is there already. */
    private boolean mayGoOn(Consent consent, Terms wanted, Instant now) {
        Consent there = into.consent(wanted.purpose());
        if (there != null && there.hasCompartment() && !ends.hasEnded(into, there, now)) {
            return false;
        }
        OptOut last = lastOptOut(into, wanted);
        for (Contact other : beside) {
            last = OptOut.later(last, lastOptOut(other, wanted));
        }
        return last == null
                || last.isBefore(consent.provedAt())
                || (there != null && last.isBefore(there.provedAt()) && last.isBefore(consent.since()));
    }

    private static @Nullable OptOut lastOptOut(Contact contact, Terms wanted) {
        OptOut last = OptOut.later(contact.optOutOfEverything(), contact.optOut(wanted.purpose()));
        for (Purpose former : wanted.formerly()) {
            last = OptOut.later(last, contact.optOut(former));
        }
        return last;
    }

    private void goOn(ChangeDraft to, Purpose purpose, Consent consent, Entry left, Ulid arrival) {
        Map<String, String> fields = origin(left);
        fields.putAll(ConsentRecord.fields(purpose, consent.recordId()));
        Entry entry = to.add(Event.MOVED, consent.since(), arrival, fields);
        to.put(purpose, consent.moved(entry.ulid(), into.consent(purpose)));
    }

    /**
     * A message that may be an opt-out is still to be decided, now for the other contact. It is on that one's ledger too.
     * Its text stays where it is.
     */
    private void moveHold(ChangeDraft to, Ulid arrival) {
        if (before.hold() != null) {
            HoldRule.put(to, before.hold(), arrival, origin(null));
        }
    }

    /** Fields of an entry that say which contact a consent moved from. */
    private Map<String, String> origin(@Nullable Entry left) {
        Map<String, String> fields = new TreeMap<>();
        fields.put("schema_version", ConsentRecord.SCHEMA);
        fields.put("reason", Reason.RENUMBERED.id());
        fields.put("from", before.id().value());
        if (left != null) {
            fields.put("from_entry", left.ulid().value());
        }
        return fields;
    }
}
