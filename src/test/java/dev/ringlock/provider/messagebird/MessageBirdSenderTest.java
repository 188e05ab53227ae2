package dev.ringlock.provider.messagebird;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.provider.JsonSenderContract;
import org.junit.jupiter.api.Test;

class MessageBirdSenderTest extends JsonSenderContract {

    MessageBirdSenderTest() {
        super(
                "messagebird",
                "{\"accessKey\": \"" + SECRET + "\"}",
                "{\"id\": \"e8077d803532c0b5937c639b60216938\", \"recipients\": {\"totalCount\": 1}}");
    }

    @Override
    protected String path() {
        return "/messages";
    }

    @Override
    protected String authorization() {
        return "AccessKey " + SECRET;
    }

    @Override
    protected Arrived read(JsonNode document) {
        assertEquals("auto", document.path("datacoding").asText());
        assertEquals(1, document.path("recipients").size());
        return new Arrived(
                plus(document.path("originator")),
                plus(document.path("recipients").path(0)),
                document.path("body").textValue());
    }

    @Test
    void theFirstErrorsCodeIsTold() {
        assertEquals(
                "the provider answered 422, 9",
                refusal(422, "{\"errors\": [{\"code\": 9, \"description\": \"no (correct) recipients found\"}]}"));
    }
}
