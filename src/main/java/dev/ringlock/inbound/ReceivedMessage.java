package dev.ringlock.inbound;

import dev.ringlock.consent.HeldText;
import dev.ringlock.ledger.Sha256;
import dev.ringlock.message.Message;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.provider.InboundMessage;
import dev.ringlock.reply.Reply;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A message that has arrived, and what was read in it.
 *
 * @param ids of the number's contact, and after it of its older forms
 * @param at when it was received here
 */
record ReceivedMessage(InboundMessage message, Reply reply, PhoneNumber number, List<ContactId> ids, Instant at) {

    private static final Pattern PLAIN_ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
    private static final int TELLING_DIGITS = 7;

    /** A yes counts from the earlier of the provider's time and its receipt. A no counts from its receipt. */
    Instant yesAt() {
        Instant sentAt = message.sentAt();
        return sentAt != null && sentAt.isBefore(at) ? sentAt : at;
    }

    /** An answer with that text, from the sender that the message came to. */
    Message answer(String text) {
        return new Message(message.to(), number, text);
    }

    /** What staff need to decide on it. */
    HeldText text() {
        return HeldText.of(message.to(), message.provider().name(), message.text());
    }

    /** The fields of its ledger entry: how it was read and how it came, never the text and no person's number. */
    Map<String, String> details() {
        Map<String, String> details = new TreeMap<>();
        details.put("reading", reply.reading().id());
        details.put("provider", message.provider().name());
        details.put("message_id", messageId());
        details.put("received_at", at.toString());
        Instant sentAt = message.sentAt();
        if (sentAt != null) {
            details.put("provider_time", sentAt.toString());
        }
        return details;
    }

    /** The provider's id, or its hash if it is no plain id, or could hold the number. */
    private String messageId() {
        String digits = message.from().replaceAll("[^0-9]", "");
        String telling = digits.substring(Math.max(0, digits.length() - TELLING_DIGITS));
        boolean plain = PLAIN_ID.matcher(message.id()).matches()
                && !message.id().replaceAll("[^0-9]", "").contains(telling);
        return plain ? message.id() : "sha256:" + Sha256.hex(message.id());
    }

    /** Masked: a record would print the number and the text. */
    @Override
    public String toString() {
        return "Received[" + ids.get(0) + "]";
    }
}
