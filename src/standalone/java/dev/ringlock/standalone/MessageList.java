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
 * Demo mode's {@link MessageSender}: the newest 1,000 messages, in memory. Nothing leaves the machine. The demo's pages
 * show what a person would get.
 */
@Singleton
@Typed(MessageList.class)
final class MessageList implements MessageSender {

    static final int MOST = 1_000;

    /** A message for the demo's pages. */
    record SentMessage(String from, String to, String text, Instant at) {

        @Override
        public String toString() {
            return "SentMessage[at=" + at + "]";
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
        // sending makes no request either
    }

    /** The messages to that number, oldest first. */
    synchronized List<SentMessage> to(String e164) {
        return newest.stream().filter(sent -> sent.to().equals(e164)).toList();
    }
}
