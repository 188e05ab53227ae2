package dev.ringlock.contacts;

import dev.ringlock.access.Action;
import dev.ringlock.access.Actor;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.Home;
import dev.ringlock.consent.Replay;
import dev.ringlock.contactability.Budget;
import dev.ringlock.contactability.Decision;
import dev.ringlock.contactability.DecisionRule;
import dev.ringlock.contactability.Refusal;
import dev.ringlock.http.FieldError;
import dev.ringlock.http.ProblemException;
import dev.ringlock.http.Time;
import dev.ringlock.keys.Index;
import dev.ringlock.ledger.Entry;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.NumberIds;
import dev.ringlock.policy.Policy;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.DecisionAnswer;
import dev.ringlock.steps.DecisionRequest;
import dev.ringlock.store.Page;
import dev.ringlock.store.Store;
import dev.ringlock.terms.Purpose;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether a number could be contacted at an instant of the past: from the ledger as it stood then, with the law of that day and
 * the policy of today.
 */
@Singleton
final class PastDecisions {

    /** What no ledger keeps. */
    private static final String[] NOT_KEPT = {"cap_reached", "dead_number"};

    private static final int PAGE = 200;

    private final Policy policy;
    private final Store store;
    private final Index index;
    private final Arrivals arrivals;
    private final Contacts contacts;
    private final DecisionRule rule;

    PastDecisions(Policy policy, Store store, Index index, Arrivals arrivals, Contacts contacts) {
        this.policy = policy;
        this.store = store;
        this.index = index;
        this.arrivals = arrivals;
        this.contacts = contacts;
        this.rule = new DecisionRule(policy.purposes(), policy.laws(), null);
    }

    /** Writes down first who asks, for whom and about what. */
    DecisionAnswer decide(Actor actor, DecisionRequest ask, String language) {
        Instant now = arrivals.now();
        Instant at = Objects.requireNonNull(ask.at());
        if (at.isAfter(now)) {
            throw ProblemException.of(new FieldError("/at", "too_far", "This has to be an instant of the past."));
        }
        NumberIds ids = index.contactIds(ask.who().number());
        contacts.read(
                actor,
                Action.SEE_PAST_DECISION,
                Map.of(
                        "contact", ids.first().value(),
                        "purpose", told(ask.purpose()),
                        "channel", ask.channel().id(),
                        "asked_at", Time.rfc3339(at)));
        Decision decision = Purpose.isId(ask.purpose())
                ? rule.decide(
                        stood(ids, at),
                        Budget.unspent(ids.first()),
                        ask.who().place(),
                        new Purpose(ask.purpose()),
                        ask.channel(),
                        at)
                : Decision.denied(Refusal.UNKNOWN_PURPOSE);
        return DecisionAnswer.of(decision, arrivals.ulid(now).value(), at, policy.version(), language)
                .without(NOT_KEPT);
    }

    /** A purpose that the policy had once is one that it may not know. A text that may be a number is no purpose. */
    private String told(String purpose) {
        return Purpose.isId(purpose) && policy.numberInText().in(purpose).isEmpty() ? purpose : "";
    }

    /** The contacts as they stood: whatever arrived later is not looked at, whenever it happened. */
    private List<Contact> stood(NumberIds ids, Instant at) {
        List<Entry> entries = new ArrayList<>();
        for (ContactId form : ids.all()) {
            String cursor = null;
            do {
                cursor = read(form, cursor, at, entries);
            } while (cursor != null);
        }
        return Home.first(ids, Replay.of(ids.all(), entries, policy.purposes()));
    }

    private @Nullable String read(ContactId form, @Nullable String cursor, Instant at, List<Entry> entries) {
        Page<Entry> page = store.history(form.value(), cursor, PAGE);
        List<Entry> known = page.items().stream()
                .takeWhile(entry -> !entry.ulid().at().isAfter(at))
                .toList();
        entries.addAll(known);
        return known.size() < page.items().size() ? null : page.next();
    }
}
