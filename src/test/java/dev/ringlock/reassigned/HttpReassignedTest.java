package dev.ringlock.reassigned;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import dev.ringlock.message.ProviderStandIn;
import dev.ringlock.message.ProviderStandIn.ProviderRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On a server of the owner's that keeps the protocol, and one that does not. */
class HttpReassignedTest extends ReassignedNumbersContract {

    private static final String SECRET = "made-up-secret-of-the-tests";
    private static final JsonMapper JSON = new JsonMapper();
    /** Far more than a call may take: no test depends on how long it does take. */
    private static final Duration NEVER = Duration.ofSeconds(60);

    private final ProviderStandIn server = ProviderStandIn.start(this::keepTheProtocol);
    private final ReassignedNumbers numbers = HttpReassigned.at(server.uri() + "/reassigned", Optional.of(SECRET));

    enum LookUpTrouble {
        AN_ERROR_OF_THEIRS(ProviderStandIn.answering(500, "{\"reassigned\":\"yes\"}")),
        TOO_MANY_REQUESTS(ProviderStandIn.answering(429, "")),
        WRONG_CREDENTIALS(ProviderStandIn.answering(401, "{\"reassigned\":\"no\"}")),
        ANOTHER_SUCCESS(ProviderStandIn.answering(202, "{\"reassigned\":\"no\"}")),
        ANOTHER_PROTOCOL(ProviderStandIn.answering(200, "<html>+12025550123")),
        HALF_A_DOCUMENT(ProviderStandIn.answering(200, "{\"reassigned\":\"yes\"")),
        AN_EMPTY_ANSWER(ProviderStandIn.answering(200, "")),
        NO_ANSWER_IN_IT(ProviderStandIn.answering(200, "{\"number\":\"+12025550123\"}")),
        ANOTHER_WORD(ProviderStandIn.answering(200, "{\"reassigned\":\"maybe\"}")),
        NO_TEXT(ProviderStandIn.answering(200, "{\"reassigned\":true}")),
        A_LIST(ProviderStandIn.answering(200, "[\"yes\"]")),
        ELSEWHERE(exchange -> {
            exchange.getResponseHeaders().set("Location", "/elsewhere?+12025550123");
            exchange.sendResponseHeaders(307, -1);
        }),
        A_LOST_ANSWER(exchange -> {}),
        HALF_AN_ANSWER(exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write("{\"reassigned\":".getBytes(StandardCharsets.US_ASCII));
            exchange.getResponseBody().flush();
        });

        private final ProviderStandIn.Behaviour behaviour;

        LookUpTrouble(ProviderStandIn.Behaviour behaviour) {
            this.behaviour = behaviour;
        }
    }

    @Override
    ReassignedNumbers numbers() {
        return numbers;
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void theQuestionIsAPostWithTheNumberInItsBodyOnly() throws IOException {
        numbers.ask(GIVEN_UP, DAY);
        ProviderRequest asked = server.asked().get(0);
        assertEquals("POST", asked.method());
        assertEquals("/reassigned", asked.path());
        assertEquals("application/json", asked.headers().get("content-type"));
        assertEquals("Bearer " + SECRET, asked.headers().get("authorization"));
        assertEquals(
                JSON.readTree("{\"number\":\"+12025550123\",\"since\":\"2026-01-31\"}"), JSON.readTree(asked.body()));
        assertFalse(asked.headers().toString().contains("2025550123"));
    }

    @Test
    void withoutASecretNoneIsSent() {
        HttpReassigned.at(server.uri().toString(), Optional.empty()).ask(GIVEN_UP, DAY);
        assertNull(server.asked().get(0).headers().get("authorization"));
    }

    @ParameterizedTest
    @EnumSource
    void everyOtherAnswerIsNone(LookUpTrouble trouble) {
        server.behave(trouble.behaviour);
        assertUnavailable();
        assertEquals(
                List.of("/reassigned"),
                server.asked().stream().map(ProviderRequest::path).toList());
    }

    @Test
    void nobodyWaitsForAnAnswerThatNeverComes() {
        server.behave(exchange -> server.stall());
        assertUnavailable();
    }

    @Test
    void nobodyWaitsForAnAnswerThatTrickles() {
        server.behave(exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            for (int i = 0; i < 1_000; i++) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
                server.stallFor(Duration.ofMillis(100));
            }
        });
        assertUnavailable();
    }

    @Test
    void whoIsInterruptedIsToldSoAndStaysInterrupted() {
        server.behave(exchange -> server.stall());
        Thread.currentThread().interrupt();
        assertThrows(ReassignedUnavailableException.class, () -> numbers.ask(GIVEN_UP, DAY));
        assertTrue(Thread.interrupted());
    }

    @Test
    void nobodyThereIsUnavailableToo() {
        server.close();
        assertUnavailable();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://numbers.example/reassigned",
                "ftp://numbers.example",
                "https://user:pw-of-the-user@numbers.example/",
                "https:///reassigned",
                "numbers.csv",
                "https://numbers.example/#there",
                "https://numbers example/"
            })
    void anAddressThatIsNotSafeIsRefusedAndNotRepeated(String address) {
        String told = assertThrows(
                        ReassignedMistakesException.class, () -> HttpReassigned.at(address, Optional.empty()))
                .getMessage();
        assertTrue(told.startsWith("the address has to be https:// and a host"), told);
        assertFalse(told.contains("numbers") || told.contains("pw-of"), told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "with a blank in the middle", "two-lines-of-it-\nare-a-header-more"})
    void aSecretThatCannotBeSentIsRefusedAndNotRepeated(String secret) {
        String told = assertThrows(
                        ReassignedMistakesException.class,
                        () -> HttpReassigned.at("https://numbers.example/", Optional.of(secret)))
                .getMessage();
        assertEquals("the secret has to be of 16 to 4096 characters without blanks", told);
    }

    @Test
    void theEndOfTheSecretsFileIsNoPartOfIt() {
        HttpReassigned.at(server.uri().toString(), Optional.of(SECRET + "\n")).ask(GIVEN_UP, DAY);
        assertEquals("Bearer " + SECRET, server.asked().get(0).headers().get("authorization"));
    }

    private void assertUnavailable() {
        ReassignedUnavailableException thrown = assertTimeoutPreemptively(
                NEVER, () -> assertThrows(ReassignedUnavailableException.class, () -> numbers.ask(GIVEN_UP, DAY)));
        assertNull(thrown.getCause());
        assertFalse(thrown.toString().contains("2025550123"), thrown.toString());
        assertFalse(thrown.toString().contains(SECRET), thrown.toString());
    }

    /** As docs/providers.md has it. */
    private void keepTheProtocol(HttpExchange exchange) throws IOException {
        JsonNode question =
                JSON.readTree(server.asked().get(server.asked().size() - 1).body());
        Map<String, Optional<LocalDate>> known =
                Map.of("+12025550123", Optional.of(DAY), "+12025550124", Optional.empty());
        Optional<LocalDate> day = known.get(question.path("number").asText());
        LocalDate since = LocalDate.parse(question.path("since").asText());
        String answer = day == null ? "no_data" : day.isPresent() && !day.get().isBefore(since) ? "yes" : "no";
        ProviderStandIn.answering(200, "{\"reassigned\":\"" + answer + "\",\"more\":1}")
                .answer(exchange);
    }
}
