package dev.ringlock.message;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Keeps what was sent, for tests to read; it can be broken. */
public final class SentMessages implements MessageSender {

    private final List<Message> sent = Collections.synchronizedList(new ArrayList<>());
    private final List<String> calls;
    private volatile boolean broken;

    /** @param calls where each call is noted, one that sends and one that does not alike */
    public SentMessages(List<String> calls) {
        this.calls = calls;
    }

    @Override
    public void send(Message message) {
        calls.add("message");
        if (broken) {
            throw new MessageNotSentException("broken");
        }
        sent.add(message);
    }

    @Override
    public void rehearse(Message message) {
        calls.add("message");
    }

    public void breakDown() {
        broken = true;
    }

    /** What was sent since the last time it was asked. */
    public List<Message> take() {
        List<Message> taken = List.copyOf(sent);
        sent.clear();
        return taken;
    }
}
