package dev.ringlock.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.phone.PhoneNumber;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every sender keeps of the promise of {@link MessageSender}. */
public abstract class MessageSenderContract {

    protected static final String FROM = "+12025550100";
    protected static final String TO = "+12025550123";

    /** A message as it arrived. */
    public record Arrived(String from, String to, String text) {}

    /** The sender, the same each time it is asked for. */
    protected abstract MessageSender sender();

    /** The messages that the provider was given to send, in the order of arrival. */
    protected abstract List<Arrived> arrived();

    /** How often anybody was called. */
    protected abstract int calls();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Harbour Books: 123456 is your code.",
                "Fish & chips = 1 + 1; 100% \"sure\"? C:\\ #hash +plus",
                "Grüße, señor. Žluťoučký kůň. Ελληνικά. 日本語",
                "An emoji 📚, one of several parts 👩‍👩‍👧‍👦, a flag 🇩🇪",
                "One line\nand another\r\n\tand a third",
                " blanks at both ends "
            })
    void whatIsSentArrivesOnceAsItWas(String text) {
        sender().send(message(text));
        assertEquals(List.of(new Arrived(FROM, TO, text)), arrived());
    }

    @Test
    void eachMessageArrivesAndInTheirOrder() {
        sender().send(message("one"));
        sender().send(message("two"));
        sender().send(message("two"));
        assertEquals(
                List.of("one", "two", "two"),
                arrived().stream().map(Arrived::text).toList());
    }

    @Test
    void aRehearsalMakesAsManyCallsAndSendsNothing() {
        sender().send(message("a message"));
        int sending = calls();
        sender().rehearse(message("a rehearsal"));
        assertEquals(2 * sending, calls());
        assertEquals(1, arrived().size());
    }

    @Test
    void itsAddressHasNothingOfTheOwners() {
        sender().address().ifPresent(address -> {
            assertEquals("/", address.getRawPath());
            assertTrue(address.getRawUserInfo() == null && address.getRawQuery() == null, address::toString);
        });
    }

    @Test
    void aMessageDoesNotShowItself() {
        String shown = message("123456").toString();
        assertTrue(!shown.contains("123456") && !shown.contains(TO.substring(2)), shown);
    }

    protected static Message message(String text) {
        return new Message(FROM, PhoneNumber.ofCanonical(TO), text);
    }
}
