package dev.ringlock.message;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What senders keep that call a provider: whatever that does, one call, and one failure that tells nothing. */
public abstract class ProviderContract extends MessageSenderContract {

    private static final String TEXT = "Harbour Books: 987654 is your code.";

    /** Far more than a call may take: no test depends on how long it does take. */
    private static final Duration NEVER = Duration.ofSeconds(60);

    /** A provider's answer that repeats all that it must not be told again. */
    private static final String INDISCREET = "{\"code\":\"" + TO.substring(1) + "\",\"__type\":\"" + TEXT
            + "\",\"Reason\":\"" + TO + "\",\"message\":\"" + TO + " " + TEXT + "\"}";

    enum ProviderTrouble {
        AN_ERROR_OF_THEIRS(ProviderStandIn.answering(500, INDISCREET)),
        TOO_MANY_REQUESTS(ProviderStandIn.answering(429, INDISCREET)),
        A_REFUSAL(ProviderStandIn.answering(400, INDISCREET)),
        WRONG_CREDENTIALS(ProviderStandIn.answering(401, INDISCREET)),
        ANOTHER_PROTOCOL(ProviderStandIn.answering(200, "<html>" + TO + TEXT)),
        HALF_A_DOCUMENT(ProviderStandIn.answering(201, "{\"" + TO)),
        NO_ID(ProviderStandIn.answering(200, INDISCREET)),
        AN_EMPTY_ANSWER(ProviderStandIn.answering(200, "")),
        A_LIST(ProviderStandIn.answering(200, "[\"" + TO + "\"]")),
        AN_ID_OF_ANOTHER_KIND(ProviderStandIn.answering(200, "{\"sid\":{},\"MessageId\":1}")),
        ELSEWHERE(exchange -> {
            exchange.getResponseHeaders().set("Location", exchange.getRequestURI() + "?" + TO);
            exchange.sendResponseHeaders(307, -1);
        }),
        A_LOST_ANSWER(exchange -> {}),
        HALF_AN_ANSWER(exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write("{\"sid\":\"SM".getBytes(StandardCharsets.US_ASCII));
            exchange.getResponseBody().flush();
        });

        private final ProviderStandIn.Behaviour behaviour;

        ProviderTrouble(ProviderStandIn.Behaviour behaviour) {
            this.behaviour = behaviour;
        }
    }

    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord line) {
            if (line.getLevel().intValue() < Level.INFO.intValue()) {
                // the JDK tells headers below that; no deployment logs them, and a bare test's root logger does
                return;
            }
            logged.add(line.getMessage()
                    + List.of(line.getParameters() == null ? new Object[0] : line.getParameters())
                    + line.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    protected abstract ProviderStandIn provider();

    /** What the sender proves with who it is. */
    protected abstract String secret();

    @Override
    protected int calls() {
        return provider().asked().size();
    }

    /** As the packages log: from INFO on, whatever ran in this process before. */
    @BeforeEach
    void listen() {
        Logger.getLogger("").setLevel(Level.INFO);
        Logger.getLogger("").addHandler(listener);
    }

    @AfterEach
    void close() {
        Logger.getLogger("").removeHandler(listener);
        provider().close();
    }

    @ParameterizedTest
    @EnumSource
    void whateverTheProviderDoesItIsAskedOnceAndOneFailureTellsNothing(ProviderTrouble trouble) {
        provider().behave(trouble.behaviour);
        assertNotSent();
        assertEquals(1, calls());
    }

    @ParameterizedTest
    @EnumSource
    void aRehearsalNeverFails(ProviderTrouble trouble) {
        provider().behave(trouble.behaviour);
        assertDoesNotThrow(() -> sender().rehearse(message(TEXT)));
        assertEquals(List.of(), arrived());
    }

    @Test
    void nobodyWaitsForAnAnswerThatNeverComes() {
        provider().behave(exchange -> provider().stall());
        assertNotSent();
        assertEquals(1, calls());
        assertTimeoutPreemptively(NEVER, () -> sender().rehearse(message(TEXT)));
    }

    @Test
    void nobodyWaitsForTheRestOfAnAnswer() {
        provider().behave(exchange -> {
            exchange.sendResponseHeaders(201, 1_000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            provider().stall();
        });
        assertNotSent();
        assertEquals(1, calls());
    }

    @Test
    void nobodyWaitsForAnAnswerThatTrickles() {
        provider().behave(exchange -> {
            exchange.sendResponseHeaders(201, 1_000_000);
            for (int i = 0; i < 1_000; i++) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
                provider().stallFor(Duration.ofMillis(100));
            }
        });
        assertNotSent();
        assertEquals(1, calls());
    }

    @Test
    void whoIsInterruptedIsToldSoAndStaysInterrupted() {
        provider().behave(exchange -> provider().stall());
        Thread.currentThread().interrupt();
        assertThrows(MessageNotSentException.class, () -> sender().send(message(TEXT)));
        assertTrue(Thread.interrupted());
    }

    @Test
    void nobodyThereIsOneFailureToo() {
        provider().close();
        assertNotSent();
        assertDoesNotThrow(() -> sender().rehearse(message(TEXT)));
    }

    @Test
    void aLostAnswerAfterAGoodOneIsNotTriedAgainEither() {
        sender().send(message("one"));
        provider().behave(ProviderTrouble.A_LOST_ANSWER.behaviour);
        assertNotSent();
        assertEquals(2, calls());
    }

    private void assertNotSent() {
        MessageNotSentException thrown = assertTimeoutPreemptively(
                NEVER, () -> assertThrows(MessageNotSentException.class, () -> sender().send(message(TEXT))));
        assertNull(thrown.getCause());
        assertEquals(0, thrown.getSuppressed().length);
        assertTellsNothing(thrown.toString());
        logged.forEach(this::assertTellsNothing);
    }

    private void assertTellsNothing(String shown) {
        for (String secret : List.of(TO.substring(1), "5550123", "987654", "Harbour", secret())) {
            assertFalse(shown.contains(secret), shown);
        }
    }
}
