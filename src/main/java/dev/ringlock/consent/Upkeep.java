package dev.ringlock.consent;

import dev.ringlock.consent.DueDate.End;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.Retention;
import dev.ringlock.terms.Terms;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rules of what happens by itself: from a contact that is due to the {@link Change}. Nothing is read or written here. */
public final class Upkeep {

    /** An entry, a compartment and a place of each: as many as a policy has purposes. One that was changed often had more. */
    private static final int MOST_ENDED = 24;

    private final Retention retention;
    private final Map<Purpose, Terms> terms;
    private final EndRule ends;

    public Upkeep(Retention retention, Map<Purpose, Terms> terms) {
        this.retention = retention;
        this.terms = terms;
        this.ends = new EndRule(retention, terms);
    }

    /** Two contacts that change together: what is left under the old id, and what goes on under the new one. */
    public record Move(Change from, Change to) {}

    /** Whether the number has to be looked at: its time has come, and a consent is left that does not end by now anyway. */
    public boolean wantsCheck(Contact before, Instant now) {
        Instant check = DueDate.check(before, retention);
        return check != null
                && !check.isAfter(now)
                && before.consents().entrySet().stream()
                        .anyMatch(each -> each.getValue().hasCompartment()
                                && !ends.isRemoved(each.getKey(), each.getValue())
                                && !ends.hasEnded(before, each.getValue(), now));
    }

    /** Whether it has a consent that still counts, or may come to, for a purpose that the policy has no more. */
    public boolean hasRemoved(Contact contact) {
        return contact.consents().entrySet().stream().anyMatch(each -> ends.isRemoved(each.getKey(), each.getValue()));
    }

    /** Whether the number has another canonical form, and the policy wants its consents to go on there. */
    public boolean moves(Contact before, NumberFacts checked) {
        return retention.quality().renumbered()
                && checked.valid()
                && !checked.canonical().equals(before.id());
    }

    /**
     * Does everything that has come due by now, and finds the next instant at which something will. Consents of purposes
     * that the policy has no more end too. Texts of held messages that were kept long enough go. Without entries the contact was looked at and is put back. At most {@value
     * #MOST_ENDED} consents end at once, so that one transaction takes them; with more it comes again.
     *
     * @param checked what the look at the number told; null if there was none
     */
    public Change change(Contact before, Instant now, Ulid arrival, @Nullable NumberFacts checked) {
        ChangeDraft draft = new ChangeDraft(before, retention);
        Set<Purpose> ended = new HashSet<>();
        before.sorted().forEach((purpose, consent) -> {
            End end = ended.size() == MOST_ENDED ? null : ends.ending(before, purpose, consent, now, checked);
            if (end != null) {
                ended.add(purpose);
                EndRule.end(draft, purpose, consent, end, arrival);
            } else {
                announce(draft, before, purpose, consent, now, arrival);
            }
        });
        if (checked != null) {
            mark(draft, now, arrival, checked);
        }
        draft.pending(draft.pending().without(ended));
        draft.hold(draft.hold() == null ? null : draft.hold().withoutOldTexts(now));
        return draft.done(
                checked != null && checked.canonical().equals(before.id()) ? checked.masked() : before.masked());
    }

    /**
     * The number has another canonical form: its consents go on under that one's id, unless an opt-out binds there, a consent
     * is there already, or the policy has their purpose no more. Its opt-outs stay where they are, and bind there. Some
     * consents go at once, so that one transaction takes them; with more it stays due.
     *
     * @param into the contact of the new id, as it is stored, and after it those of that number under other versions of the
     *     index key: their opt-outs bind too
     */
    public Move move(Contact before, List<Contact> into, Instant now, Ulid arrival, NumberFacts checked) {
        return new MoveRule(retention, terms, before, into.get(0), into.subList(1, into.size()))
                .move(now, arrival, checked);
    }

    /** The same for a caller that knows of no other contacts of that number. */
    public Move move(Contact before, Contact into, Instant now, Ulid arrival, NumberFacts checked) {
        return move(before, List.of(into), now, arrival, checked);
    }

    /** The contact goes on as it is under its number's id of another version of the index key. */
    public Move rekey(Contact before, ContactId to, Instant now, Ulid arrival, MaskedNumber masked) {
        return new RekeyRule(retention, before, to).move(now, arrival, masked);
    }

    /** The same, looked at: its history is kept on. */
    public Change kept(Contact left, Instant now) {
        ChangeDraft draft = new ChangeDraft(left, retention);
        Contact after = draft.done(null).contact();
        Contact looked = after.with(after.quality().checked(now, true));
        return Change.nothing(looked.withDueAt(DueDate.next(looked, retention)));
    }

    /** Whether its proof need not be kept any longer, so that its ledger goes. */
    public boolean forgets(Contact before, Instant now) {
        Instant forgotten = DueDate.forgotten(before, retention);
        return forgotten != null && !forgotten.isAfter(now);
    }

    /** The same while some of its ledger goes: it stays due. */
    public Contact forgetting(Contact before) {
        return before.storedAgain();
    }

    /** The contact after its ledger has gone: its opt-outs. Without any, it is to go too. */
    public Contact forgotten(Contact before) {
        return before.suppressions();
    }

    /** The owner is told in time that a consent is about to end. */
    private void announce(
            ChangeDraft draft, Contact before, Purpose purpose, Consent consent, Instant now, Ulid arrival) {
        Instant told = DueDate.told(before, consent, retention);
        if (told == null || told.isAfter(now)) {
            return;
        }
        End end = DueDate.ending(before, consent, retention);
        Map<String, String> fields = ConsentRecord.fields(purpose, consent.recordId());
        fields.put("valid_until", String.valueOf(end == null ? consent.expiresAt() : end.at()));
        fields.put("told_as", "consent.expiring");
        draft.add(Event.EXPIRING, now, arrival, fields);
        draft.note(purpose, consent.withEndAnnounced());
    }

    private void mark(ChangeDraft draft, Instant now, Ulid arrival, NumberFacts checked) {
        boolean valid = checked.valid() || !retention.quality().invalid();
        boolean was = draft.quality().invalidSince() == null;
        if (valid != was) {
            Map<String, String> fields = new TreeMap<>();
            fields.put("schema_version", ConsentRecord.SCHEMA);
            fields.put("reason", Reason.INVALID.id());
            draft.add(valid ? Event.NUMBER_VALID : Event.NUMBER_INVALID, now, arrival, fields);
        }
        draft.quality(draft.quality().checked(now, valid));
    }
}
