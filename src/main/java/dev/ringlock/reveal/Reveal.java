package dev.ringlock.reveal;

import dev.ringlock.TooManyTriesException;
import dev.ringlock.access.Actor;
import dev.ringlock.consent.Change;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.Rules;
import dev.ringlock.contactability.Contactability;
import dev.ringlock.contactability.Refusal;
import dev.ringlock.keys.Envelope;
import dev.ringlock.keys.Keys;
import dev.ringlock.keys.Opener;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.Policy;
import dev.ringlock.reveal.Quota.QuotaUse;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.StaffTrail;
import dev.ringlock.store.ChangePlan;
import dev.ringlock.store.Commit;
import dev.ringlock.store.Store;
import dev.ringlock.terms.Purpose;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Shows one number to a person of staff. The ledger gets an entry before the compartment is opened. Without the entry,
 * nothing is opened.
 */
@Singleton
class Reveal {

    private final Rules rules;
    private final Quota quota;
    private final Store store;
    private final Supplier<Opener> openers;
    private final Arrivals arrivals;

    Reveal(Policy policy, Store store, Keys keys, Envelope envelope, Arrivals arrivals) {
        this.rules = policy.rules();
        this.quota = new Quota(policy.staff(), store);
        this.store = store;
        this.openers = () -> new Opener(keys, envelope);
        this.arrivals = arrivals;
    }

    /** An attempt to see a number. */
    private record RevealAttempt(Actor actor, Purpose purpose, RevealRequest wanted, Instant now) {

        Map<String, String> details() {
            return Map.of("actor", actor.id(), "reason", wanted.reason(), "note", wanted.note());
        }
    }

    /**
     * The number in clear.
     *
     * @return empty if there is nothing to show: one answer, whatever is missing
     * @throws TooManyTriesException if the person is over the quota
     */
    Optional<RevealedNumber> reveal(Actor actor, Purpose purpose, RevealRequest wanted) {
        RevealAttempt one = new RevealAttempt(actor, purpose, wanted, arrivals.now());
        QuotaUse use = quota.count(actor, one.now());
        if (use.isUnusual()) {
            tell(one, use);
        }
        if (!use.within()) {
            throw new TooManyTriesException(Duration.between(one.now(), use.again()));
        }
        return isLet(one) ? opened(one) : Optional.empty();
    }

    /**
     * Whether the number may be shown. Before that, it writes an entry under the person, and under the contact if it
     * has a ledger.
     */
    private boolean isLet(RevealAttempt one) {
        return store.change(List.of(one.wanted().contact()), found -> {
            Contact contact = found.get(0);
            if (contact.head() == null) {
                return ChangePlan.write(Commit.of(List.of(nothingToSee(one))), false);
            }
            Contactability contactability = Contactability.of(contact, one.purpose(), one.now());
            boolean let = contactability.isAllowed();
            Change change = rules.reveal(
                    contact,
                    one.purpose(),
                    let ? null : refusedFor(contactability),
                    one.now(),
                    arrivals.ulid(one.now()),
                    one.details());
            Entry acted = let ? trace(one, Event.REVEALED, Map.of()) : nothingToSee(one);
            return ChangePlan.write(Commit.of(change).with(List.of(acted)), let);
        });
    }

    private static String refusedFor(Contactability contactability) {
        return contactability.refusals().contains(Refusal.HELD) ? "held" : "no_consent";
    }

    private Entry nothingToSee(RevealAttempt one) {
        return trace(one, Event.REVEAL_REFUSED, Map.of("refused_for", "nothing_to_see"));
    }

    /** Reads the compartment after the ledger's entry: a consent that was withdrawn by then has none. */
    private Optional<RevealedNumber> opened(RevealAttempt one) {
        ContactId id = one.wanted().contact();
        return store.compartments(one.purpose(), List.of(id)).stream()
                .findFirst()
                .map(row -> {
                    try (Opener opener = openers.get()) {
                        PhoneNumber number = opener.open(id, one.purpose(), row.sealed(), row.wrappedKey());
                        return RevealedNumber.of(id, number, one.purpose(), one.now());
                    }
                });
    }

    /** Reports unusual use to the owner's systems: who and how many, but not why, and no contact. */
    private void tell(RevealAttempt one, QuotaUse use) {
        store.append(() -> {
            Ulid place = arrivals.ulid(one.now());
            List<Entry> entries = new ArrayList<>();
            if (!use.within()) {
                entries.add(entry(one, Event.REVEAL_REFUSED, place, traced(one, Map.of("refused_for", "quota"))));
            }
            Map<String, String> told = Map.of(
                    "told_as",
                    "staff.unusual_use",
                    "purpose",
                    one.purpose().id(),
                    "use",
                    use.within() ? "half_of_day" : "over_quota",
                    "of_day",
                    String.valueOf(use.ofDay()));
            entries.add(entry(one, Event.UNUSUAL_USE, place.next(), told));
            return entries;
        });
    }

    private Entry trace(RevealAttempt one, Event event, Map<String, String> more) {
        return entry(one, event, arrivals.ulid(one.now()), traced(one, more));
    }

    private static Map<String, String> traced(RevealAttempt one, Map<String, String> more) {
        Map<String, String> fields = new TreeMap<>(one.details());
        fields.put("purpose", one.purpose().id());
        fields.put("contact", one.wanted().contact().value());
        fields.putAll(more);
        return fields;
    }

    private static Entry entry(RevealAttempt one, Event event, Ulid place, Map<String, String> fields) {
        return StaffTrail.entry(one.actor(), event, place, one.now(), fields);
    }
}
