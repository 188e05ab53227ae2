package dev.ringlock.provider.vonage;

import static dev.ringlock.provider.EventAssertions.assertNone;
import static dev.ringlock.provider.EventAssertions.assertNotUnderstood;
import static dev.ringlock.provider.EventAssertions.assertReceipt;
import static dev.ringlock.provider.EventAssertions.message;
import static dev.ringlock.provider.EventAssertions.one;
import static dev.ringlock.provider.EventAssertions.only;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.provider.DeliveryOutcome;
import dev.ringlock.provider.InboundMessage;
import dev.ringlock.provider.Nothing;
import dev.ringlock.provider.VerifiedWebhooks;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What it sends, by its documentation; docs/providers.md says what of it is not confirmed. */
class VonageTest {

    private static final String VONAGE = "{\"to\":\"12025550199\",\"from\":\"12025550123\",\"channel\":\"sms\","
            + "\"message_uuid\":\"aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab\",\"timestamp\":\"2025-02-03T12:14:25Z\","
            + "\"usage\":{\"price\":\"0.0333\",\"currency\":\"EUR\"},\"message_type\":\"text\",\"text\":\"STOP\","
            + "\"sms\":{\"num_messages\":\"1\",\"keyword\":\"STOP\"}}";

    private static final Instant AT = Instant.parse("2025-02-03T12:14:25Z");

    @Test
    void vonages() {
        assertEquals(
                message(
                        "vonage",
                        "aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab",
                        "12025550123",
                        "12025550199",
                        "STOP",
                        AT,
                        null,
                        "0/proof",
                        true),
                one(VerifiedWebhooks.json("vonage", VONAGE)));
        assertNone(VerifiedWebhooks.json("vonage", VONAGE.replace("\"text\",\"text\"", "\"image\",\"caption\"")));
        assertNone(VerifiedWebhooks.json("vonage", "{\"message_uuid\":\"1\",\"status\":\"delivered\"}"));
        assertNotUnderstood(VerifiedWebhooks.json("vonage", "{\"message_uuid\":\"1\"}"));
    }

    @ParameterizedTest
    @CsvSource({
        "sms, 12025550123",
        "mms, 12025550123",
        "whatsapp, whatsapp:12025550123",
        "rcs, rcs:12025550123",
        "messenger, messenger:12025550123",
        "instagram, instagram:12025550123",
        "viber_service, viber_service:12025550123",
    })
    void aVonageSenderIsAPhoneOnlyOnAPhonesChannel(String channel, String from) {
        String body = VONAGE.replace("\"channel\":\"sms\"", "\"channel\":\"" + channel + "\"");
        assertEquals(from, one(VerifiedWebhooks.json("vonage", body)).from());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"message_type\":\"button\",\"button\":{\"payload\":\"1\",\"text\":\"STOP\"}",
                "\"message_type\":\"reply\",\"reply\":{\"id\":\"1\",\"title\":\"STOP\",\"description\":\"x\"}",
                "\"message_type\":\"image\",\"image\":{\"url\":\"https://x\",\"caption\":\"STOP\"}",
                "\"message_type\":\"video\",\"video\":{\"caption\":\"STOP\"}",
                "\"message_type\":\"file\",\"file\":{\"caption\":\"STOP\",\"name\":\"a.pdf\"}",
                "\"message_type\":\"image\",\"image\":{\"url\":\"https://x\"},\"text\":\"STOP\"",
            })
    void theWordsOfAVonageMessageAreReadWhereverTheyStand(String message) {
        String body = VONAGE.replace("\"message_type\":\"text\",\"text\":\"STOP\"", message);
        assertEquals("STOP", one(VerifiedWebhooks.json("vonage", body)).text());
    }

    @Test
    void aVonageMessageWithoutWordsIsKnownAsThat() {
        assertEquals(
                Nothing.WITHOUT_WORDS,
                only(VerifiedWebhooks.json("vonage", VONAGE.replace("\"text\",\"text\":\"STOP\"", "\"location\""))));
        assertNotUnderstood(
                VerifiedWebhooks.json("vonage", VONAGE.replace("\"text\",\"text\":\"STOP\"", "\"hologram\"")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'message_type':'button','button':{'payload':'STOP','text':'No thanks'} | No thanks | STOP",
                "'message_type':'button','button':{'payload':'STOP'} | `` | STOP",
                "'message_type':'reply','reply':{'id':'STOP','title':'No thanks'} | No thanks | STOP",
            })
    void aButtonsPayloadIsBesideItsText(String message, String text, String payload) {
        InboundMessage read = one(VerifiedWebhooks.json(
                "vonage", VONAGE.replace("\"message_type\":\"text\",\"text\":\"STOP\"", message.replace('\'', '"'))));
        assertEquals(text, read.text());
        assertEquals(payload, read.payload());
    }

    @Test
    void aReceiptHasTheMessagesIdAndItsState() {
        assertReceipt(
                "1",
                DeliveryOutcome.SUCCESS,
                VerifiedWebhooks.json("vonage", "{\"message_uuid\":\"1\",\"status\":\"delivered\"}"));
    }

    @Test
    void aTimeThatIsNoneDoesNotLoseTheMessage() {
        InboundMessage message =
                one(VerifiedWebhooks.json("vonage", VONAGE.replace("2025-02-03T12:14:25Z", "yesterday")));
        assertEquals("STOP", message.text());
        assertTrue(message.sentAt() == null);
    }

    @Test
    void aMessageDoesNotPrintItself() {
        assertEquals(
                "InboundMessage[vonage]",
                one(VerifiedWebhooks.json("vonage", VONAGE)).toString());
    }
}
