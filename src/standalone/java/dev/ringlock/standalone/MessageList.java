package dev.ringlock.standalone;

import dev.ringlock.message.Message;
import dev.ringlock.message.MessageSender;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Demo mode's {@link MessageSender}: the newest 1,000 messages, in memory. Nothing leaves the machine, and who tries Ringlock
 * out reads here what a person would get.
 */
@Singleton
@Typed(MessageList.class)
final class MessageList implements MessageSender {

    static final int MOST = 1_000;

    /** A message as it is shown. */
    record SentMessage(String from, String to, String text, Instant at) {

        @Override
        public String toString() {
            return "Sent[at=" + at + "]";
        }
    }

    private final Clock clock;
    private final Deque<SentMessage> newest = new ArrayDeque<>();

    MessageList(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void send(Message message) {
        if (newest.size() == MOST) {
            newest.removeFirst();
        }
        newest.addLast(new SentMessage(message.from(), message.to().e164(), message.text(), clock.instant()));
    }

    @Override
    public void rehearse(Message message) {
        // nobody is called in sending either
    }

    /** What that number got, the oldest first. */
    synchronized List<SentMessage> to(String e164) {
        return newest.stream().filter(sent -> sent.to().equals(e164)).toList();
    }
}
