package dev.ringlock.confirm;

import dev.ringlock.consent.Change;
import dev.ringlock.consent.Code;
import dev.ringlock.http.Caller;
import dev.ringlock.http.NumberFields;
import dev.ringlock.keys.Index;
import dev.ringlock.message.Message;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.NumberIds;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.Messages;
import dev.ringlock.policy.Policy;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.LimitedSender;
import dev.ringlock.steps.RateLimits;
import dev.ringlock.store.ChangePlan;
import dev.ringlock.store.Commit;
import dev.ringlock.store.CommitResult;
import dev.ringlock.store.GuardRow;
import dev.ringlock.store.Store;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sends another code for a signup, if that still waits for one and the pause of its number is over. The calls are the same
 * for every number and every signup: two rounds of counters, one read, one commit, and a message that is sent or rehearsed.
 */
@Singleton
final class FurtherCodes {

    private final Policy policy;
    private final Store store;
    private final Index index;
    private final RateLimits limits;
    private final LimitedSender outgoing;
    private final Arrivals arrivals;

    FurtherCodes(
            Policy policy, Store store, Index index, RateLimits limits, LimitedSender outgoing, Arrivals arrivals) {
        this.policy = policy;
        this.store = store;
        this.index = index;
        this.limits = limits;
        this.outgoing = outgoing;
        this.arrivals = arrivals;
    }

    /**
     * @param language of the message
     * @throws dev.ringlock.TooManyTriesException if the caller signed up and asked too often
     * @throws dev.ringlock.store.StoreUnavailableException if it is not known whether it is stored; a retry is safe
     */
    void ask(String recordId, NumberFields typed, String language, Caller caller) {
        Optional<PhoneNumber> read = typed.known(new ArrayList<>());
        if (read.isPresent() && policy.messages().isPresent()) {
            ask(
                    recordId,
                    read.get(),
                    language,
                    caller.counted(),
                    policy.messages().get());
        }
    }

    private void ask(String recordId, PhoneNumber number, String language, String counted, Messages messages) {
        Instant now = arrivals.now();
        NumberIds ids = index.contactIds(number);
        ContactId contact = ids.lasting();
        limits.countTry("tries", policy.limits(), counted, contact, now, null);
        boolean mayAsk = outgoing.mayAsk(number, contact, counted, messages.limits(), now);
        String code = arrivals.code();
        String mac = index.codeMac(contact, code);
        // taken once in a first pause. It is also what is written where no code is due, so that nobody can tell
        GuardRow once = new GuardRow(
                index.guardName("code-again", recordId, contact.value()), "", "asked", now.plus(Code.pause(1)));
        boolean due = store.change(ids, found -> {
            Change change = policy.rules().codeAgain(found.get(0), found.subList(1, found.size()), recordId, mac, now);
            boolean sends = mayAsk && change.sendsCode();
            Commit commit = (sends ? Commit.of(change) : Commit.ofRows(List.of())).guardedBy(List.of(once));
            return ChangePlan.write(commit, settled -> sends && settled instanceof CommitResult.Done);
        });
        String text = messages.text(Messages.MessageUse.CODE, policy.language(language));
        outgoing.code(due, new Message(messages.codes(), number, text.replace("{code}", code)));
    }
}
