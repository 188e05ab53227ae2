package dev.ringlock.store;

import dev.ringlock.consent.Contact;
import dev.ringlock.consent.HeldMessage;
import dev.ringlock.consent.Home;
import dev.ringlock.contactability.Budget;
import dev.ringlock.ledger.Entry;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.NumberIds;
import dev.ringlock.terms.Purpose;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The promise of storage. It does not know what the rules mean. Callers write by {@link #change}: it reads, asks a rule in
 * plain Java, commits, and starts again after a lost race.
 *
 * <p>Every call throws {@link StoreUnavailableException} if the engine cannot answer. After a commit that failed so it is
 * not known whether it was stored; doing the whole change again from the read is safe.
 */
public interface Store {

    /** The contacts as they are now (strongly consistent), in the order asked for; {@link Contact#unknown} where none is. */
    List<Contact> load(List<ContactId> ids);

    /**
     * What decisions need, as it is now (strongly consistent), read together: the contacts and the budgets, each in the order
     * asked for; {@link Contact#unknown} and {@link Budget#unspent} where none is. A
     * budget that has expired has no places, but its version.
     */
    DecisionRows decisionRows(List<ContactId> contacts, List<ContactId> budgets);

    /**
     * Stores a budget over its version before, by one conditional write, durably before it returns. An expired one is
     * forgotten a day later at the earliest. If the call throws, it is not known whether the budget was stored.
     *
     * @return false if it changed since it was read: then nothing is stored
     */
    default boolean spend(Budget after, Instant expiresAt) {
        return spend(after, List.of(), expiresAt);
    }

    /**
     * The same, if these other budgets are still as they were read too, stored or not. With any it is a transaction.
     *
     * @return false if one of them changed since it was read: then nothing is stored
     */
    boolean spend(Budget after, List<Budget> unchanged, Instant expiresAt);

    /**
     * Writes all of it or nothing, durably before it returns: {@link CommitResult.Done}. It is {@link CommitResult.Repeated} if one of
     * the commit's guard rows is there already, else {@link CommitResult.Stale} if the contact changed since it was loaded, an
     * entry's place is taken, or another transaction was at work on the same rows: a fresh read may show nothing new then.
     */
    CommitResult commit(Commit commit);

    /**
     * Writes commits that have nothing to do with each other: each whole or not at all, as {@link #commit} does. Every result
     * is durable before it returns. No two may be of the same contact, or share a guard row. If it throws, it is not known
     * which of them were stored.
     *
     * @return the results, in the order of the commits
     */
    List<CommitResult> commitAll(List<Commit> commits);

    /**
     * Makes many changes together: one read for all their contacts, and {@link #commitAll}. Each is decided as by {@link
     * #change}; those that lost a race start again from a fresh read. Of changes that share a contact, the later ones wait for the
     * earlier.
     *
     * @return the rules' answers, in the order of the changes
     * @throws StoreUnavailableException if it is not known what was stored; a retry is safe
     */
    default <T> List<T> changeAll(List<GroupedChange<T>> changes) {
        return changeAll(changes, () -> {});
    }

    /**
     * The same with a step before anything is written. If it throws, nothing is.
     *
     * @param decided runs once, when the rules have been asked for the first time: all of them, if no two of the changes
     *     share a contact
     */
    default <T> List<T> changeAll(List<GroupedChange<T>> changes, Runnable decided) {
        return new GroupLoop<>(this, changes, decided).answers();
    }

    /**
     * Reads the contacts, asks the rule, and writes what it wants. After a lost race it starts again from the read.
     *
     * @param ids in the order in which the rule gets the contacts
     * @param rule is pure but for its own ids and chance: it may be asked several times
     * @return the rule's answer
     * @throws StoreUnavailableException if nothing was stored, or it is not known; a retry is safe
     */
    default <T> T change(List<ContactId> ids, Function<List<Contact>, ChangePlan<T>> rule) {
        return change(() -> rule.apply(load(ids)));
    }

    /**
     * The same for the contacts of a number. The rule gets the one in which the number lives first. While the index key rotates,
     * what it writes depends on all of the number's own contacts: so two processes cannot choose two of them.
     */
    default <T> T change(NumberIds ids, Function<List<Contact>, ChangePlan<T>> rule) {
        return change(ids.all(), GroupedChange.of(ids, rule).rule());
    }

    /** The contacts of a number as they are now, the one in which it lives first. */
    default List<Contact> load(NumberIds ids) {
        List<Contact> found = load(ids.all());
        return Home.first(ids, Home.isTorn(found) ? load(ids.all()) : found);
    }

    /** The same for a rule that reads what it needs by itself, or needs nothing. */
    default <T> T change(Supplier<ChangePlan<T>> rule) {
        return ChangeLoop.change(this, rule);
    }

    /** Tries once; empty after a lost race, which is then given up. */
    default <T> Optional<T> tryChange(ChangePlan<T> plan) {
        return ChangeLoop.tryOnce(this, plan);
    }

    /**
     * Writes entries, and nothing else.
     *
     * @param entries made anew for each try
     * @throws StoreUnavailableException if they could not be written
     */
    default void append(Supplier<List<Entry>> entries) {
        change(() -> ChangePlan.write(Commit.of(entries.get()), true));
    }

    /**
     * Adds one to each counter and tells its new value, in the order asked for. A counter begins at 0 and is forgotten
     * some time after it expires. Two counters of one call must not have the same name.
     *
     * <p>A count is durable with the next commit at the latest, if not at once: after a crash, the counts before the
     * last acknowledged commit are still there.
     */
    List<Long> count(List<Counter> counters);

    /** The guard row of that name; empty if none is there, or it has expired. */
    Optional<GuardRow> recall(String name);

    /**
     * Deletes the guard row of that name, if it is there and still has that answer. Then it is gone from the engine's files as
     * soon as a compartment is.
     */
    void forget(String name, String answer);

    /**
     * Contacts that fit the filter, each once, at most {@code limit}, behind that cursor; everybody in the order of the ids. A
     * page's work is bounded, however many are stored: it looks at {@code limit} places in an index at most, so it may
     * show fewer contacts, or none, and there be more: only a page without {@code next} is the last. What is shown is as it
     * is now; an index may lag by a moment, and what changes while a list is walked may be missed or met twice.
     *
     * @param cursor of a list by the same filter: {@link ContactFilter#isCursor}. Whose it was need not be there any more
     */
    Page<Contact> list(ContactFilter filter, @Nullable String cursor, int limit);

    /**
     * Contacts that were due at that instant or before, at most {@code limit}, behind that cursor. A walk to the end
     * meets each contact that was due at its begin and has not changed since. The list may lag by a moment, so read a
     * contact again before you act on it.
     */
    Page<DueRow> due(Instant now, @Nullable String cursor, int limit);

    /** How many contacts are held, at most {@code most}. The count may lag by a moment. */
    int held(int most);

    /** The compartments of these contacts for one purpose as they are now (strongly consistent), those that are there. */
    List<Compartment> compartments(Purpose purpose, List<ContactId> contacts);

    /**
     * The compartments of one purpose whose numbers may be used for it at that instant ({@link
     * dev.ringlock.contactability.Contactability}), as they are now (strongly consistent), in the order of their contacts' ids, at
     * most {@code limit}, behind that cursor. A page may have fewer, or none, and still a next one: it ends after some
     * number of compartments whose contacts are held or whose consents have ended. {@code maintenance} has no audience.
     */
    Page<Compartment> audience(Purpose purpose, Instant now, @Nullable String cursor, int limit);

    /** The sealed texts of these messages as they are now (strongly consistent), those that are there, in no order. */
    List<SealedText> texts(List<HeldMessage> messages);

    /**
     * The sealed rows of that contact as they are now (strongly consistent): which are there, and nothing of what they hold.
     *
     * @param purposes whose compartments are looked for
     */
    SealedRows sealedRows(ContactId contact, Set<Purpose> purposes);

    /**
     * The same of every purpose that the contact may have a compartment of: those of the policy, its own, and {@code maintenance}.
     *
     * @param declared the purposes of the policy
     */
    default SealedRows sealedRows(Contact contact, Set<Purpose> declared) {
        Set<Purpose> purposes = new HashSet<>(declared);
        purposes.addAll(contact.consents().keySet());
        purposes.add(Purpose.MAINTENANCE);
        return sealedRows(contact.id(), purposes);
    }

    /** Reads all that the ledger has of that span, page by page. */
    default void readLedger(LedgerSpan span, Consumer<Entry> reader) {
        @Nullable String cursor = null;
        do {
            Page<Entry> page = ledger(span, cursor, 1_000);
            page.items().forEach(reader);
            cursor = page.next();
        } while (cursor != null);
    }

    /** All entries of one subject, oldest first. */
    default List<Entry> wholeHistory(String subject) {
        List<Entry> entries = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            Page<Entry> page = history(subject, cursor, 500);
            entries.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        return entries;
    }

    /** The entries of one subject, oldest first, at most {@code limit}, behind that cursor. */
    Page<Entry> history(String subject, @Nullable String cursor, int limit);

    /** The same, newest first. A cursor of one order is none of the other. */
    Page<Entry> recent(String subject, @Nullable String cursor, int limit);

    /** The entry of one subject that has its last place, as it is now (strongly consistent); empty if it has none. */
    default Optional<Entry> newest(String subject) {
        return recent(subject, null, 1).items().stream().findFirst();
    }

    /**
     * The entries of all subjects that name that person of staff ({@link Entry#actor}), in the span's order of arrival, at
     * most {@code limit}, behind that cursor. The newest entries may be missing for a moment; deleted ones are not on it.
     */
    Page<Entry> ledgerOf(String actor, LedgerSpan span, @Nullable String cursor, int limit);

    /**
     * The entries of all subjects by their arrival, as {@link #ledgerOf} has one person's. A page may be short, even empty,
     * and have a next one, so that none takes long however little happened: it is the end where there is no next.
     */
    Page<Entry> ledger(LedgerSpan span, @Nullable String cursor, int limit);

    /**
     * The contact whose decision that consent record is, however long ago it decided something else; if the consent went on
     * under its number's new form, the contact of that one. Empty if no entry has that record, or none any more.
     */
    Optional<ContactId> recorded(String recordId);
}
