package dev.ringlock.consent;

import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.Contact.Hold;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Ulid;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rules of what happens by itself: from a contact that is due to the {@link Change}. Nothing is read or written here. */
public final class Upkeep {

    /**
     * An entry and a compartment of each on both sides; and both contacts, with the places of all their consents, are to fit
     * into one transaction's 100 too.
     */
    private static final int MOST_MOVED = 8;

    /** An entry, a compartment and a place of each: as many as a policy has purposes. One that was changed often had more. */
    private static final int MOST_ENDED = 24;

    private final Retention retention;
    private final Map<Purpose, Terms> terms;

    public Upkeep(Retention retention, Map<Purpose, Terms> terms) {
        this.retention = retention;
        this.terms = terms;
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
                                && !isRemoved(each.getKey(), each.getValue())
                                && !hasEnded(before, each.getValue(), now));
    }

    /** Whether it has a consent that still counts, or may come to, for a purpose that the policy has no more. */
    public boolean hasRemoved(Contact contact) {
        return contact.consents().entrySet().stream().anyMatch(each -> isRemoved(each.getKey(), each.getValue()));
    }

    /** Whether the number has another canonical form, and the policy wants its consents to go on there. */
    public boolean moves(Contact before, NumberFacts checked) {
        return retention.quality().renumbered()
                && checked.valid()
                && !checked.canonical().equals(before.id());
    }

    /**
     * Does everything that has come due by now, and finds the next instant at which something will. Consents of purposes
     * that the policy has no more end too. Without entries the contact was looked at and is put back. At most {@value
     * #MOST_ENDED} consents end at once, so that one transaction takes them; with more it comes again.
     *
     * @param checked what the look at the number told; null if there was none
     */
    public Change change(Contact before, Instant now, Ulid arrival, @Nullable NumberFacts checked) {
        ChangeDraft draft = new ChangeDraft(before, retention);
        Set<Purpose> ended = new HashSet<>();
        before.sorted().forEach((purpose, consent) -> {
            Optional<DueDate.End> end =
                    ended.size() == MOST_ENDED ? Optional.empty() : end(before, purpose, consent, now, checked);
            end.ifPresent(found -> {
                ended.add(purpose);
                end(draft, purpose, consent, found, arrival);
            });
            Instant told = DueDate.told(before, consent, retention);
            if (end.isEmpty() && told != null && !told.isAfter(now)) {
                tell(draft, purpose, consent, DueDate.ending(before, consent, retention), arrival, now);
            }
        });
        if (checked != null) {
            mark(draft, now, arrival, checked);
        }
        draft.pending(draft.pending().without(ended));
        return draft.done(before.masked());
    }

    /**
     * The number has another canonical form: its consents go on under that one's id, unless a no binds there, a yes is
     * there already, or the policy has their purpose no more. Its noes stay where they are, and bind there. At most {@value
     * #MOST_MOVED} consents go at once, so that one transaction takes them; with more it stays due.
     *
     * @param into the contact of the new id, as it is stored
     */
    public Move move(Contact before, Contact into, Instant now, Ulid arrival, NumberFacts checked) {
        ChangeDraft from = new ChangeDraft(before, retention);
        ChangeDraft to = new ChangeDraft(into, retention);
        Map<Purpose, DueDate.End> moving = new TreeMap<>();
        before.sorted().forEach((purpose, consent) -> {
            DueDate.End due = DueDate.ending(before, consent, retention);
            if (due != null && moving.size() < MOST_MOVED) {
                moving.put(purpose, due.at().isAfter(now) ? new DueDate.End(now, leaves(purpose, consent)) : due);
            }
        });
        moving.forEach((purpose, end) -> {
            Consent consent = Objects.requireNonNull(before.consent(purpose));
            Entry left = end(from, purpose, consent, end, arrival);
            Terms wanted = terms.get(purpose);
            if (end.reason() == Reason.RENUMBERED && wanted != null && mayGoOn(consent, into, wanted, now)) {
                Map<String, String> fields = moved(before, left);
                fields.putAll(fields(purpose, consent));
                Entry entry = to.add(Event.MOVED, consent.since(), arrival, fields);
                to.put(purpose, goesOn(consent, into.consent(purpose), entry.ulid()));
            }
        });
        hold(before, into, to, arrival);
        from.hold(null);
        from.pending(from.pending().without(moving.keySet()));
        from.quality(from.quality().moved(into.id()));
        boolean nothing = to.isNothing();
        if (!nothing) {
            to.quality(to.quality().joined(before.quality()).checked(now, true));
        }
        return new Move(from.done(before.masked()), to.done(nothing ? into.masked() : checked.masked()));
    }

    /** A message that may be a no is still to be decided, now about the other contact. It is on that one's ledger too. */
    private static void hold(Contact before, Contact into, ChangeDraft to, Ulid arrival) {
        Hold hold = before.hold();
        if (hold != null) {
            Entry entry = to.add(Event.HELD, hold.at(), arrival, moved(before, null));
            if (into.hold() == null) {
                to.hold(new Hold(hold.at(), entry.ulid()));
            }
        }
    }

    /** Whether its proof need not be kept any longer, so that its ledger goes. */
    public boolean forgets(Contact before, Instant now) {
        Instant forgotten = DueDate.forgotten(before, retention);
        return forgotten != null && !forgotten.isAfter(now);
    }

    /** The same while some of its ledger goes: it stays due. */
    public Contact forgetting(Contact before) {
        return before.stored(before.version() + 1);
    }

    /** What is left when its ledger has gone: its noes. Without any, it is to go too. */
    public Contact forgotten(Contact before) {
        Map<Purpose, Consent> noes = new HashMap<>();
        before.consents().forEach((purpose, consent) -> {
            if (consent.no() != null && consent.isSuppression()) {
                noes.put(purpose, Consent.suppression(consent.no()));
            }
        });
        return new Contact(
                before.id(),
                before.version() + 1,
                null,
                null,
                noes,
                before.noToEverything(),
                null,
                PendingProof.NOTHING,
                Quality.UNKNOWN,
                null);
    }

    private Optional<DueDate.End> end(
            Contact before, Purpose purpose, Consent consent, Instant now, @Nullable NumberFacts checked) {
        if (hasEnded(before, consent, now)) {
            return Optional.ofNullable(DueDate.ending(before, consent, retention));
        }
        if (isRemoved(purpose, consent)) {
            return Optional.of(new DueDate.End(now, Reason.PURPOSE_REMOVED));
        }
        if (checked == null || !consent.hasCompartment()) {
            return Optional.empty();
        }
        if (checked.reassigned().contains(purpose)) {
            return Optional.of(new DueDate.End(now, Reason.REASSIGNED));
        }
        Terms wanted = Objects.requireNonNull(terms.get(purpose));
        boolean wrongLine = retention.quality().lineType()
                && checked.valid()
                && !wanted.lineTypes().contains(checked.lineType());
        return wrongLine ? Optional.of(new DueDate.End(now, Reason.LINE_TYPE)) : Optional.empty();
    }

    /** Why it leaves a contact whose number has another form. */
    private Reason leaves(Purpose purpose, Consent consent) {
        return isRemoved(purpose, consent) ? Reason.PURPOSE_REMOVED : Reason.RENUMBERED;
    }

    private boolean isRemoved(Purpose purpose, Consent consent) {
        return !terms.containsKey(purpose) && (consent.isOpen());
    }

    private boolean hasEnded(Contact before, Consent consent, Instant now) {
        DueDate.End end = DueDate.ending(before, consent, retention);
        return end != null && !end.at().isAfter(now);
    }

    /** A consent that ends is expired, unless a no of before binds: then that is what is left. */
    static Entry end(ChangeDraft draft, Purpose purpose, Consent consent, DueDate.End end, Ulid arrival) {
        Map<String, String> fields = fields(purpose, consent);
        fields.put("reason", end.reason().id());
        fields.put("before", consent.state().id());
        Entry entry = draft.add(Event.EXPIRED, end.at(), arrival, fields);
        Consent.No no = consent.isSuppression() ? consent.no() : null;
        draft.put(
                purpose,
                new Consent(
                        no == null ? State.EXPIRED : State.WITHDRAWN,
                        no == null ? end.at() : no.at(),
                        no == null ? entry.ulid() : no.entry(),
                        consent.recordId(),
                        null,
                        consent.no(),
                        consent.provedAt(),
                        consent.notice(),
                        false));
        return entry;
    }

    private static void tell(
            ChangeDraft draft, Purpose purpose, Consent consent, DueDate.@Nullable End end, Ulid arrival, Instant now) {
        Map<String, String> fields = fields(purpose, consent);
        fields.put("valid_until", String.valueOf(end == null ? consent.expiresAt() : end.at()));
        fields.put("told_as", "consent.expiring");
        draft.add(Event.EXPIRING, now, arrival, fields);
        draft.note(purpose, consent.told());
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

    private boolean mayGoOn(Consent consent, Contact into, Terms wanted, Instant now) {
        Consent there = into.consent(wanted.purpose());
        if (there != null && there.hasCompartment() && !hasEnded(into, there, now)) {
            return false;
        }
        Consent.No no = Consent.No.later(into.noToEverything(), into.no(wanted.purpose()));
        for (Purpose former : wanted.formerly()) {
            no = Consent.No.later(no, into.no(former));
        }
        return no == null
                || isAfter(consent.provedAt(), no)
                || (there != null && isAfter(there.provedAt(), no) && isAfter(consent.since(), no));
    }

    private static boolean isAfter(@Nullable Instant yes, Consent.No no) {
        return yes != null && yes.isAfter(no.at());
    }

    private static Consent goesOn(Consent consent, @Nullable Consent there, Ulid entry) {
        return new Consent(
                consent.state(),
                consent.since(),
                entry,
                consent.recordId(),
                consent.expiresAt(),
                Consent.No.later(consent.no(), there == null ? null : there.no()),
                later(consent.provedAt(), there == null ? null : there.provedAt()),
                consent.notice(),
                consent.announced());
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isAfter(one)) ? other : one;
    }

    /** Where something came from. */
    private static Map<String, String> moved(Contact before, @Nullable Entry left) {
        Map<String, String> fields = new TreeMap<>();
        fields.put("schema_version", ConsentRecord.SCHEMA);
        fields.put("reason", Reason.RENUMBERED.id());
        fields.put("from", before.id().value());
        if (left != null) {
            fields.put("from_entry", left.ulid().value());
        }
        return fields;
    }

    private static Map<String, String> fields(Purpose purpose, Consent consent) {
        Map<String, String> fields = new TreeMap<>();
        fields.put("schema_version", ConsentRecord.SCHEMA);
        fields.put("record_id", consent.recordId());
        fields.put("purpose", purpose.id());
        return fields;
    }
}
