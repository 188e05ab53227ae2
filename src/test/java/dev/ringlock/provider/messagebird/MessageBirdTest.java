package dev.ringlock.provider.messagebird;

import static dev.ringlock.provider.EventAssertions.assertNone;
import static dev.ringlock.provider.EventAssertions.assertNotUnderstood;
import static dev.ringlock.provider.EventAssertions.message;
import static dev.ringlock.provider.EventAssertions.one;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringlock.provider.InboundMessage;
import dev.ringlock.provider.VerifiedWebhooks;
import org.junit.jupiter.api.Test;

/** What it sends, by its documentation; docs/providers.md says what of it is not confirmed. */
class MessageBirdTest {

    @Test
    void messageBirdsInAFormOrAsJson() {
        InboundMessage expected =
                message("messagebird", "id-1", "12025550123", "12025550199", "STOP", null, null, "0/proof", true);
        assertEquals(
                expected,
                one(VerifiedWebhooks.form(
                        "messagebird", "id=id-1&originator=12025550123&recipient=12025550199&body=STOP")));
        assertEquals(
                expected,
                one(VerifiedWebhooks.json(
                        "messagebird",
                        "{\"id\":\"id-1\",\"originator\":\"12025550123\",\"recipient\":12025550199,"
                                + "\"payload\":\"STOP\"}")));
        assertNone(VerifiedWebhooks.form("messagebird", "id=id-1&recipient=12025550199&status=delivered"));
        assertNotUnderstood(VerifiedWebhooks.json("messagebird", "{\"id\":\"id-1\"}"));
    }
}
