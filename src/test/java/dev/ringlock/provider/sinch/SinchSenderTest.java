package dev.ringlock.provider.sinch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.provider.JsonSenderContract;
import org.junit.jupiter.api.Test;

class SinchSenderTest extends JsonSenderContract {

    SinchSenderTest() {
        super(
                "sinch",
                "{\"servicePlanId\": \"plan_of-the-tests\", \"apiToken\": \"" + SECRET + "\"}",
                "{\"id\": \"01FC66621XXXXX119Z8PMV1QPQ\", \"to\": [\"12025550123\"]}");
    }

    @Override
    protected String path() {
        return "/xms/v1/plan_of-the-tests/batches";
    }

    @Override
    protected String authorization() {
        return "Bearer " + SECRET;
    }

    @Override
    protected Arrived read(JsonNode document) {
        assertEquals(1, document.path("to").size());
        return new Arrived(
                plus(document.path("from")),
                plus(document.path("to").path(0)),
                document.path("body").textValue());
    }

    @Test
    void theCodeIsTold() {
        assertEquals(
                "the provider answered 403, missing_callback_url",
                refusal(403, "{\"code\": \"missing_callback_url\", \"text\": \"Requested delivery report\"}"));
    }
}
