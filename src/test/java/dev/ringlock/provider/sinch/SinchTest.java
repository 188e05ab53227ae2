package dev.ringlock.provider.sinch;

import static dev.ringlock.provider.EventAssertions.assertNone;
import static dev.ringlock.provider.EventAssertions.assertNotUnderstood;
import static dev.ringlock.provider.EventAssertions.assertReceipt;
import static dev.ringlock.provider.EventAssertions.message;
import static dev.ringlock.provider.EventAssertions.one;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringlock.provider.DeliveryOutcome;
import dev.ringlock.provider.InboundMessage;
import dev.ringlock.provider.VerifiedWebhooks;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What it sends, by its documentation; docs/providers.md says what of it is not confirmed. */
class SinchTest {

    private static final String SINCH = "{\"type\":\"mo_text\",\"id\":\"01XXXXX21XXXXX119Z8P1XXXXX\","
            + "\"from\":\"12025550123\",\"to\":\"12025550199\",\"body\":\"STOP\",\"operator_id\":\"string\","
            + "\"received_at\":\"2025-02-03T12:14:25.123Z\",\"sent_at\":\"2025-02-03T12:14:20Z\"}";

    private static final Instant AT = Instant.parse("2025-02-03T12:14:25Z");

    @Test
    void sinchs() {
        assertEquals(
                message(
                        "sinch",
                        "01XXXXX21XXXXX119Z8P1XXXXX",
                        "12025550123",
                        "12025550199",
                        "STOP",
                        AT.plusMillis(123),
                        null,
                        "0/proof",
                        true),
                one(VerifiedWebhooks.json("sinch", SINCH)));
        assertNotUnderstood(VerifiedWebhooks.json(
                "sinch", "{\"type\":\"recipient_delivery_report_sms\",\"status\":\"Delivered\"}"));
        assertNone(VerifiedWebhooks.json("sinch", SINCH.replace("mo_text", "mo_binary")));
        assertNotUnderstood(VerifiedWebhooks.json("sinch", "{}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'message':'STOP','media':[{'url':'https://x','contentType':'image/png'}]} | STOP",
                "{'subject':'STOP','media':[]} | STOP",
                "\"STOP\" | STOP",
            })
    void thePictureOfTheSmsApiIsReadByItsWords(String body, String text) {
        String media = SINCH.replace("mo_text", "mo_media").replace("\"STOP\"", body.replace('\'', '"'));
        assertEquals(text, one(VerifiedWebhooks.json("sinch", media)).text());
        assertNone(VerifiedWebhooks.json(
                "sinch", SINCH.replace("mo_text", "mo_media").replace("\"STOP\"", "{\"media\":[]}")));
    }

    @Test
    void aPicturesSubjectAndMessageAreReadTogether() {
        String media = SINCH.replace("mo_text", "mo_media")
                .replace("\"STOP\"", "{\"subject\":\"STOP\",\"message\":\"thank you\"}");
        assertEquals(
                "STOP\nthank you", one(VerifiedWebhooks.json("sinch", media)).text());
    }

    private static final String CONVERSATION = """
            {"app_id": "01APP", "accepted_time": "2025-02-03T12:14:26Z", "event_time": "2025-02-03T12:14:25Z",
             "project_id": "p", "message": {"id": "01MESSAGE", "direction": "TO_APP",
             "contact_message": {"text_message": {"text": "STOP"}},
             "channel_identity": {"channel": "WHATSAPP", "identity": "12025550123", "app_id": "01APP"},
             "conversation_id": "01C", "contact_id": "01K", "accept_time": "2025-02-03T12:14:25Z",
             "sender_id": "12025550199"}}""";

    @Test
    void aMessageOfTheConversationApiIsRead() {
        assertEquals(
                message("sinch", "01MESSAGE", "whatsapp:12025550123", "12025550199", "STOP", AT, null, "0/proof", true),
                one(VerifiedWebhooks.json("sinch", CONVERSATION)));
        for (String channel : List.of("SMS", "MMS")) {
            assertEquals(
                    "12025550123",
                    one(VerifiedWebhooks.json("sinch", CONVERSATION.replace("WHATSAPP", channel)))
                            .from());
        }
        assertEquals(
                "messenger:12025550123",
                one(VerifiedWebhooks.json("sinch", CONVERSATION.replace("WHATSAPP", "MESSENGER")))
                        .from());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'media_card_message':{'url':'https://x','caption':'STOP'}} | STOP | ''",
                "{'choice_response_message':{'message_id':'1','postback_data':'STOP'}} | '' | STOP",
            })
    void theWordsOfAConversationAreReadWhereverTheyStand(String content, String text, String payload) {
        InboundMessage read = one(VerifiedWebhooks.json(
                "sinch", CONVERSATION.replace("{\"text_message\": {\"text\": \"STOP\"}}", content.replace('\'', '"'))));
        assertEquals(text, read.text());
        assertEquals(payload, read.payload());
    }

    @Test
    void whatElseTheConversationApiTellsIsNoMessage() {
        assertNone(VerifiedWebhooks.json(
                "sinch",
                CONVERSATION.replace(
                        "{\"text_message\": {\"text\": \"STOP\"}}", "{\"media_message\": {\"url\": \"https://x\"}}")));
        assertNone(VerifiedWebhooks.json("sinch", "{\"app_id\":\"1\",\"contact_create_notification\":{}}"));
        assertNotUnderstood(VerifiedWebhooks.json("sinch", CONVERSATION.replace("text_message", "hologram_message")));
        assertNotUnderstood(VerifiedWebhooks.json("sinch", "{\"app_id\":\"1\",\"opt_out_notification\":{}}"));
        assertReceipt(
                "01M",
                DeliveryOutcome.SOFT,
                VerifiedWebhooks.json(
                        "sinch", "{\"message_delivery_report\":{\"message_id\":\"01M\",\"status\":\"FAILED\"}}"));
    }

    @Test
    void aReceiptHasTheBatchesIdAndItsState() {
        assertReceipt(
                "01B",
                DeliveryOutcome.SUCCESS,
                VerifiedWebhooks.json(
                        "sinch",
                        "{\"type\":\"recipient_delivery_report_sms\",\"recipient\":\"12025550123\",\"batch_id\":\"01B\",\"status\":\"Delivered\"}"));
    }
}
