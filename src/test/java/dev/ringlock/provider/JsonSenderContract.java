package dev.ringlock.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringlock.message.MessageNotSentException;
import dev.ringlock.message.MessageSender;
import dev.ringlock.message.MessageSenderContract;
import dev.ringlock.message.ProviderStandIn;
import dev.ringlock.message.ProviderStandIn.ProviderRequest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The account, document and answer of each provider that takes JSON, by its documentation. {@link JsonSenderTest} tries
 * what all of them share: whatever such a provider does, one call and one failure.
 */
public abstract class JsonSenderContract extends MessageSenderContract {

    protected static final String SECRET = "made-up-secret-of-the-tests";
    private static final JsonMapper JSON = new JsonMapper();

    private final String name;
    private final ObjectNode settings;
    private final ProviderStandIn standIn;
    private final MessageSender sender;

    /**
     * @param name the provider's
     * @param account its part of the settings, without an address
     * @param accepted its answer to a message that it accepted
     */
    protected JsonSenderContract(String name, String account, String accepted) {
        this.name = name;
        this.standIn = ProviderStandIn.start(ProviderStandIn.answering(200, accepted));
        this.settings = (ObjectNode) json(account);
        this.sender = senderOf(settings.deepCopy().put("baseUrl", standIn.uri().toString()))
                .orElseThrow();
    }

    /** The path of its API that takes messages. */
    protected abstract String path();

    /** The header that says whose request it is. */
    protected abstract String authorization();

    /** The message in a document that the provider got. */
    protected abstract Arrived read(JsonNode document);

    /** A number that the provider gets without its plus. */
    protected static String plus(JsonNode number) {
        return "+" + number.textValue();
    }

    /** @return how the sender names the refusal with that answer */
    protected final String refusal(int status, String answer) {
        standIn.behave(ProviderStandIn.answering(status, answer));
        return assertThrows(MessageNotSentException.class, () -> sender.send(message("one")))
                .getMessage();
    }

    @AfterEach
    void close() {
        standIn.close();
    }

    @Override
    protected final int calls() {
        return standIn.asked().size();
    }

    @Override
    protected final MessageSender sender() {
        return sender;
    }

    @Override
    protected final List<Arrived> arrived() {
        return standIn.asked().stream()
                .map(asked -> json(asked.text()))
                .filter(document -> !document.isEmpty())
                .map(this::read)
                .toList();
    }

    @Test
    void everyRequestIsTheAccountsAndOfOneKind() {
        sender.send(message("one"));
        sender.rehearse(message("two"));
        for (ProviderRequest asked : standIn.asked()) {
            assertEquals("POST", asked.method());
            assertEquals(path(), asked.path());
            assertEquals(authorization(), asked.headers().get("authorization"));
            assertEquals("application/json", asked.headers().get("content-type"));
        }
    }

    @Test
    void aRehearsalNamesNobody() {
        sender.rehearse(message("a code"));
        assertEquals("{}", standIn.asked().get(0).text());
    }

    @Test
    void withoutAnAccountThereIsNoSender() {
        assertTrue(senderOf(json("{}")).isEmpty());
        assertTrue(senderOf(json("{\"secrets\": [\"of the webhooks\"]}")).isEmpty());
    }

    @Test
    void halfAnAccountIsAMistakeThatRepeatsNothing() {
        settings.fieldNames().forEachRemaining(field -> {
            ObjectNode half = settings.deepCopy().put("baseUrl", standIn.uri().toString());
            assertMistake(field, half.deepCopy().without(field));
            assertMistake(field, half.deepCopy().put(field, "has a blank"));
        });
        for (String base : List.of("http://elsewhere.example", "https://elsewhere.example/path", "no address")) {
            assertMistake("baseUrl", settings.deepCopy().put("baseUrl", base));
        }
    }

    private void assertMistake(String field, JsonNode wrong) {
        String told = assertThrows(IllegalArgumentException.class, () -> senderOf(wrong))
                .getMessage();
        assertTrue(told.startsWith("/" + name + "/" + field + " has to be "), told);
        assertFalse(told.contains(SECRET) || told.contains("elsewhere"), told);
    }

    private Optional<MessageSender> senderOf(JsonNode part) {
        return VerifiedWebhooks.provider(name).sender(part);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
