package dev.ringlock.inbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.edge.Json;
import dev.ringlock.edge.Refusal;
import dev.ringlock.edge.RefusedException;
import dev.ringlock.edge.webhook.Verified;
import dev.ringlock.edge.webhook.Verifieds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What providers send, by their documentation; docs/providers.md says what of it is not confirmed. */
class FormatsTest {

    private static final String TWILIO =
            "MessageSid=SM00000000000000000000000000000000&SmsSid=SM00000000000000000000000000000000&SmsMessageSid=SM00000000000000000000000000000000&AccountSid=AC00"
                    + "&MessagingServiceSid=MG00&From=%2B12025550123&To=%2B12025550100&Body=Stop%2C+please+%F0%9F%99%8F"
                    + "&NumMedia=0&NumSegments=1&SmsStatus=received";
    private static final String EUM = "{\"originationNumber\":\"+12025550182\",\"destinationNumber\":\"+12025550101\","
            + "\"messageKeyword\":\"JOIN\",\"messageBody\":\"EXAMPLE\","
            + "\"inboundMessageId\":\"cae173d2-66b9-564c-8309-21f858e9fb84\","
            + "\"previousPublishedMessageId\":\"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\"}";
    private static final String VONAGE = "{\"to\":\"12025550199\",\"from\":\"12025550123\",\"channel\":\"sms\","
            + "\"message_uuid\":\"aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab\",\"timestamp\":\"2025-02-03T12:14:25Z\","
            + "\"usage\":{\"price\":\"0.0333\",\"currency\":\"EUR\"},\"message_type\":\"text\",\"text\":\"STOP\","
            + "\"sms\":{\"num_messages\":\"1\",\"keyword\":\"STOP\"}}";
    private static final String TELNYX = "{\"data\":{\"event_type\":\"message.received\",\"id\":\"ev-1\","
            + "\"occurred_at\":\"2025-02-03T12:14:25.000Z\",\"payload\":{\"direction\":\"inbound\","
            + "\"from\":{\"phone_number\":\"+12025550123\"},\"id\":\"msg-1\",\"text\":\"STOP\","
            + "\"to\":[{\"phone_number\":\"+12025550199\"}],\"type\":\"SMS\"},\"record_type\":\"event\"}}";
    private static final String SINCH = "{\"type\":\"mo_text\",\"id\":\"01XXXXX21XXXXX119Z8P1XXXXX\","
            + "\"from\":\"12025550123\",\"to\":\"12025550199\",\"body\":\"STOP\",\"operator_id\":\"string\","
            + "\"received_at\":\"2025-02-03T12:14:25.123Z\",\"sent_at\":\"2025-02-03T12:14:20Z\"}";
    private static final String INFOBIP =
            "{\"results\":[{\"messageId\":\"817790313235066447\",\"from\":\"12025550123\","
                    + "\"to\":\"12025550199\",\"text\":\"QUIZ Correct answer\",\"cleanText\":\"Correct answer\","
                    + "\"keyword\":\"QUIZ\",\"receivedAt\":\"2025-02-03T12:14:25.000+0000\",\"smsCount\":1,"
                    + "\"price\":{\"pricePerMessage\":0,\"currency\":\"EUR\"},\"callbackData\":\"x\"}],"
                    + "\"messageCount\":1,\"pendingMessageCount\":0}";
    private static final String GENERIC = "{\"type\":\"sms.received\",\"timestamp\":\"2025-02-03T12:14:25Z\","
            + "\"data\":{\"from\":\"+12025550123\",\"to\":\"+12025550199\",\"text\":\"STOP\"}}";
    private static final Instant AT = Instant.parse("2025-02-03T12:14:25Z");

    private static String sns(String message) {
        return Json.write(Map.of("Type", "Notification", "Message", message, "Timestamp", AT.toString()));
    }

    private static InboundMessage one(Verified webhook) {
        List<InboundMessage> messages = Formats.read(webhook);
        assertEquals(1, messages.size());
        return messages.get(0);
    }

    private static void assertNone(Verified webhook) {
        assertEquals(List.of(), Formats.read(webhook));
    }

    private static void assertNotUnderstood(Verified webhook) {
        Refusal refusal = assertThrows(RefusedException.class, () -> Formats.read(webhook))
                .refusal();
        assertInstanceOf(Refusal.Malformed.class, refusal);
    }

    @Test
    void twilios() {
        assertEquals(
                new InboundMessage(
                        "twilio",
                        "SM00000000000000000000000000000000",
                        "+12025550123",
                        "+12025550100",
                        "Stop, please \uD83D\uDE4F",
                        null,
                        null,
                        "0/proof",
                        true),
                one(Verifieds.form("twilio", TWILIO)));
        assertEquals(
                "STOP",
                one(Verifieds.form("twilio", TWILIO + "&OptOutType=STOP")).providersReading());
        assertEquals(
                "whatsapp:+12025550123",
                one(Verifieds.form("twilio", TWILIO.replace("From=", "From=whatsapp%3A")))
                        .from());
        assertNone(Verifieds.form("twilio", TWILIO + "&MessageStatus=delivered"));
        for (String arrived : List.of("", "received", "receiving")) {
            one(Verifieds.form("twilio", TWILIO + "&MessageStatus=" + arrived));
        }
        assertNone(Verifieds.form("twilio", TWILIO.replace("SmsStatus=received", "SmsStatus=sent")));
        assertNone(Verifieds.form(
                "twilio", TWILIO.replace("NumMedia=0", "NumMedia=1").replaceAll("Body=[^&]+", "Body=")));
        assertNotUnderstood(Verifieds.form("twilio", TWILIO.replace("Body=", "Other=")));
        assertNotUnderstood(Verifieds.form("twilio", TWILIO.replace("From=", "Other=")));
        assertNotUnderstood(Verifieds.form("twilio", ""));
    }

    @Test
    void awsEndUserMessagings() {
        assertEquals(
                new InboundMessage(
                        "aws",
                        "cae173d2-66b9-564c-8309-21f858e9fb84",
                        "+12025550182",
                        "+12025550101",
                        "EXAMPLE",
                        AT,
                        null,
                        "0/proof",
                        true),
                one(Verifieds.json("aws", sns(EUM))));
        assertNone(Verifieds.json("aws", sns(EUM).replace("\"Notification\"", "\"SubscriptionConfirmation\"")));
        assertNone(Verifieds.json("aws", sns("{\"eventType\":\"TEXT_DELIVERED\",\"messageId\":\"1\"}")));
        assertNotUnderstood(Verifieds.json("aws", sns("{\"originationNumber\":\"+12025550182\"}")));
        assertNotUnderstood(Verifieds.json("aws", sns("a test from the console")));
    }

    @Test
    void ours() {
        assertEquals(
                new InboundMessage(
                        "generic", "msg_1", "+12025550123", "+12025550199", "STOP", AT, null, "0/proof", true),
                one(Verifieds.generic("msg_1", GENERIC)));
        assertNone(Verifieds.generic("msg_1", GENERIC.replace("sms.received", "sms.delivered")));
        assertNotUnderstood(Verifieds.generic("msg_1", "{\"type\":\"sms.received\",\"data\":{\"text\":\"STOP\"}}"));
        assertNotUnderstood(Verifieds.generic("msg_1", "{}"));
    }

    @Test
    void vonages() {
        assertEquals(
                new InboundMessage(
                        "vonage",
                        "aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab",
                        "12025550123",
                        "12025550199",
                        "STOP",
                        AT,
                        null,
                        "0/proof",
                        true),
                one(Verifieds.json("vonage", VONAGE)));
        assertNone(Verifieds.json("vonage", VONAGE.replace("\"text\",\"text\"", "\"image\",\"caption\"")));
        assertNone(Verifieds.json("vonage", "{\"message_uuid\":\"1\",\"status\":\"delivered\"}"));
        assertNotUnderstood(Verifieds.json("vonage", "{\"message_uuid\":\"1\"}"));
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
        assertEquals(from, one(Verifieds.json("vonage", body)).from());
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
        assertEquals("STOP", one(Verifieds.json("vonage", body)).text());
    }

    @Test
    void aVonageMessageWithoutWordsIsCountedAsUnread() {
        List<String> logged = new ArrayList<>();
        Handler handler = new Lines(logged);
        Logger.getLogger("ringlock").addHandler(handler);
        try {
            assertNone(Verifieds.json("vonage", VONAGE.replace("\"text\",\"text\":\"STOP\"", "\"location\"")));
        } finally {
            Logger.getLogger("ringlock").removeHandler(handler);
        }
        assertEquals(List.of("inbound: {unread=1.0}"), logged);
    }

    @Test
    void telnyxs() {
        assertEquals(
                new InboundMessage(
                        "telnyx", "msg-1", "+12025550123", "+12025550199", "STOP", AT, null, "0/proof", true),
                one(Verifieds.json("telnyx", TELNYX)));
        assertNone(Verifieds.json("telnyx", TELNYX.replace("message.received", "message.sent")));
        assertNone(Verifieds.json("telnyx", TELNYX.replace("message.received", "message.finalized")));
        assertNone(Verifieds.json("telnyx", TELNYX.replace("\"STOP\"", "null")));
        assertNotUnderstood(Verifieds.json("telnyx", "{\"data\":{}}"));
    }

    @Test
    void plivos() {
        String plivo =
                "From=12025550123&To=12025550199&Text=STOP&Type=sms&MessageUUID=db3ce55a-7f1d-41e1-8ea7-1231380bc196";
        assertEquals(
                new InboundMessage(
                        "plivo",
                        "db3ce55a-7f1d-41e1-8ea7-1231380bc196",
                        "12025550123",
                        "12025550199",
                        "STOP",
                        null,
                        null,
                        "0/proof",
                        true),
                one(Verifieds.form("plivo", plivo)));
        assertEquals(
                "STOP", one(Verifieds.form("plivo", plivo + "&Status=received")).text());
        assertNone(Verifieds.form("plivo", "From=12025550199&To=12025550123&MessageUUID=1&Status=delivered"));
        assertNone(Verifieds.form(
                "plivo", "From=12025550123&To=12025550199&Type=mms&MessageUUID=db3ce55a-7f1d-41e1-8ea7-1231380bc196"));
        assertNotUnderstood(Verifieds.form("plivo", "From=12025550123&To=12025550199"));
    }

    @Test
    void sinchs() {
        assertEquals(
                new InboundMessage(
                        "sinch",
                        "01XXXXX21XXXXX119Z8P1XXXXX",
                        "12025550123",
                        "12025550199",
                        "STOP",
                        AT.plusMillis(123),
                        null,
                        "0/proof",
                        true),
                one(Verifieds.json("sinch", SINCH)));
        assertNone(Verifieds.json("sinch", "{\"type\":\"recipient_delivery_report_sms\",\"status\":\"Delivered\"}"));
        assertNone(Verifieds.json("sinch", SINCH.replace("mo_text", "mo_binary")));
        assertNotUnderstood(Verifieds.json("sinch", "{}"));
    }

    @Test
    void messageBirdsInAFormOrAsJson() {
        InboundMessage expected = new InboundMessage(
                "messagebird", "id-1", "12025550123", "12025550199", "STOP", null, null, "0/proof", true);
        assertEquals(
                expected,
                one(Verifieds.form("messagebird", "id=id-1&originator=12025550123&recipient=12025550199&body=STOP")));
        assertEquals(
                expected,
                one(Verifieds.json(
                        "messagebird",
                        "{\"id\":\"id-1\",\"originator\":\"12025550123\",\"recipient\":12025550199,"
                                + "\"payload\":\"STOP\"}")));
        assertNone(Verifieds.form("messagebird", "id=id-1&recipient=12025550199&status=delivered"));
        assertNotUnderstood(Verifieds.json("messagebird", "{\"id\":\"id-1\"}"));
    }

    @Test
    void infobipsWhichComeSeveralAtATime() {
        InboundMessage message = one(Verifieds.json("infobip", INFOBIP));
        assertEquals(
                new InboundMessage(
                        "infobip",
                        "817790313235066447",
                        "12025550123",
                        "12025550199",
                        "QUIZ Correct answer",
                        AT,
                        null,
                        "0/proof",
                        true),
                message);
        String result = INFOBIP.substring(INFOBIP.indexOf("[") + 1, INFOBIP.indexOf("]"));
        assertEquals(
                2,
                Formats.read(Verifieds.json(
                                "infobip", "{\"results\":[" + result + ",{\"text\":\"?\"}," + result + "]}"))
                        .size());
        assertNone(Verifieds.json("infobip", "{\"results\":[]}"));
        assertNone(Verifieds.json("infobip", "{\"results\":[{\"messageId\":\"1\",\"status\":{\"name\":\"SENT\"}}]}"));
        assertNotUnderstood(Verifieds.json("infobip", "{\"results\":[{\"text\":\"STOP\"}]}"));
        assertNotUnderstood(Verifieds.json("infobip", "{}"));
    }

    static Stream<String> jsonProviders() {
        return Stream.of("aws", "generic", "vonage", "telnyx", "sinch", "infobip", "messagebird");
    }

    @ParameterizedTest
    @MethodSource("jsonProviders")
    void whatIsNoJsonIsRefusedAsThat(String provider) {
        for (String body : List.of("", "{", "[]", "\"\"", "null", "{\"a\":1}{")) {
            RefusedException refused =
                    assertThrows(RefusedException.class, () -> Formats.read(Verifieds.json(provider, body)));
            assertInstanceOf(Refusal.Malformed.class, refused.refusal());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\":{}}", "{\"type\":[]}", "{\"data\":5}", "{\"results\":{}}", "{\"results\":[7]}"})
    void oddShapesAreRefusedAndNeverFail(String body) {
        jsonProviders()
                .forEach(provider ->
                        assertThrows(RefusedException.class, () -> Formats.read(Verifieds.json(provider, body))));
    }

    @Test
    void whatHasNoIdIsToldApartFromEverythingElse() {
        Verified webhook = Verifieds.json("telnyx", TELNYX.replace("\"id\":\"msg-1\",", ""));
        Set<String> ids = Set.of(one(webhook).id(), one(webhook).id());
        assertEquals(2, ids.size());
        assertFalse(ids.contains(""));
    }

    @Test
    void aTimeThatIsNoneDoesNotLoseTheMessage() {
        InboundMessage message = one(Verifieds.json("vonage", VONAGE.replace("2025-02-03T12:14:25Z", "yesterday")));
        assertEquals("STOP", message.text());
        assertTrue(message.sentAt() == null);
    }

    @Test
    void aMessageDoesNotPrintItself() {
        assertEquals(
                "InboundMessage[vonage]", one(Verifieds.json("vonage", VONAGE)).toString());
    }
}
