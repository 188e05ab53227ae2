package dev.ringlock.restore;

import dev.ringlock.consent.Change;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.Rules;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.store.ChangePlan;
import dev.ringlock.store.Commit;
import dev.ringlock.store.GroupedChange;
import dev.ringlock.store.Page;
import dev.ringlock.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Does again, to a restored store, the acts that came after its backup was made: opt-outs, erasures, holds and their ends, and
 * ends of consents. Each is done once, however often it is given.
 */
public final class LostActs {

    private static final Set<Event> ACTS =
            EnumSet.of(Event.WITHDRAWN, Event.ERASED, Event.EXPIRED, Event.HELD, Event.RELEASED);
    private static final int TOGETHER = 200;
    private static final int PAGE = 1_000;

    private final Store to;
    private final Rules rules;
    private final Instant now;
    private final List<Entry> waiting = new ArrayList<>();
    private final FormerIds former = new FormerIds();
    private long done;

    /**
     * For that restored store.
     *
     * @param now when it is restored
     */
    public LostActs(Store to, Rules rules, Instant now) {
        this.to = to;
        this.rules = rules;
        this.now = now;
    }

    /** Whether an entry tells of an act that is done again. */
    public static boolean isAct(Entry entry) {
        return ACTS.contains(entry.event()) && ContactId.isId(entry.subject());
    }

    /** Those of one contact come in the order of their places. */
    public void add(Entry entry) {
        former.learn(entry);
        if (isAct(entry)) {
            waiting.add(entry);
            if (waiting.size() == TOGETHER) {
                flush();
            }
        }
    }

    /** Does the rest too, and tells how many were done again. */
    public long finish() {
        flush();
        return done;
    }

    /** The contact of the restored store that an act is done to: a rotation may have given it another id since. */
    public ContactId of(Entry act) {
        return former.in(to, new ContactId(act.subject()));
    }

    private void flush() {
        List<GroupedChange<Boolean>> changes = waiting.stream()
                .map(entry -> new GroupedChange<>(List.of(of(entry)), contacts -> plan(contacts.get(0), entry)))
                .toList();
        done += to.changeAll(changes).stream().filter(stored -> stored).count();
        waiting.clear();
    }

    private ChangePlan<Boolean> plan(Contact before, Entry lost) {
        if (isThere(before.id(), lost)) {
            return ChangePlan.answer(false);
        }
        Change change = rules.again(before, lost, now);
        return change.isNothing() ? ChangePlan.answer(false) : ChangePlan.write(Commit.of(change), true);
    }

    /** By itself, or done again. */
    private boolean isThere(ContactId contact, Entry lost) {
        @Nullable String cursor = null;
        do {
            Page<Entry> page = to.recent(contact.value(), cursor, PAGE);
            for (Entry entry : page.items()) {
                if (entry.ulid().equals(lost.ulid())
                        || lost.ulid().value().equals(entry.fields().get(Rules.REPLAYED))) {
                    return true;
                } else if (isBefore(entry.ulid(), lost.ulid())) {
                    return false;
                }
            }
            cursor = page.next();
        } while (cursor != null);
        return false;
    }

    private static boolean isBefore(Ulid one, Ulid other) {
        return one.compareTo(other) < 0;
    }
}
