package dev.ringlock.store;

import dev.ringlock.consent.Change;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.HeldMessage;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.terms.Purpose;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The writes of one transaction. Every condition is on a single item, nothing is read inside, and there are at most
 * {@value #MOST_ITEMS} items, so that DynamoDB's {@code TransactWriteItems} can do it in one call.
 *
 * @param contact to be stored over its version before; null if the commit only adds entries
 * @param puts compartments to be written, over what is there
 * @param deletes purposes whose compartments of that contact go
 * @param marks purposes whose compartments of that contact are marked anew as the contact is ({@link dev.ringlock.contactability.Eligibility})
 * @param places purposes for which the contact stands elsewhere in lists by state and country than its version before, as
 *     {@link Contact#placedAnew} tells
 * @param texts of held messages, to be written
 * @param erases held messages whose texts go
 * @param entries new entries; none may have the place of one that is there
 * @param once the guard rows of which none may be there yet; empty if repetitions need not be recognised
 * @param forgets entries of the contact that go, because their proof need not be kept any longer; each must be there
 * @param leaves whether the contact itself goes too, instead of being stored; its version before is still asked for
 * @param also what is written in the same transaction of another contact, which has no guard row of its own; null if
 *     nothing is
 * @param unchanged other contacts that have to be as they were read, stored or not
 */
public record Commit(
        @Nullable Contact contact,
        List<Compartment> puts,
        Set<Purpose> deletes,
        Set<Purpose> marks,
        Set<Purpose> places,
        List<SealedText> texts,
        List<HeldMessage> erases,
        List<Entry> entries,
        List<GuardRow> once,
        List<Ulid> forgets,
        boolean leaves,
        @Nullable Commit also,
        List<Contact> unchanged) {

    public static final int MOST_ITEMS = 100;

    public Commit {
        puts = List.copyOf(puts);
        deletes = Set.copyOf(deletes);
        marks = Set.copyOf(marks);
        places = Set.copyOf(places);
        texts = List.copyOf(texts);
        erases = List.copyOf(erases);
        entries = List.copyOf(entries);
        once = List.copyOf(once);
        forgets = List.copyOf(forgets);
        unchanged = List.copyOf(unchanged);
        boolean ofNobody = deletes.isEmpty()
                && marks.isEmpty()
                && places.isEmpty()
                && texts.isEmpty()
                && erases.isEmpty()
                && forgets.isEmpty()
                && !leaves;
        if (contact == null && !ofNobody) {
            throw new IllegalArgumentException("it is not known whose compartments, places or entries are meant");
        }
        if (also != null && (!also.once.isEmpty() || also.also != null)) {
            throw new IllegalArgumentException("guard rows of one and two contacts are what one transaction takes");
        }
        int items = items(contact, puts, deletes, marks, places, texts, erases, entries, once, forgets, unchanged)
                + (also == null ? 0 : also.items());
        if (items > MOST_ITEMS) {
            throw new IllegalArgumentException(items + " items are more than one transaction takes");
        }
    }

    /** A commit that depends on no other contact. */
    public Commit(
            @Nullable Contact contact,
            List<Compartment> puts,
            Set<Purpose> deletes,
            Set<Purpose> marks,
            Set<Purpose> places,
            List<SealedText> texts,
            List<HeldMessage> erases,
            List<Entry> entries,
            List<GuardRow> once,
            List<Ulid> forgets,
            boolean leaves,
            @Nullable Commit also) {
        this(contact, puts, deletes, marks, places, texts, erases, entries, once, forgets, leaves, also, List.of());
    }

    /** A commit that marks nothing and leaves the contact where it is in every list. */
    public Commit(
            @Nullable Contact contact,
            List<Compartment> puts,
            Set<Purpose> deletes,
            List<Entry> entries,
            @Nullable GuardRow once) {
        this(
                contact,
                puts,
                deletes,
                Set.of(),
                Set.of(),
                List.of(),
                List.of(),
                entries,
                rows(once),
                List.of(),
                false,
                null);
    }

    /** A rule's change that seals nothing. */
    public static Commit of(Change change) {
        return of(change, List.of(), null);
    }

    /** @param seals makes the compartments of the purposes that the change asks for */
    public static Commit of(Change change, Function<Set<Purpose>, List<Compartment>> seals) {
        return of(change, seals.apply(change.sealed()), null);
    }

    /**
     * A rule's change with its compartments sealed.
     *
     * @throws IllegalArgumentException if they are not exactly the ones the change asks for
     */
    public static Commit of(Change change, List<Compartment> sealed, @Nullable GuardRow once) {
        Set<Purpose> given = sealed.stream().map(Compartment::purpose).collect(Collectors.toSet());
        if (!given.equals(change.sealed()) || given.size() != sealed.size()) {
            throw new IllegalArgumentException("the compartments are not the ones the change asks for");
        }
        return new Commit(
                change.contact(),
                sealed,
                change.destroyed(),
                change.marked(),
                change.placed(),
                List.of(),
                change.erased(),
                change.entries(),
                rows(once),
                List.of(),
                false,
                null);
    }

    /** Entries alone. */
    public static Commit of(List<Entry> entries) {
        return new Commit(null, List.of(), Set.of(), entries, null);
    }

    /** Guard rows alone. */
    public static Commit ofRows(List<GuardRow> rows) {
        return new Commit(null, List.of(), Set.of(), List.of(), null).guardedBy(rows);
    }

    /** Entries of a contact go, and perhaps consents with them. */
    public static Commit forgetting(Contact contact, Set<Purpose> places, List<Ulid> entries) {
        return new Commit(
                contact, List.of(), Set.of(), Set.of(), places, List.of(), List.of(), List.of(), List.of(), entries,
                false, null);
    }

    /** The last entries of a contact go, and it with them. */
    public static Commit leaving(Contact contact, Set<Purpose> places, List<Ulid> entries) {
        return new Commit(
                contact, List.of(), Set.of(), Set.of(), places, List.of(), List.of(), List.of(), List.of(), entries,
                true, null);
    }

    /** The same, unless one of these rows is there. Their names differ. */
    public Commit guardedBy(List<GuardRow> rows) {
        return new Commit(
                contact, puts, deletes, marks, places, texts, erases, entries, rows, forgets, leaves, also, unchanged);
    }

    /** The same with more entries, perhaps of other subjects. */
    public Commit with(List<Entry> more) {
        List<Entry> all = Stream.concat(entries.stream(), more.stream()).toList();
        return new Commit(
                contact, puts, deletes, marks, places, texts, erases, all, once, forgets, leaves, also, unchanged);
    }

    /** The same, and the text of a held message is kept. */
    public Commit keeping(List<SealedText> kept) {
        return new Commit(
                contact, puts, deletes, marks, places, kept, erases, entries, once, forgets, leaves, also, unchanged);
    }

    /** The same, if these other contacts are still as they were read. A commit of no contact depends on none. */
    public Commit ifUnchanged(List<Contact> others) {
        return contact == null
                ? this
                : new Commit(
                        contact,
                        puts,
                        deletes,
                        marks,
                        places,
                        texts,
                        erases,
                        entries,
                        once,
                        forgets,
                        leaves,
                        also,
                        others.stream()
                                .filter(other -> !other.id().equals(contact.id()))
                                .toList());
    }

    /** Both in one transaction. */
    public Commit and(Commit other) {
        return new Commit(
                contact, puts, deletes, marks, places, texts, erases, entries, once, forgets, leaves, other, unchanged);
    }

    private static List<GuardRow> rows(@Nullable GuardRow row) {
        return row == null ? List.of() : List.of(row);
    }

    private int items() {
        return items(contact, puts, deletes, marks, places, texts, erases, entries, once, forgets, unchanged);
    }

    private static int items(@Nullable Contact contact, Collection<?>... rows) {
        return (contact == null ? 0 : 1)
                + Stream.of(rows).mapToInt(Collection::size).sum();
    }
}
