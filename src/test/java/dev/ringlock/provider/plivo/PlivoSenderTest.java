package dev.ringlock.provider.plivo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.provider.Account;
import dev.ringlock.provider.JsonSenderContract;
import org.junit.jupiter.api.Test;

class PlivoSenderTest extends JsonSenderContract {

    PlivoSenderTest() {
        super(
                "plivo",
                "{\"authId\": \"MA0123456789ABCDEFGH\", \"authToken\": \"" + SECRET + "\"}",
                "{\"message\": \"message(s) queued\", \"message_uuid\": [\"db3ce55a-7f1d-11e1-8ea7-1231380bc196\"]}");
    }

    @Override
    protected String path() {
        return "/v1/Account/MA0123456789ABCDEFGH/Message/";
    }

    @Override
    protected String authorization() {
        return Account.basic("MA0123456789ABCDEFGH", SECRET);
    }

    @Override
    protected Arrived read(JsonNode document) {
        return new Arrived(
                document.path("src").textValue(),
                document.path("dst").textValue(),
                document.path("text").textValue());
    }

    @Test
    void aRefusalHasNoCode() {
        assertEquals("the provider answered 400", refusal(400, "{\"error\": \"dst is a mandatory parameter\"}"));
    }
}
