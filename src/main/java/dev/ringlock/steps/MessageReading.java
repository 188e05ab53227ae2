package dev.ringlock.steps;

import dev.ringlock.provider.InboundMessage;
import dev.ringlock.reply.Reading;
import dev.ringlock.reply.Replies;
import dev.ringlock.reply.Reply;

/** The reading of a message: by its text, by the button that was pressed, or by the provider's own reading. */
final class MessageReading {

    private MessageReading() {}

    /** The provider's reading counts where ours finds nothing: the owner may have taught it words that we do not know. */
    static Reply of(Replies replies, InboundMessage message) {
        Reply ours = replies.read(message.text());
        boolean optOut = ours.reading() == Reading.OPT_OUT_EXACT || ours.reading() == Reading.OPT_OUT_INTENT;
        if (!optOut && replies.read(message.payload()).reading() == Reading.OPT_OUT_EXACT) {
            // the owner gave the button that name, whatever is written on it
            return replies.read(message.payload());
        }
        if ("STOP".equals(message.providersReading()) && !optOut) {
            return Reply.of(Reading.OPT_OUT_EXACT);
        }
        if (ours.reading() != Reading.NONE || ours.yes() || message.providersReading() == null) {
            return ours;
        }
        return switch (message.providersReading()) {
            case "START" -> Reply.of(Reading.OPT_IN);
            case "HELP" -> Reply.of(Reading.HELP);
            default -> ours;
        };
    }
}
