package dev.ringlock.inbound;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringlock.keys.Index;
import dev.ringlock.keys.TestKeys;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.Policy;
import dev.ringlock.policy.PolicyFile;
import dev.ringlock.provider.EventAssertions;
import dev.ringlock.provider.InboundMessage;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.ReceivedMessage;
import dev.ringlock.steps.ReceivedMessages;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is sent through the demo's inbox arrives as it was written, whoever is played. */
class PlayedProvidersTest {

    private static final Played PLAYED = new Played();
    private static final Policy POLICY = PolicyFile.read(Path.of("src/main/resources/policy/harbour-books.yaml"));
    private static final ReceivedMessages MESSAGES =
            new ReceivedMessages(POLICY, new Index(new TestKeys()), new Arrivals(PLAYED.clock));

    static Stream<String> providers() {
        return PLAYED.settings.providers().stream();
    }

    @ParameterizedTest
    @MethodSource("providers")
    void everyTextArrivesAsItWasSent(String provider) {
        for (String text :
                List.of("STOP", "Stop. Thank you", "arr\u00eat & <b> + = % \"\\ \uD83D\uDE4F", "a\nb", "a=b&c=d")) {
            InboundMessage message = EventAssertions.one(PLAYED.verify(provider, PLAYED.genuine(provider, text)));
            assertEquals(provider, message.provider().name());
            assertEquals(PLAYED.sms(text).id(), message.id());
            ReceivedMessage received = MESSAGES.of(message).orElseThrow();
            assertEquals(PhoneNumber.ofCanonical(Played.FROM), received.number());
            assertEquals(Played.TO, received.message().to());
            assertEquals(text, message.text());
        }
    }
}
