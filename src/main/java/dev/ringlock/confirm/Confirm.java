package dev.ringlock.confirm;

import dev.ringlock.access.Limit;
import dev.ringlock.consent.Change;
import dev.ringlock.consent.Code;
import dev.ringlock.consent.Code.PendingRequest;
import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.GivenConsent;
import dev.ringlock.consent.MaskedNumber;
import dev.ringlock.http.Caller;
import dev.ringlock.http.Time;
import dev.ringlock.keys.Index;
import dev.ringlock.message.Message;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.NumberIds;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.Policy;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.CompartmentSeals;
import dev.ringlock.steps.LimitedSender;
import dev.ringlock.steps.RateLimits;
import dev.ringlock.steps.RateLimits.CountedTry;
import dev.ringlock.store.ChangePlan;
import dev.ringlock.store.Commit;
import dev.ringlock.store.Store;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.Terms;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Proves a consent by the code that was sent to the phone. The caller has to give the signup's id, the number and the
 * code. The answer never says which of them is wrong. Attempts are counted before anything is read.
 */
@Singleton
final class Confirm {

    /**
     * Per signup. Only its caller knows its id, so nobody else can use up its attempts. docs/decisions/0023 has the
     * odds.
     */
    private static final Limit PER_RECORD = new Limit(5, Duration.ofDays(1));

    private final Policy policy;
    private final Store store;
    private final Index index;
    private final CompartmentSeals seals;
    private final RateLimits limits;
    private final LimitedSender outgoing;
    private final Arrivals arrivals;

    Confirm(
            Policy policy,
            Store store,
            Index index,
            CompartmentSeals seals,
            RateLimits limits,
            LimitedSender outgoing,
            Arrivals arrivals) {
        this.policy = policy;
        this.store = store;
        this.index = index;
        this.seals = seals;
        this.limits = limits;
        this.outgoing = outgoing;
        this.arrivals = arrivals;
    }

    /**
     * @return the consents that are granted; empty for every failure, all alike
     * @throws dev.ringlock.TooManyTriesException if the caller tried too often
     * @throws dev.ringlock.store.StoreUnavailableException if nothing was stored, or it is not known; a retry is safe
     * @throws dev.ringlock.keys.KeysUnavailableException if nothing was stored; a retry is safe
     */
    Optional<Confirmation> confirm(TypedCode typed, Caller caller) {
        Instant now = arrivals.now();
        Optional<PhoneNumber> read = typed.typed().known(new ArrayList<>());
        if (read.isEmpty()) {
            return Optional.empty();
        }
        PhoneNumber number = read.get();
        seals.ready(List.of());
        NumberIds ids = index.contactIds(number);
        ContactId contact = ids.lasting();
        // no count is anybody else's too
        CountedTry ofRecord = new CountedTry("codes-record", PER_RECORD, typed.recordId(), contact.value());
        if (!limits.countTry("codes", policy.limits(), caller.counted(), contact, now, ofRecord)) {
            return Optional.empty();
        }
        CodeAttempt tried =
                new CodeAttempt(typed.recordId(), index.codeMac(contact, typed.code()), number, caller, now);
        Confirmation confirmed = store.change(ids, found -> plan(tried, found));
        return Optional.of(confirmed).filter(done -> !done.decisions().isEmpty());
    }

    /** An attempt that is within the limits. */
    private record CodeAttempt(String recordId, String mac, PhoneNumber number, Caller caller, Instant now) {

        Confirmation failed() {
            return new Confirmation(recordId, Time.rfc3339(now), List.of());
        }

        @Override
        public String toString() {
            return "Try[" + recordId + "]";
        }
    }

    private ChangePlan<Confirmation> plan(CodeAttempt tried, List<Contact> found) {
        Contact before = found.get(0);
        Code code = before.pending().code();
        if (code == null || !code.isSame(tried.mac()) || !code.isOpen(tried.now())) {
            return ChangePlan.answer(tried.failed());
        }
        Optional<GivenConsent> yes =
                code.request(tried.recordId()).flatMap(request -> yes(request, code.begunAt(), tried));
        if (yes.isEmpty()) {
            // the code may have been used already, with the answer lost: the same answer is given again
            return ChangePlan.answer(confirmed(before, tried.recordId(), tried.now()));
        }
        Change change = policy.rules().give(before, found.subList(1, found.size()), yes.get());
        return change.isNothing() ? ChangePlan.answer(tried.failed()) : stored(change, yes.get(), tried.number());
    }

    /** The consent that was requested, on its wording. Empty if the policy no longer has that. */
    private Optional<GivenConsent> yes(PendingRequest request, Instant begunAt, CodeAttempt tried) {
        List<Terms> terms = request.purposes().stream()
                .sorted()
                .map(policy.purposes()::get)
                .filter(Objects::nonNull)
                .toList();
        return policy.shown(request.notice())
                .filter(shown -> !terms.isEmpty())
                .map(shown -> new GivenConsent(
                        tried.now(),
                        begunAt,
                        arrivals.ulid(tried.now()),
                        request.recordId(),
                        GivenConsent.ConsentMethod.SMS_CODE,
                        terms,
                        shown,
                        MaskedNumber.of(tried.number()),
                        tried.number().country(),
                        arrivals.evidence(
                                tried.caller().network(), tried.caller().browser()),
                        Map.of(),
                        null,
                        null));
    }

    private ChangePlan<Confirmation> stored(Change change, GivenConsent yes, PhoneNumber number) {
        seals.ready(yes.terms());
        ContactId contact = change.contact().id();
        CompartmentSeals.Made sealed = seals.make(contact, number, yes.terms(), yes.evidence());
        return ChangePlan.write(Commit.of(change, sealed.of(change), null), settled -> {
            sendConfirmation(change, yes, number);
            return confirmed(change.contact(), yes.recordId(), yes.at());
        });
    }

    /** Carriers require a message that says what was consented to. It is sent once, and its failure changes nothing. */
    private void sendConfirmation(Change change, GivenConsent yes, PhoneNumber number) {
        policy.messages()
                .flatMap(messages -> messages.confirmed(
                                change.sealed(), yes.shown().wording().language())
                        .map(text -> new Message(messages.codes(), number, text)))
                .ifPresent(outgoing::send);
    }

    private static Confirmation confirmed(Contact contact, String recordId, Instant at) {
        Stream<Purpose> granted = contact.sorted().entrySet().stream()
                .filter(consent -> consent.getValue().state() == State.GRANTED
                        && consent.getValue().provedAt() != null
                        && consent.getValue().recordId().equals(recordId))
                .map(Map.Entry::getKey);
        return new Confirmation(
                recordId,
                Time.rfc3339(at),
                granted.map(purpose -> new Confirmation.ConfirmedDecision(purpose.id(), true))
                        .toList());
    }
}
