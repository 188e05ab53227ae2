package dev.ringlock.provider.vonage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.provider.Account;
import dev.ringlock.provider.JsonSenderContract;
import org.junit.jupiter.api.Test;

class VonageSenderTest extends JsonSenderContract {

    VonageSenderTest() {
        super(
                "vonage",
                "{\"apiKey\": \"abcd1234\", \"apiSecret\": \"" + SECRET + "\"}",
                "{\"message_uuid\": \"aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab\"}");
    }

    @Override
    protected String path() {
        return "/v1/messages";
    }

    @Override
    protected String authorization() {
        return Account.basic("abcd1234", SECRET);
    }

    @Override
    protected Arrived read(JsonNode document) {
        assertEquals("text", document.path("message_type").asText());
        assertEquals("sms", document.path("channel").asText());
        return new Arrived(
                plus(document.path("from")),
                plus(document.path("to")),
                document.path("text").textValue());
    }

    @Test
    void theEndOfTheErrorsAddressIsItsCode() {
        assertEquals(
                "the provider answered 422, 1150",
                refusal(
                        422,
                        "{\"type\": \"https://developer.vonage.com/api-errors/messages#1150\", \"title\": \"Invalid params\"}"));
    }
}
