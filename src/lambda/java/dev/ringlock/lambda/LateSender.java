package dev.ringlock.lambda;

import dev.ringlock.message.Message;
import dev.ringlock.message.MessageNotSentException;
import dev.ringlock.message.MessageSender;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/** A sender that is set up when it is first needed. Until that succeeds nothing is sent, and nothing else fails. */
final class LateSender implements MessageSender {

    private final Supplier<MessageSender> maker;
    private volatile @Nullable MessageSender sender;

    LateSender(Supplier<MessageSender> maker) {
        this.maker = maker;
    }

    @Override
    public void send(Message message) {
        sender().send(message);
    }

    @Override
    public void rehearse(Message message) {
        try {
            sender().rehearse(message);
        } catch (MessageNotSentException e) {
            // as in send: the same requests, and nobody to report to
            return;
        }
    }

    private synchronized MessageSender sender() {
        MessageSender known = sender;
        if (known == null) {
            try {
                known = maker.get();
            } catch (SdkException | IllegalArgumentException e) {
                throw new MessageNotSentException("the providers' settings are not available or have mistakes");
            }
            sender = known;
        }
        return known;
    }
}
