package dev.ringlock.capture;

import dev.ringlock.consent.Change;
import dev.ringlock.consent.GivenConsent;
import dev.ringlock.consent.MaskedNumber;
import dev.ringlock.http.Caller;
import dev.ringlock.http.Json;
import dev.ringlock.http.Problem;
import dev.ringlock.http.ProblemException;
import dev.ringlock.http.Time;
import dev.ringlock.keys.Index;
import dev.ringlock.message.Message;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.NumberIds;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.Messages;
import dev.ringlock.policy.Policy;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.CompartmentSeals;
import dev.ringlock.steps.LimitedSender;
import dev.ringlock.steps.Notices;
import dev.ringlock.steps.RateLimits;
import dev.ringlock.store.ChangePlan;
import dev.ringlock.store.Commit;
import dev.ringlock.store.CommitResult;
import dev.ringlock.store.GuardRow;
import dev.ringlock.store.Store;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Stores a number with its owner's consent. Only this class has the number in clear: it reads it, makes its ContactId,
 * seals it for each granted purpose, and stores it with the consent and its evidence in one transaction.
 *
 * <p>The requests are the same, whatever is on file: one round of counters, one read, one commit. If the policy has
 * messages, there is another round of counters before the read, and a message that is sent or rehearsed. A cold
 * process, or one with spent data keys, makes one round of requests to the key engine first.
 */
@Singleton
final class Capture {

    private static final Duration REMEMBERED = Duration.ofHours(24);

    private final Policy policy;
    private final Store store;
    private final Index index;
    private final CompartmentSeals seals;
    private final RateLimits limits;
    private final LimitedSender outgoing;
    private final Arrivals arrivals;
    private final Notices notices;

    Capture(
            Policy policy,
            Store store,
            Index index,
            CompartmentSeals seals,
            RateLimits limits,
            LimitedSender outgoing,
            Arrivals arrivals,
            Notices notices) {
        this.policy = policy;
        this.store = store;
        this.index = index;
        this.seals = seals;
        this.limits = limits;
        this.outgoing = outgoing;
        this.arrivals = arrivals;
        this.notices = notices;
    }

    /**
     * @param idempotencyKey the client's own key for this request; null if it gave none
     * @param signing adds the receipt to an answer, if one was asked for. It is signed before anything is stored, so that a key
     *     engine that fails leaves nothing behind
     * @throws dev.ringlock.TooManyTriesException if the caller tried too often
     * @throws ProblemException if the caller used the key for another request
     * @throws dev.ringlock.store.StoreUnavailableException if nothing was stored, or it is not known; a retry is safe
     * @throws dev.ringlock.keys.KeysUnavailableException if nothing was stored; a retry is safe
     */
    SignupReceipt capture(
            Signup signup,
            CheckedSignup checked,
            Caller caller,
            @Nullable String idempotencyKey,
            UnaryOperator<SignupReceipt> signing) {
        Instant now = arrivals.now();
        seals.ready(checked.yes());
        NumberIds ids = index.contactIds(checked.number());
        ContactId contact = ids.lasting();
        String counted = caller.counted();
        limits.countTry("tries", policy.limits(), counted, contact, now, null);
        SignupReceipt answer = new SignupReceipt(
                arrivals.recordId(), Time.rfc3339(now), signup.typed().country(), signup.decisions(), null);
        SignupReceipt signed = signing.apply(answer);
        GuardRow once = idempotencyKey == null ? null : guardRow(idempotencyKey, signup, answer, now);
        if (checked.yes().isEmpty()) {
            return once == null ? answer : remembered(once, answer);
        }
        boolean mayAsk = policy.messages()
                .filter(messages -> outgoing.mayAsk(checked.number(), contact, counted, messages.limits(), now))
                .isPresent();
        String code = arrivals.code();
        String network = caller.network();
        GivenConsent yes = new GivenConsent(
                now,
                null,
                arrivals.ulid(now),
                answer.recordId(),
                signup.method(),
                checked.yes(),
                checked.shown(),
                MaskedNumber.of(checked.number()),
                checked.number().country(),
                arrivals.evidence(network, caller.browser()),
                checked.claims().fields(),
                // a code that is held back was not sent, so it starts no pause for the number
                mayAsk ? index.codeMac(contact, code) : null,
                index.origin(checked.claims().form(), network, checked.number()));
        Stored stored = store(checked.number(), ids, yes, answer, once);
        policy.messages().ifPresent(messages -> {
            String text = messages.text(Messages.MessageUse.CODE, policy.language(signup.language()));
            Message message = new Message(messages.codes(), checked.number(), text.replace("{code}", code));
            outgoing.code(stored.sendsCode(), message);
        });
        return stored.answer().equals(answer) ? signed : signing.apply(stored.answer());
    }

    /** The stored answer, from now or before, and whether the code is to be sent. */
    private record Stored(SignupReceipt answer, boolean sendsCode) {}

    private Stored store(
            PhoneNumber number, NumberIds ids, GivenConsent yes, SignupReceipt answer, @Nullable GuardRow once) {
        // Sealed before it is known what will be granted. Otherwise a slow or failing key engine would reveal a number
        // that has opted out, because nothing is sealed for that.
        CompartmentSeals.Made sealed = seals.make(ids, number, yes.terms(), yes.evidence());
        return store.change(ids, found -> {
            Change change = policy.rules().give(found.get(0), found.subList(1, found.size()), yes);
            return answered(
                    Commit.of(change, sealed.of(change), null).with(notices.freeze(yes.shown())),
                    once,
                    new Stored(answer, change.sendsCode()));
        });
    }

    /** A signup that refuses everything stores only that the client's key was used, if it gave one. */
    private SignupReceipt remembered(GuardRow once, SignupReceipt answer) {
        return store.change(() -> answered(Commit.of(List.of()), once, new Stored(answer, false)))
                .answer();
    }

    /** This answer, or the one that the same request got before. */
    private static ChangePlan<Stored> answered(Commit commit, @Nullable GuardRow once, Stored stored) {
        if (once == null) {
            return ChangePlan.write(commit, stored);
        }
        return ChangePlan.write(
                commit.guardedBy(List.of(once)),
                settled -> settled instanceof CommitResult.Repeated repeated
                        ? new Stored(earlier(repeated.earlier(), once), false)
                        : stored);
    }

    private GuardRow guardRow(String key, Signup signup, SignupReceipt answer, Instant now) {
        return new GuardRow(
                index.guardName("idempotency", key),
                index.fingerprint(Json.write(signup).getBytes(StandardCharsets.UTF_8), "request"),
                Json.write(answer),
                now.plus(REMEMBERED));
    }

    private static SignupReceipt earlier(GuardRow earlier, GuardRow mine) {
        if (!earlier.fingerprint().equals(mine.fingerprint())) {
            throw new ProblemException(new Problem.KeyReused());
        }
        return Json.read(earlier.answer(), SignupReceipt.class);
    }
}
