package dev.ringlock.steps;

import dev.ringlock.edge.Edge;
import dev.ringlock.message.Message;
import dev.ringlock.message.MessageNotSentException;
import dev.ringlock.message.MessageSender;
import dev.ringlock.phone.ContactId;
import dev.ringlock.policy.Messages;
import dev.ringlock.steps.Tallies.Tally;
import dev.ringlock.store.StoreUnavailableException;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Sends messages within the policy's limits. What is over a limit is held back and nobody is told; what cannot be sent
 * changes nothing that was stored, since the person can ask again.
 */
@Singleton
public final class Outgoing {

    private static final Logger LOG = Logger.getLogger("ringlock");

    private final Tallies tallies;
    private final MessageSender sender;

    public Outgoing(Tallies tallies, MessageSender sender) {
        this.tallies = tallies;
        this.sender = sender;
    }

    /**
     * Sends a code, or does as if: the same calls, whether or not one is due, so that nobody can tell which numbers have
     * opted out by how long a signup takes.
     */
    public void code(boolean due, Message message, ContactId contact, Messages.Limits limits, Instant now) {
        boolean within = within(due, message, contact, limits, now);
        if (due && within) {
            send(message);
        } else {
            sender.rehearse(message);
        }
    }

    /** Whether one more message to that number is within the limits; it is counted. */
    public boolean allows(Message message, ContactId contact, Messages.Limits limits, Instant now) {
        return within(true, message, contact, limits, now);
    }

    /**
     * Sends it without asking for limits.
     *
     * @return whether the provider took it
     */
    public boolean send(Message message) {
        try {
            sender.send(message);
            return true;
        } catch (MessageNotSentException e) {
            LOG.warnf("a message was not sent: %s", Edge.place(e));
            return false;
        }
    }

    private boolean within(boolean due, Message message, ContactId contact, Messages.Limits limits, Instant now) {
        // what is not due is counted too, where it takes nothing from what is
        String kind = due ? "sent" : "unsent";
        List<Tally> counted = List.of(
                new Tally(kind + "-number", limits.perNumber(), contact.value()),
                new Tally(kind + "-range", limits.perRange(), message.to().range()),
                new Tally(kind + "-country", limits.perCountry(), message.to().country()),
                new Tally(kind + "-overall", limits.overall(), due ? "" : contact.value()));
        try {
            return !tallies.within(now, counted).contains(false);
        } catch (StoreUnavailableException e) {
            LOG.warnf("a message was held back: %s", Edge.place(e));
            return false;
        }
    }
}
