package dev.ringlock.steps;

import dev.ringlock.consent.HeldText;
import dev.ringlock.message.Message;
import dev.ringlock.phone.NumberIds;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.provider.InboundMessage;
import dev.ringlock.reply.Reply;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * A message that has arrived, and what was read in it.
 *
 * @param ids that may stand for the number
 * @param at when it was received here
 */
public record ReceivedMessage(InboundMessage message, Reply reply, PhoneNumber number, NumberIds ids, Instant at) {

    /** A yes counts from the earlier of the provider's time and its receipt. A no counts from its receipt. */
    public Instant yesAt() {
        Instant sentAt = message.sentAt();
        return sentAt != null && sentAt.isBefore(at) ? sentAt : at;
    }

    /** An answer with that text, from the sender that the message came to. */
    public Message answer(String text) {
        return new Message(message.to(), number, text);
    }

    /** What staff need to decide on it. */
    public HeldText text() {
        return HeldText.of(message.to(), message.provider().name(), message.text());
    }

    /** The fields of its ledger entry: how it was read and how it came, never the text and no person's number. */
    public Map<String, String> details() {
        Map<String, String> details = new TreeMap<>();
        details.put("reading", reply.reading().id());
        details.put("provider", message.provider().name());
        details.put("message_id", LedgerId.of(message.id(), message.from()));
        details.put("received_at", at.toString());
        Instant sentAt = message.sentAt();
        if (sentAt != null) {
            details.put("provider_time", sentAt.toString());
        }
        return details;
    }

    /** Masked: a record would print the number and the text. */
    @Override
    public String toString() {
        return "Received[" + ids.first() + "]";
    }
}
