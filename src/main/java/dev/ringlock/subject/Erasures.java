package dev.ringlock.subject;

import dev.ringlock.access.Action;
import dev.ringlock.access.Actor;
import dev.ringlock.consent.Change;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.Withdrawal;
import dev.ringlock.http.Json;
import dev.ringlock.http.Problem;
import dev.ringlock.http.ProblemException;
import dev.ringlock.http.Time;
import dev.ringlock.keys.Index;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.NumberIds;
import dev.ringlock.policy.Policy;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.PhoneContacts;
import dev.ringlock.steps.StaffTrail;
import dev.ringlock.store.ChangePlan;
import dev.ringlock.store.Commit;
import dev.ringlock.store.CommitResult;
import dev.ringlock.store.GuardRow;
import dev.ringlock.store.Store;
import dev.ringlock.store.StoreUnavailableException;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Erases a person: every contact of their phone, each in a transaction of its own with the entry under who did it. The number's
 * own comes last of those that are there, so that a call that is made again finishes what was interrupted.
 */
@Singleton
public final class Erasures {

    /** How long a repetition is told what the first call was told. */
    private static final Duration REMEMBERED = Duration.ofDays(1);

    /** A number may move while it is erased: so often its contacts are looked at again. */
    private static final int MOST_ROUNDS = 5;

    private final Policy policy;
    private final Store store;
    private final Index index;
    private final Arrivals arrivals;
    private final StaffTrail trail;

    public Erasures(Policy policy, Store store, Index index, Arrivals arrivals, StaffTrail trail) {
        this.policy = policy;
        this.store = store;
        this.index = index;
        this.arrivals = arrivals;
        this.trail = trail;
    }

    /**
     * What was erased.
     *
     * @param at when the call erased it that is told of here, in RFC 3339
     */
    record Erased(String at, ErasedData data) {}

    /**
     * @param key the caller's own name for this request; empty without one. A repetition erases nothing that came since
     * @throws ProblemException if the key was used for another request, or if data came since it was used
     * @throws StoreUnavailableException if it is not known whether everything is gone; a retry is safe
     */
    public ErasureView erase(Actor actor, ErasureRequest ask, String key) {
        NumberIds ids = index.contactIds(ask.number());
        return readBack(ask, ids, erase(actor, ask, ids, key));
    }

    private Erased erase(Actor actor, ErasureRequest ask, NumberIds ids, String key) {
        String guard = key.isEmpty() ? "" : index.guardName("erasure", key);
        String request = index.fingerprint(
                String.join(" ", ids.lasting().value(), ask.asked(), ask.reason())
                        .getBytes(StandardCharsets.UTF_8),
                "erasure");
        Optional<GuardRow> earlier = guard.isEmpty() ? Optional.empty() : store.recall(guard);
        if (earlier.isPresent()) {
            return repeated(earlier.get(), request, ids);
        }
        ErasedData others = eraseOthers(actor, ask, ids);
        Instant now = arrivals.now();
        Erased erased = store.change(ids, found -> {
            Contact before = found.get(0);
            Change change = change(actor, ask, before, now);
            Erased answer = new Erased(Time.rfc3339(now), others.and(ErasedData.of(before, change)));
            Commit commit = commit(actor, change, now);
            return guard.isEmpty()
                    ? ChangePlan.write(commit, answer)
                    : ChangePlan.write(
                            commit.guardedBy(
                                    List.of(new GuardRow(guard, request, Json.write(answer), now.plus(REMEMBERED)))),
                            settled -> settled instanceof CommitResult.Repeated met
                                    ? repeated(met.earlier(), request, ids)
                                    : answer);
        });
        return eraseRest(actor, ask, ids, erased);
    }

    /** Without it nobody knows that it is so: a call whose effect cannot be seen has failed. */
    private ErasureView readBack(ErasureRequest ask, NumberIds ids, Erased erased) {
        List<Contact> all = PhoneContacts.load(store, ids);
        List<Contact> contacts =
                all.stream().filter(contact -> contact.version() > 0).toList();
        ReadBack found = ReadBack.of(store, contacts, policy.purposes().keySet());
        if (!found.isNothing()) {
            throw new StoreUnavailableException("what was erased is there still");
        }
        return ErasureView.of(
                all.get(0).id().value(),
                ask.region(),
                erased,
                found,
                KeptData.of(contacts, policy.purposes().keySet()),
                policy.erasureReaches());
    }

    private Erased repeated(GuardRow earlier, String request, NumberIds ids) {
        if (!earlier.fingerprint().equals(request)) {
            throw new ProblemException(new Problem.KeyReused());
        }
        if (!left(ids).isEmpty()) {
            throw new ProblemException(new Problem.Conflict(
                    "That key was used to erase this number, and something is held about it again, or still."
                            + " Ask with another key."));
        }
        return Json.read(earlier.answer(), Erased.class);
    }

    private ErasedData eraseOthers(Actor actor, ErasureRequest ask, NumberIds ids) {
        ErasedData data = ErasedData.NOTHING;
        List<Contact> all = PhoneContacts.load(store, ids);
        for (Contact other : all.subList(1, all.size())) {
            if (isUnerased(other)) {
                data = data.and(eraseOne(actor, ask, other.id()));
            }
        }
        return data;
    }

    /**
     * A purge may have moved something while the other contacts were erased. Without consents nothing moves any more. The person
     * may act again at once, and that stays.
     */
    private Erased eraseRest(Actor actor, ErasureRequest ask, NumberIds ids, Erased erased) {
        ErasedData data = erased.data();
        List<Contact> left = notErased(ids);
        for (int round = 0; !left.isEmpty(); round++) {
            if (round == MOST_ROUNDS) {
                throw new StoreUnavailableException("what was erased was there again");
            }
            for (Contact contact : left) {
                data = data.and(eraseOne(actor, ask, contact.id()));
            }
            left = notErased(ids);
        }
        return new Erased(erased.at(), data);
    }

    /** Contacts of the phone that are on file and hold something that has to go. */
    private List<Contact> left(NumberIds ids) {
        return PhoneContacts.load(store, ids).stream().filter(this::isUnerased).toList();
    }

    private boolean isUnerased(Contact contact) {
        return contact.version() > 0 && !contact.isErased(policy.purposes().keySet());
    }

    /** The same without those of which all came after they were erased. */
    private List<Contact> notErased(NumberIds ids) {
        return left(ids).stream()
                .filter(contact -> !ActsSinceErasure.areAll(store, contact.id()))
                .toList();
    }

    private ErasedData eraseOne(Actor actor, ErasureRequest ask, ContactId id) {
        return store.change(List.of(id), found -> {
            Contact before = found.get(0);
            Instant now = arrivals.now();
            Change change = change(actor, ask, before, now);
            return change.isNothing()
                    ? ChangePlan.answer(ErasedData.NOTHING)
                    : ChangePlan.write(commit(actor, change, now), ErasedData.of(before, change));
        });
    }

    private Change change(Actor actor, ErasureRequest ask, Contact before, Instant now) {
        return policy.rules()
                .erase(
                        before,
                        new Withdrawal(
                                now,
                                arrivals.ulid(now),
                                arrivals.recordId(),
                                policy.purposes().keySet(),
                                true,
                                Withdrawal.WithdrawalMethod.STAFF,
                                Map.of("actor", actor.id(), "reason", ask.reason(), "asked", ask.asked())));
    }

    /** The change, and the entry under who made it. An erasure of nothing is on the ledger too. */
    private Commit commit(Actor actor, Change change, Instant now) {
        List<Entry> acted = List.of(trail.entry(
                actor,
                Action.ERASE,
                Event.ACTED,
                now,
                Map.of("contact", change.contact().id().value())));
        return change.isNothing() ? Commit.of(acted) : Commit.of(change).with(acted);
    }
}
