package dev.ringlock.provider.infobip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.provider.JsonSenderContract;
import org.junit.jupiter.api.Test;

class InfobipSenderTest extends JsonSenderContract {

    InfobipSenderTest() {
        super(
                "infobip",
                "{\"apiKey\": \"" + SECRET + "\"}",
                "{\"messages\": [{\"messageId\": \"2250be2d4219-3af1-78856-aabe\", \"status\": {\"groupId\": 1, \"groupName\": \"PENDING\", \"name\": \"PENDING_ACCEPTED\"}}]}");
    }

    @Override
    protected String path() {
        return "/sms/2/text/advanced";
    }

    @Override
    protected String authorization() {
        return "App " + SECRET;
    }

    @Override
    protected Arrived read(JsonNode document) {
        JsonNode one = document.path("messages").path(0);
        return new Arrived(
                plus(one.path("from")),
                plus(one.path("destinations").path(0).path("to")),
                one.path("text").textValue());
    }

    @Test
    void aRefusedRequestHasItsOwnCode() {
        assertEquals(
                "the provider answered 400, BAD_REQUEST",
                refusal(
                        400,
                        "{\"requestError\": {\"serviceException\": {\"messageId\": \"BAD_REQUEST\", \"text\": \"Bad request\"}}}"));
    }

    @Test
    void aMessageMayBeRefusedInAGoodAnswer() {
        assertEquals(
                "the provider answered 200, REJECTED_DESTINATION_NOT_REGISTERED",
                refusal(
                        200,
                        "{\"messages\": [{\"messageId\": \"2250be2d4219\", \"status\": {\"groupId\": 5, \"groupName\": \"REJECTED\", \"name\": \"REJECTED_DESTINATION_NOT_REGISTERED\"}}]}"));
    }
}
