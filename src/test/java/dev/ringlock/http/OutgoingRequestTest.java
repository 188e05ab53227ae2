package dev.ringlock.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.message.ProviderStandIn;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutgoingRequestTest {

    private static final int MOST_BYTES = 10;
    private static final Duration LONG = Duration.ofMinutes(1);

    private final ProviderStandIn there = ProviderStandIn.start(ProviderStandIn.answering(200, "0123456789"));

    @AfterEach
    void close() {
        there.close();
    }

    private OutgoingRequest request(Duration deadline) {
        return new OutgoingRequest(there.uri(), Map.of(), deadline, MOST_BYTES);
    }

    @Test
    void anAnswerOfTheMostBytesIsWhole() throws NoAnswerException {
        assertEquals("0123456789", request(LONG).get().text());
    }

    @Test
    void aLongerAnswerIsNone() {
        there.behave(ProviderStandIn.answering(200, "0123456789x"));
        NoAnswerException thrown =
                assertThrows(NoAnswerException.class, () -> request(LONG).get());
        assertEquals("no answer from 127.0.0.1: AnswerTooLongException", thrown.getMessage());
        assertNull(thrown.getCause());
    }

    @Test
    void aRedirectIsAnAnswerAndNotFollowed() throws NoAnswerException {
        there.behave(exchange -> {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(302, -1);
        });
        assertEquals(302, request(LONG).get().status());
        assertEquals(1, there.asked().size());
    }

    @Test
    void anErrorsBodyIsRead() throws NoAnswerException {
        there.behave(ProviderStandIn.answering(500, "broken"));
        assertEquals("broken", request(LONG).post(new byte[0]).text());
    }

    @Test
    void aRequestIsGivenUpAtItsDeadline() {
        there.behave(exchange -> there.stall());
        NoAnswerException thrown = assertThrows(
                NoAnswerException.class, () -> request(Duration.ofMillis(200)).get());
        assertTrue(thrown.getMessage().startsWith("no answer from 127.0.0.1: "), thrown.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com/",
                "ftp://localhost/",
                "https://user:secret@example.com/",
                "https:///path",
                "file:///etc"
            })
    void anAddressThatOthersCanReadOnTheWayIsRefused(String address) {
        IllegalArgumentException thrown = assertThrows(
                IllegalArgumentException.class,
                () -> new OutgoingRequest(URI.create(address), Map.of(), LONG, MOST_BYTES));
        assertFalse(thrown.getMessage().contains("secret"));
    }
}
