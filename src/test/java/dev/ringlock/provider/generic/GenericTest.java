package dev.ringlock.provider.generic;

import static dev.ringlock.provider.EventAssertions.assertNone;
import static dev.ringlock.provider.EventAssertions.assertNotUnderstood;
import static dev.ringlock.provider.EventAssertions.message;
import static dev.ringlock.provider.EventAssertions.one;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringlock.provider.VerifiedWebhooks;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What it sends, by its documentation; docs/providers.md says what of it is not confirmed. */
class GenericTest {

    private static final String GENERIC = "{\"type\":\"sms.received\",\"timestamp\":\"2025-02-03T12:14:25Z\","
            + "\"data\":{\"from\":\"+12025550123\",\"to\":\"+12025550199\",\"text\":\"STOP\"}}";

    private static final Instant AT = Instant.parse("2025-02-03T12:14:25Z");

    @Test
    void ours() {
        assertEquals(
                message("generic", "msg_1", "+12025550123", "+12025550199", "STOP", AT, null, "0/proof", true),
                one(VerifiedWebhooks.generic("msg_1", GENERIC)));
        assertNone(VerifiedWebhooks.generic("msg_1", GENERIC.replace("sms.received", "sms.delivered")));
        assertNotUnderstood(
                VerifiedWebhooks.generic("msg_1", "{\"type\":\"sms.received\",\"data\":{\"text\":\"STOP\"}}"));
        assertNotUnderstood(VerifiedWebhooks.generic("msg_1", "{}"));
    }
}
