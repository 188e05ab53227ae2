package dev.ringlock.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.ringlock.TestClock;
import dev.ringlock.message.Message;
import dev.ringlock.message.MessageSender;
import dev.ringlock.message.MessageSenderContract;
import dev.ringlock.phone.PhoneNumber;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageListTest extends MessageSenderContract {

    private final TestClock clock = new TestClock();
    private final MessageList list = new MessageList(clock);

    @Override
    protected MessageSender sender() {
        return list;
    }

    @Override
    protected List<Arrived> arrived() {
        return list.to(TO).stream()
                .map(sent -> new Arrived(sent.from(), sent.to(), sent.text()))
                .toList();
    }

    /** It calls nobody. */
    @Override
    protected int calls() {
        return 0;
    }

    @Test
    void eachNumberHasItsOwnMessages() {
        list.send(message("one"));
        list.send(new Message(FROM, PhoneNumber.ofCanonical("+12025550124"), "two"));
        assertEquals(
                List.of(new MessageList.SentMessage(FROM, "+12025550124", "two", clock.instant())),
                list.to("+12025550124"));
        assertEquals(List.of(), list.to("+12025550125"));
    }

    @Test
    void theNewestThousandAreKept() {
        for (int i = 1; i <= MessageList.MOST + 1; i++) {
            list.send(message("message " + i));
        }
        assertEquals(MessageList.MOST, arrived().size());
        assertEquals("message 2", arrived().get(0).text());
    }

    @Test
    void aMessageInTheListDoesNotShowItself() {
        list.send(message("123456"));
        String shown = list.to(TO).toString();
        assertFalse(shown.contains("123456") || shown.contains("5550123"), shown);
    }
}
