package dev.ringlock.steps;

import dev.ringlock.http.Endpoint;
import dev.ringlock.http.WatchedCount;
import dev.ringlock.message.Message;
import dev.ringlock.message.MessageNotSentException;
import dev.ringlock.message.MessageSender;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.Messages;
import dev.ringlock.steps.RateLimits.CountedTry;
import dev.ringlock.store.StoreUnavailableException;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Sends messages within the policy's limits. A message over a limit is held back silently. A message that cannot be
 * sent changes nothing that was stored, since the person can ask again.
 */
@Singleton
public final class LimitedSender {

    private static final Logger LOG = Logger.getLogger("ringlock");

    private final RateLimits tallies;
    private final MessageSender sender;

    public LimitedSender(RateLimits tallies, MessageSender sender) {
        this.tallies = tallies;
        this.sender = sender;
    }

    /**
     * Whether a code that is asked for may go out. Every request is counted, whether or not a code is due for it, so that no
     * limit tells what is stored. The number's own limit is counted for each caller: a stranger does not use up its owner's.
     *
     * @param caller what the caller is counted by
     */
    public boolean mayAsk(
            PhoneNumber number, ContactId contact, String caller, Messages.MessageLimits limits, Instant now) {
        return within("asked", number, List.of(contact.value(), caller), limits, now);
    }

    /** Sends a code, or does as if: the same calls, so that nobody can tell by the time whether one was due. */
    public void code(boolean due, Message message) {
        if (due) {
            send(message);
        } else {
            sender.rehearse(message);
        }
    }

    /**
     * Whether an answer to a message from that phone is within the limits; it is counted. Codes are counted apart, so that
     * nobody's form keeps an answer from a phone.
     */
    public boolean allows(PhoneNumber to, ContactId contact, Messages.MessageLimits limits, Instant now) {
        return within("answered", to, List.of(contact.value()), limits, now);
    }

    /**
     * Sends it without asking for limits. The metric {@code unsent} counts it if that fails.
     *
     * @return whether the provider took it
     */
    public boolean send(Message message) {
        try {
            sender.send(message);
            return true;
        } catch (MessageNotSentException e) {
            LOG.warnf("a message was not sent: %s", Endpoint.place(e));
            countUnsent();
            return false;
        }
    }

    /** It says neither whose message it was nor what was in it. */
    private static void countUnsent() {
        LOG.infof("%s", WatchedCount.once("messages", "unsent"));
    }

    private boolean within(
            String kind, PhoneNumber number, List<String> whose, Messages.MessageLimits limits, Instant now) {
        List<CountedTry> counted = List.of(
                new CountedTry(kind + "-number", limits.perNumber(), whose),
                new CountedTry(kind + "-range", limits.perRange(), number.range()),
                new CountedTry(kind + "-country", limits.perCountry(), number.country()),
                new CountedTry(kind + "-overall", limits.overall()));
        try {
            return !tallies.within(now, counted).contains(false);
        } catch (StoreUnavailableException e) {
            LOG.warnf("a message was held back: %s", Endpoint.place(e));
            countUnsent();
            return false;
        }
    }
}
