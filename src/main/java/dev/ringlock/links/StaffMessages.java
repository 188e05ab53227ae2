package dev.ringlock.links;

import dev.ringlock.access.Action;
import dev.ringlock.access.Actor;
import dev.ringlock.http.Problem;
import dev.ringlock.http.ProblemException;
import dev.ringlock.keys.Index;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.message.Message;
import dev.ringlock.message.MessageNotSentException;
import dev.ringlock.message.MessageSender;
import dev.ringlock.phone.NumberIds;
import dev.ringlock.policy.Messages;
import dev.ringlock.policy.Policy;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.LimitedSender;
import dev.ringlock.steps.StaffTrail;
import dev.ringlock.store.Store;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The messages that staff have sent to a person. Each is on the ledger first, under who asked for it. They count within
 * the policy's limits, as answers do.
 */
@Singleton
final class StaffMessages {

    private static final String TOO_MANY =
            "There were too many messages to this number, to its country or altogether. Try again in an hour.";

    private final Policy policy;
    private final Store store;
    private final Index index;
    private final Arrivals arrivals;
    private final StaffTrail trail;
    private final Links links;
    private final LimitedSender limits;
    private final MessageSender sender;

    StaffMessages(
            Policy policy,
            Store store,
            Index index,
            Arrivals arrivals,
            StaffTrail trail,
            Links links,
            LimitedSender limits,
            MessageSender sender) {
        this.policy = policy;
        this.store = store;
        this.index = index;
        this.arrivals = arrivals;
        this.trail = trail;
        this.links = links;
        this.limits = limits;
        this.sender = sender;
    }

    /**
     * Sends the person the link to their own page. Who sends it does not see it. It goes to any number, on file or not.
     *
     * @throws ProblemException if the policy has no messages
     */
    SendResult sendLink(Actor actor, LinkRequest ask) {
        Messages messages = messages();
        NumberIds ids = index.contactIds(ask.number());
        if (!limits.allows(ask.number(), ids.lasting(), messages.limits(), arrivals.now())) {
            return new SendResult(false, TOO_MANY);
        }
        Entry entry =
                entry(actor, Action.SEND_LINK, Map.of("contact", ids.first().value()));
        String url = links.make(ask.number(), List.of(entry)).url();
        String text = messages.link(url, policy.controller().name(), policy.language(ask.language()));
        return send(new Message(messages.codes(), ask.number(), text));
    }

    /**
     * Sends a message without content, to try a provider's settings.
     *
     * @throws ProblemException if the policy has no messages
     */
    SendResult test(Actor actor, TestRequest ask) {
        Messages messages = messages();
        if (!limits.allows(ask.number(), index.contactIds(ask.number()).lasting(), messages.limits(), arrivals.now())) {
            return new SendResult(false, TOO_MANY);
        }
        store.append(() -> List.of(entry(actor, Action.TEST_MESSAGE, Map.of())));
        String from = ask.from().isEmpty() ? messages.codes() : ask.from();
        Message message = Message.test(from, ask.number(), policy.controller().name());
        return send(message);
    }

    private SendResult send(Message message) {
        try {
            sender.send(message);
            return new SendResult(true, null);
        } catch (MessageNotSentException e) {
            return new SendResult(false, e.getMessage());
        }
    }

    private Messages messages() {
        return policy.messages()
                .orElseThrow(() -> new ProblemException(
                        new Problem.Conflict("The policy has no part `messages`, so no message goes out.")));
    }

    private Entry entry(Actor actor, Action action, Map<String, String> what) {
        Instant now = arrivals.now();
        return trail.entry(actor, action, Event.ACTED, now, what);
    }
}
