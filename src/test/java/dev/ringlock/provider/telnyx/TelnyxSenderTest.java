package dev.ringlock.provider.telnyx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.provider.JsonSenderContract;
import org.junit.jupiter.api.Test;

class TelnyxSenderTest extends JsonSenderContract {

    TelnyxSenderTest() {
        super(
                "telnyx",
                "{\"apiKey\": \"" + SECRET + "\"}",
                "{\"data\": {\"id\": \"b0c7e8cb-6227-4c74-9f32-c7f80c30934b\"}}");
    }

    @Override
    protected String path() {
        return "/v2/messages";
    }

    @Override
    protected String authorization() {
        return "Bearer " + SECRET;
    }

    @Override
    protected Arrived read(JsonNode document) {
        return new Arrived(
                document.path("from").textValue(),
                document.path("to").textValue(),
                document.path("text").textValue());
    }

    @Test
    void theFirstErrorsCodeIsTold() {
        assertEquals(
                "the provider answered 400, 40310",
                refusal(400, "{\"errors\": [{\"code\": \"40310\", \"title\": \"Invalid 'to' address\"}]}"));
    }
}
