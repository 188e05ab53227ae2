package dev.ringlock.message;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ringlock.phone.PhoneNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SenderByProviderTest {

    private final List<String> done = new ArrayList<>();
    private final SenderByProvider sender = new SenderByProvider(
            Map.of("+12025550100", "twilio", "+12025550101", "aws", "+12025550102", "vonage"),
            Map.of("twilio", noting("twilio"), "aws", noting("aws")));

    @Test
    void theProviderThatCarriesTheNumberSends() {
        sender.send(from("+12025550101"));
        sender.rehearse(from("+12025550100"));
        assertEquals(List.of("aws sends", "twilio rehearses"), done);
    }

    @Test
    void nothingGoesOutThroughAProviderThatIsNotSetUp() {
        assertEquals(Set.of("vonage"), sender.missing());
        for (String number : List.of("+12025550102", "+12025550103")) {
            assertThrows(MessageNotSentException.class, () -> sender.send(from(number)));
            assertDoesNotThrow(() -> sender.rehearse(from(number)));
        }
        assertEquals(List.of(), done);
    }

    private MessageSender noting(String name) {
        return new MessageSender() {
            @Override
            public void send(Message message) {
                done.add(name + " sends");
            }

            @Override
            public void rehearse(Message message) {
                done.add(name + " rehearses");
            }
        };
    }

    private static Message from(String number) {
        return new Message(number, PhoneNumber.ofCanonical("+12025550123"), "text");
    }
}
