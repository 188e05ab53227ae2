package dev.ringlock.consent;

import dev.ringlock.consent.Contact.Hold;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Head;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.Retention;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A change in the making. The rules put parts down one by one; {@link #done} adds the consequences. */
final class ChangeDraft {

    private final Contact before;
    private final Retention retention;
    private final Map<Purpose, Consent> consents;
    private final Set<Purpose> sealed = new LinkedHashSet<>();
    private final Set<Purpose> destroyed = new LinkedHashSet<>();
    private final List<Entry> entries = new ArrayList<>();
    /** The held messages whose texts are stored. Those that the hold does not have at the end are erased. */
    private final Set<HeldMessage> texts = new LinkedHashSet<>();

    private @Nullable Head head;
    private @Nullable OptOut optOutOfEverything;
    private @Nullable Hold hold;
    private PendingProof pending;
    private Quality quality;
    private boolean sendsCode;

    ChangeDraft(Contact before, Retention retention) {
        this.before = before;
        this.retention = retention;
        this.consents = new HashMap<>(before.consents());
        this.head = before.head();
        this.optOutOfEverything = before.optOutOfEverything();
        this.hold = before.hold();
        if (hold != null) {
            texts.addAll(hold.messages());
        }
        this.pending = before.pending();
        this.quality = before.quality();
    }

    /** The next place on the ledger: an entry's place is its arrival, but never before the entry that it follows. */
    Ulid place(Ulid arrival) {
        return head != null && head.ulid().compareTo(arrival) >= 0 ? head.ulid().next() : arrival;
    }

    @Nullable
    Head head() {
        return head;
    }

    Entry add(Event event, Instant at, Ulid arrival, Map<String, String> fields) {
        String previous = head == null ? "" : head.hash();
        return add(new Entry(before.id().value(), place(arrival), event, at, previous, new TreeMap<>(fields)));
    }

    Entry add(Entry entry) {
        entries.add(entry);
        head = entry.asHead();
        return entry;
    }

    /** The consent as it is from now on. Its compartment is sealed anew, or goes, or there is none. */
    void put(Purpose purpose, Consent after) {
        Consent now = before.consent(purpose);
        consents.put(purpose, after);
        if (after.hasCompartment()) {
            sealed.add(purpose);
        } else if (now != null && now.hasCompartment()) {
            destroyed.add(purpose);
        }
    }

    /** The consent as it is from now on; its compartment stays as it is, and so must its end: the compartment tells it. */
    void note(Purpose purpose, Consent after) {
        consents.put(purpose, after);
    }

    /** Of every consent, the part that outlasts an erasure is left. The compartments of these purposes go, if there are any. */
    void erase(Set<Purpose> purposes) {
        consents.replaceAll((purpose, consent) -> consent.erased());
        destroyed.addAll(purposes);
        hold = null;
        pending = PendingProof.NOTHING;
    }

    Quality quality() {
        return quality;
    }

    void quality(Quality next) {
        quality = next;
    }

    PendingProof pending() {
        return pending;
    }

    void pending(PendingProof next) {
        pending = next;
    }

    /** The contact keeps the latest of its opt-outs from everything. */
    void optOutOfEverything(OptOut optOut) {
        optOutOfEverything = OptOut.later(optOutOfEverything, optOut);
    }

    @Nullable
    Hold hold() {
        return hold;
    }

    /** The hold as it is from now on. Texts of messages that it does not have go. */
    void hold(@Nullable Hold next) {
        hold = next;
        if (next != null) {
            texts.addAll(next.messages());
        }
    }

    /** The hold goes on with another contact, and its texts with it. */
    void handOverHold() {
        hold = null;
        texts.clear();
    }

    void sendCode() {
        sendsCode = true;
    }

    boolean isNothing() {
        return entries.isEmpty();
    }

    /**
     * The whole change. Maintenance has a compartment exactly while any other has, and what may be shown goes with the last
     * one.
     *
     * @param masked what may be shown of the number if anything may
     */
    Change done(@Nullable MaskedNumber masked) {
        boolean had = before.hasCompartments();
        boolean has = consents.values().stream().anyMatch(Consent::hasCompartment);
        if (has && !had) {
            sealed.add(Purpose.MAINTENANCE);
        } else if (had && !has) {
            destroyed.add(Purpose.MAINTENANCE);
        }
        Contact after = after(has ? masked : null);
        Set<Purpose> marked =
                new LinkedHashSet<>((hold == null) == (before.hold() == null) ? Set.of() : after.compartments());
        marked.removeAll(sealed);
        if (hold != null) {
            texts.removeAll(hold.messages());
        }
        List<HeldMessage> erased = List.copyOf(texts);
        return new Change(after, sealed, destroyed, marked, after.placedAnew(before), erased, entries, sendsCode);
    }

    private Contact after(@Nullable MaskedNumber masked) {
        boolean open = consents.values().stream().anyMatch(Consent::isOpen);
        Quality kept = open ? quality : quality.ended();
        Contact after = new Contact(
                before.id(),
                before.version() + 1,
                masked,
                head,
                consents,
                optOutOfEverything,
                hold,
                pending,
                kept,
                null);
        return after.withDueAt(DueDate.next(after, retention));
    }
}
