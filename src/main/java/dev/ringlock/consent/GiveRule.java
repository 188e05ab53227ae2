package dev.ringlock.consent;

import dev.ringlock.consent.Code.PendingRequest;
import dev.ringlock.consent.GivenConsent.ConsentMethod;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.Terms;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A person gives consent: by a form, by the code that we sent, or by YES to our question. */
final class GiveRule {

    private final ChangeDraft draft;
    private final Contact before;
    private final Collection<Contact> olderForms;
    private final GivenConsent given;
    private final Set<Purpose> requested = new LinkedHashSet<>();

    GiveRule(ChangeDraft draft, Contact before, Collection<Contact> olderForms, GivenConsent given) {
        this.draft = draft;
        this.before = before;
        this.olderForms = olderForms;
        this.given = given;
    }

    Change change() {
        given.terms().forEach(this::give);
        if (given.method().proves()) {
            draft.quality(draft.quality().active(given.at()));
            closePending();
        } else if (!requested.isEmpty() && given.code() != null) {
            keepCode(given.code());
        }
        if (given.origin() != null) {
            draft.quality(draft.quality().from(given.origin()));
        }
        return draft.done(given.masked()
                .withOlderForms(olderForms.stream().map(Contact::id).toList()));
    }

    private void give(Terms terms) {
        Consent now = before.consent(terms.purpose());
        OptOut binding = bindingOptOut(before, olderForms, terms.purpose(), terms.formerly());
        Instant begunAt = given.begunAt();
        if (binding != null && begunAt != null && !binding.isBefore(begunAt)) {
            return;
        }
        boolean grants = given.method().proves() || (binding == null && !terms.doubleOptIn());
        boolean living = now != null && now.isLiving(given.at());
        if (!grants && !living && now != null && now.hasCompartment()) {
            // its end had come, and no purge yet
            EndRule.end(draft, terms.purpose(), now, DueDate.expired(now), given.arrival());
        }
        Event event = !grants ? Event.REQUESTED : living ? Event.RENEWED : Event.GIVEN;
        Entry entry = draft.add(
                ConsentRecord.entry(before.id(), given, terms, event, draft.place(given.arrival()), draft.head()));
        if (!grants && living) {
            return;
        }
        draft.put(terms.purpose(), Consent.given(given, terms, grants, now, binding, entry.ulid()));
        if (grants) {
            // whoever says yes has a phone that works
            draft.quality(draft.quality().failed(Failures.NONE));
        } else {
            requested.add(terms.purpose());
        }
    }

    /** A code proves once, and a question is answered once. */
    private void closePending() {
        if (draft.isNothing()) {
            return;
        }
        PendingProof pending = draft.pending();
        Code code = pending.code();
        if (given.method() == ConsentMethod.SMS_YES) {
            draft.pending(pending.with((Question) null));
        } else if (code != null) {
            draft.pending(pending.with(code.spent()));
        }
    }

    /** The code goes out if its turn has come. Else the request waits for the next one. */
    private void keepCode(String mac) {
        PendingRequest request =
                new PendingRequest(given.recordId(), requested, given.shown().ref());
        Code last = draft.pending().code();
        if (last != null && !last.mayFollow(given.at())) {
            draft.pending(draft.pending().with(last.joined(request)));
            return;
        }
        Instant begunAt = begunAt(before, olderForms, given.at());
        Code next = last == null
                ? Code.first(mac, given.at(), begunAt, request)
                : last.followed(mac, given.at(), begunAt, request);
        draft.pending(draft.pending().with(next));
        draft.sendCode();
    }

    /** See {@link Rules#begunAt}. */
    static Instant begunAt(Contact before, Collection<Contact> olderForms, Instant at) {
        return Stream.concat(Stream.of(before), olderForms.stream())
                .flatMap(Contact::optOuts)
                .map(optOut -> optOut.at().plusMillis(1))
                .filter(at::isBefore)
                .max(Comparator.naturalOrder())
                .orElse(at);
    }

    /** See {@link Rules#bindingOptOut}. */
    static @Nullable OptOut bindingOptOut(
            Contact before, Collection<Contact> olderForms, Purpose purpose, Set<Purpose> formerly) {
        Consent now = before.consent(purpose);
        Instant provedAt = now == null ? null : now.provedAt();
        OptOut everything = before.optOutOfEverything();
        if (everything != null && now != null && now.isGrantedAfter(everything.at())) {
            // an import told late of that opt-out: the yes is the newer decision
            everything = null;
        }
        OptOut binding = binding(null, everything, before, purpose, formerly, provedAt);
        for (Contact older : olderForms) {
            binding = binding(binding, older.optOutOfEverything(), older, purpose, formerly, provedAt);
        }
        return binding;
    }

    private static @Nullable OptOut binding(
            @Nullable OptOut known,
            @Nullable OptOut everything,
            Contact contact,
            Purpose purpose,
            Set<Purpose> formerly,
            @Nullable Instant provedAt) {
        OptOut last = OptOut.later(everything, contact.optOut(purpose));
        for (Purpose former : formerly) {
            last = OptOut.later(last, contact.optOut(former));
        }
        return last == null || last.isBefore(provedAt) ? known : OptOut.later(known, last);
    }
}
