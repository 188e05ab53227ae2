package dev.ringlock.links;

import dev.ringlock.access.Limit;
import dev.ringlock.consent.Code;
import dev.ringlock.consent.Contact;
import dev.ringlock.http.Caller;
import dev.ringlock.keys.Index;
import dev.ringlock.message.Message;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.NumberIds;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.Messages;
import dev.ringlock.policy.Policy;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.LimitedSender;
import dev.ringlock.steps.PreferenceLinks;
import dev.ringlock.steps.RateLimits;
import dev.ringlock.steps.RateLimits.CountedTry;
import dev.ringlock.store.ChangePlan;
import dev.ringlock.store.Commit;
import dev.ringlock.store.CommitResult;
import dev.ringlock.store.GuardRow;
import dev.ringlock.store.Store;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Codes by which a person gets to their own page. A code goes out only to a number that is on file. The calls are the same
 * for every number. Such a code proves no consent, and a code for a consent opens no page: they have names of their own in
 * {@code guard} and on the contact.
 */
@Singleton
final class PageCodes {

    /** As for the code of a signup. */
    private static final Limit PER_REQUEST = new Limit(5, Duration.ofDays(1));

    private static final Limit PER_DAY = new Limit(Integer.MAX_VALUE, Duration.ofDays(1));
    /** The second of the pauses of signups' codes. Strangers' asks count too, and must not keep a person out for hours. */
    private static final int LONGEST_PAUSE = 2;

    private static final Duration LINK_LASTS = Duration.ofHours(1);

    private final Policy policy;
    private final Store store;
    private final Index index;
    private final RateLimits limits;
    private final LimitedSender outgoing;
    private final Arrivals arrivals;

    PageCodes(Policy policy, Store store, Index index, RateLimits limits, LimitedSender outgoing, Arrivals arrivals) {
        this.policy = policy;
        this.store = store;
        this.index = index;
        this.limits = limits;
        this.outgoing = outgoing;
        this.arrivals = arrivals;
    }

    /**
     * Sends a code, unless the number has a pause or is not on file.
     *
     * @param requestId of this request; the code belongs to it
     * @throws dev.ringlock.TooManyTriesException if the caller asked too often
     * @throws dev.ringlock.store.StoreUnavailableException if nothing was stored, or it is not known; a retry is safe
     */
    void ask(String requestId, PhoneNumber number, String language, Caller caller) {
        policy.messages().ifPresent(messages -> ask(requestId, number, language, caller.counted(), messages));
    }

    private void ask(String requestId, PhoneNumber number, String language, String counted, Messages messages) {
        Instant now = arrivals.now();
        NumberIds ids = index.contactIds(number);
        ContactId contact = ids.lasting();
        limits.countTry("page-asks", policy.limits(), counted, contact, now, null);
        boolean mayAsk = outgoing.mayAsk(number, contact, counted, messages.limits(), now);
        long asks = limits.count(now, new CountedTry("page-asks-day", PER_DAY, contact.value()));
        String code = arrivals.code();
        // a code that is held back opens nothing: whoever uses a limit up could guess at codes that no phone is told of
        String row = mayAsk
                ? name(requestId, contact, code)
                : index.guardName("page-code-held", requestId, contact.value(), code);
        GuardRow open = new GuardRow(row, "", "sent", now.plus(Code.LIFE));
        // the pause of the number, for all callers. A code that is held back was not sent, so it starts none
        GuardRow pause =
                new GuardRow(index.guardName("page-pause", contact.value()), "", "sent", now.plus(Code.pause((int)
                        Math.min(asks, LONGEST_PAUSE))));
        boolean due = store.change(
                ids,
                found -> ChangePlan.write(
                        Commit.ofRows(mayAsk ? List.of(open, pause) : List.of(open)),
                        settled -> mayAsk && settled instanceof CommitResult.Done && isOnFile(found)));
        String text = messages.pageCode(code, policy.controller().name(), policy.language(language));
        outgoing.code(due, new Message(messages.codes(), number, text));
    }

    private static boolean isOnFile(List<Contact> found) {
        return found.stream()
                .anyMatch(contact -> !contact.consents().isEmpty() || contact.optOutOfEverything() != null);
    }

    /**
     * Makes the link to the person's page, once for each code.
     *
     * @param code six digits
     * @return the link's token; empty for every failure, all alike
     * @throws dev.ringlock.TooManyTriesException if the caller tried too often
     * @throws dev.ringlock.store.StoreUnavailableException if it is not known whether the code is used; ask for another one
     */
    Optional<String> open(String requestId, PhoneNumber number, String code, Caller caller) {
        Instant now = arrivals.now();
        NumberIds ids = index.contactIds(number);
        ContactId contact = ids.lasting();
        CountedTry ofRequest = new CountedTry("page-codes-request", PER_REQUEST, requestId, contact.value());
        boolean within = limits.countTry("page-codes", policy.limits(), caller.counted(), contact, now, ofRequest);
        String name = name(requestId, contact, code);
        if (!within || store.recall(name).isEmpty()) {
            return Optional.empty();
        }
        String token = arrivals.token();
        List<GuardRow> rows = List.of(
                new GuardRow(name + "/used", "", "used", now.plus(Code.LIFE)),
                PreferenceLinks.rowByCode(token, ids.all(), now.plus(LINK_LASTS)));
        return store.change(() -> ChangePlan.write(
                Commit.ofRows(rows),
                settled -> settled instanceof CommitResult.Done ? Optional.of(token) : Optional.<String>empty()));
    }

    private String name(String requestId, ContactId contact, String code) {
        return index.guardName("page-code", requestId, contact.value(), code);
    }
}
