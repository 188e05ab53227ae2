package dev.ringlock.provider.telnyx;

import static dev.ringlock.provider.EventAssertions.assertNone;
import static dev.ringlock.provider.EventAssertions.assertNotUnderstood;
import static dev.ringlock.provider.EventAssertions.assertReceipt;
import static dev.ringlock.provider.EventAssertions.message;
import static dev.ringlock.provider.EventAssertions.one;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.ringlock.provider.DeliveryOutcome;
import dev.ringlock.provider.InboundMessage;
import dev.ringlock.provider.VerifiedWebhook;
import dev.ringlock.provider.VerifiedWebhooks;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What it sends, by its documentation; docs/providers.md says what of it is not confirmed. */
class TelnyxTest {

    private static final String TELNYX = "{\"data\":{\"event_type\":\"message.received\",\"id\":\"ev-1\","
            + "\"occurred_at\":\"2025-02-03T12:14:25.000Z\",\"payload\":{\"direction\":\"inbound\","
            + "\"from\":{\"phone_number\":\"+12025550123\"},\"id\":\"msg-1\",\"text\":\"STOP\","
            + "\"to\":[{\"phone_number\":\"+12025550199\"}],\"type\":\"SMS\"},\"record_type\":\"event\"}}";

    private static final Instant AT = Instant.parse("2025-02-03T12:14:25Z");

    @Test
    void telnyxs() {
        assertEquals(
                message("telnyx", "msg-1", "+12025550123", "+12025550199", "STOP", AT, null, "0/proof", true),
                one(VerifiedWebhooks.json("telnyx", TELNYX)));
        assertNone(VerifiedWebhooks.json("telnyx", TELNYX.replace("message.received", "message.sent")));
        assertNone(VerifiedWebhooks.json("telnyx", TELNYX.replace("message.received", "message.finalized")));
        assertNone(VerifiedWebhooks.json("telnyx", TELNYX.replace("\"STOP\"", "null")));
        assertNotUnderstood(VerifiedWebhooks.json("telnyx", "{\"data\":{}}"));
    }

    @Test
    void whatHasNoIdIsToldApartFromEverythingElse() {
        VerifiedWebhook webhook = VerifiedWebhooks.json("telnyx", TELNYX.replace("\"id\":\"msg-1\",", ""));
        Set<String> ids = Set.of(one(webhook).id(), one(webhook).id());
        assertEquals(2, ids.size());
        assertFalse(ids.contains(""));
    }

    /** As receiving-rcs-webhooks of Telnyx's documentation has it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'text':'STOP'} | STOP | ''",
                "{'suggestion_response':{'text':'STOP','postback_data':'p-1'}} | STOP | p-1",
                "{'suggestion_response':{'postback_data':'STOP'}} | '' | STOP",
            })
    void aBodyOfRcsIsRead(String body, String text, String payload) {
        String rcs = TELNYX.replace("\"text\":\"STOP\"", "\"body\":" + body.replace('\'', '"'))
                .replace("[{\"phone_number\":\"+12025550199\"}]", "[{\"agent_id\":\"harbour_books\"}]")
                .replace("\"type\":\"SMS\"", "\"type\":\"RCS\"");
        InboundMessage read = one(VerifiedWebhooks.json("telnyx", rcs));
        assertEquals(text, read.text());
        assertEquals(payload, read.payload());
        assertEquals("+12025550123", read.from());
        assertEquals("harbour_books", read.to());
    }

    @Test
    void aPictureOfRcsHasNoWords() {
        assertNone(VerifiedWebhooks.json(
                "telnyx", TELNYX.replace("\"text\":\"STOP\"", "\"body\":{\"user_file\":{\"payload\":{}}}")));
    }

    @Test
    void anEventThatIsNotKnownIsNotUnderstood() {
        assertNotUnderstood(VerifiedWebhooks.json("telnyx", TELNYX.replace("message.received", "message.new")));
    }

    @Test
    void aReceiptHasTheMessagesIdAndItsState() {
        String sent = TELNYX.replace("message.received", "message.finalized");
        assertReceipt("msg-1", DeliveryOutcome.UNDERWAY, VerifiedWebhooks.json("telnyx", sent));
        assertReceipt(
                "msg-1",
                DeliveryOutcome.SOFT,
                VerifiedWebhooks.json("telnyx", sent.replace("550199\"", "550199\",\"status\":\"delivery_failed\"")));
    }
}
