package dev.ringlock.inbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.http.Json;
import dev.ringlock.http.Problem;
import dev.ringlock.http.ProblemException;
import dev.ringlock.provider.VerifiedWebhook;
import dev.ringlock.provider.VerifiedWebhooks;
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

    private static InboundMessage one(VerifiedWebhook webhook) {
        List<InboundMessage> messages = Formats.read(webhook);
        assertEquals(1, messages.size());
        return messages.get(0);
    }

    private static void assertNone(VerifiedWebhook webhook) {
        assertEquals(List.of(), Formats.read(webhook));
    }

    private static void assertNotUnderstood(VerifiedWebhook webhook) {
        Problem refusal = assertThrows(ProblemException.class, () -> Formats.read(webhook))
                .refusal();
        assertInstanceOf(Problem.Malformed.class, refusal);
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
                one(VerifiedWebhooks.form("twilio", TWILIO)));
        assertEquals(
                "STOP",
                one(VerifiedWebhooks.form("twilio", TWILIO + "&OptOutType=STOP"))
                        .providersReading());
        assertEquals(
                "whatsapp:+12025550123",
                one(VerifiedWebhooks.form("twilio", TWILIO.replace("From=", "From=whatsapp%3A")))
                        .from());
        assertNone(VerifiedWebhooks.form("twilio", TWILIO + "&MessageStatus=delivered"));
        for (String arrived : List.of("", "received", "receiving")) {
            one(VerifiedWebhooks.form("twilio", TWILIO + "&MessageStatus=" + arrived));
        }
        assertNone(VerifiedWebhooks.form("twilio", TWILIO.replace("SmsStatus=received", "SmsStatus=sent")));
        assertNone(VerifiedWebhooks.form(
                "twilio", TWILIO.replace("NumMedia=0", "NumMedia=1").replaceAll("Body=[^&]+", "Body=")));
        assertNotUnderstood(VerifiedWebhooks.form("twilio", TWILIO.replace("Body=", "Other=")));
        assertNotUnderstood(VerifiedWebhooks.form("twilio", TWILIO.replace("From=", "Other=")));
        assertNotUnderstood(VerifiedWebhooks.form("twilio", ""));
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
                one(VerifiedWebhooks.json("aws", sns(EUM))));
        assertNone(VerifiedWebhooks.json("aws", sns(EUM).replace("\"Notification\"", "\"SubscriptionConfirmation\"")));
        assertNone(VerifiedWebhooks.json("aws", sns("{\"eventType\":\"TEXT_DELIVERED\",\"messageId\":\"1\"}")));
        assertNotUnderstood(VerifiedWebhooks.json("aws", sns("{\"originationNumber\":\"+12025550182\"}")));
        assertNotUnderstood(VerifiedWebhooks.json("aws", sns("a test from the console")));
    }

    @Test
    void ours() {
        assertEquals(
                new InboundMessage(
                        "generic", "msg_1", "+12025550123", "+12025550199", "STOP", AT, null, "0/proof", true),
                one(VerifiedWebhooks.generic("msg_1", GENERIC)));
        assertNone(VerifiedWebhooks.generic("msg_1", GENERIC.replace("sms.received", "sms.delivered")));
        assertNotUnderstood(
                VerifiedWebhooks.generic("msg_1", "{\"type\":\"sms.received\",\"data\":{\"text\":\"STOP\"}}"));
        assertNotUnderstood(VerifiedWebhooks.generic("msg_1", "{}"));
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
    void aVonageMessageWithoutWordsIsCountedAsUnread() {
        List<String> logged = new ArrayList<>();
        Handler handler = new InboundLines(logged);
        Logger.getLogger("ringlock").addHandler(handler);
        try {
            assertNone(VerifiedWebhooks.json("vonage", VONAGE.replace("\"text\",\"text\":\"STOP\"", "\"location\"")));
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
                one(VerifiedWebhooks.json("telnyx", TELNYX)));
        assertNone(VerifiedWebhooks.json("telnyx", TELNYX.replace("message.received", "message.sent")));
        assertNone(VerifiedWebhooks.json("telnyx", TELNYX.replace("message.received", "message.finalized")));
        assertNone(VerifiedWebhooks.json("telnyx", TELNYX.replace("\"STOP\"", "null")));
        assertNotUnderstood(VerifiedWebhooks.json("telnyx", "{\"data\":{}}"));
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
                one(VerifiedWebhooks.form("plivo", plivo)));
        assertEquals(
                "STOP",
                one(VerifiedWebhooks.form("plivo", plivo + "&Status=received")).text());
        assertNone(VerifiedWebhooks.form("plivo", "From=12025550199&To=12025550123&MessageUUID=1&Status=delivered"));
        assertNone(VerifiedWebhooks.form(
                "plivo", "From=12025550123&To=12025550199&Type=mms&MessageUUID=db3ce55a-7f1d-41e1-8ea7-1231380bc196"));
        assertNotUnderstood(VerifiedWebhooks.form("plivo", "From=12025550123&To=12025550199"));
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
                one(VerifiedWebhooks.json("sinch", SINCH)));
        assertNone(VerifiedWebhooks.json(
                "sinch", "{\"type\":\"recipient_delivery_report_sms\",\"status\":\"Delivered\"}"));
        assertNone(VerifiedWebhooks.json("sinch", SINCH.replace("mo_text", "mo_binary")));
        assertNotUnderstood(VerifiedWebhooks.json("sinch", "{}"));
    }

    @Test
    void messageBirdsInAFormOrAsJson() {
        InboundMessage expected = new InboundMessage(
                "messagebird", "id-1", "12025550123", "12025550199", "STOP", null, null, "0/proof", true);
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

    @Test
    void infobipsWhichComeSeveralAtATime() {
        InboundMessage message = one(VerifiedWebhooks.json("infobip", INFOBIP));
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
                Formats.read(VerifiedWebhooks.json(
                                "infobip", "{\"results\":[" + result + ",{\"text\":\"?\"}," + result + "]}"))
                        .size());
        assertNone(VerifiedWebhooks.json("infobip", "{\"results\":[]}"));
        assertNone(VerifiedWebhooks.json(
                "infobip", "{\"results\":[{\"messageId\":\"1\",\"status\":{\"name\":\"SENT\"}}]}"));
        assertNotUnderstood(VerifiedWebhooks.json("infobip", "{\"results\":[{\"text\":\"STOP\"}]}"));
        assertNotUnderstood(VerifiedWebhooks.json("infobip", "{}"));
    }

    static Stream<String> jsonProviders() {
        return Stream.of("aws", "generic", "vonage", "telnyx", "sinch", "infobip", "messagebird");
    }

    @ParameterizedTest
    @MethodSource("jsonProviders")
    void whatIsNoJsonIsRefusedAsThat(String provider) {
        for (String body : List.of("", "{", "[]", "\"\"", "null", "{\"a\":1}{")) {
            ProblemException refused =
                    assertThrows(ProblemException.class, () -> Formats.read(VerifiedWebhooks.json(provider, body)));
            assertInstanceOf(Problem.Malformed.class, refused.refusal());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\":{}}", "{\"type\":[]}", "{\"data\":5}", "{\"results\":{}}", "{\"results\":[7]}"})
    void oddShapesAreRefusedAndNeverFail(String body) {
        jsonProviders()
                .forEach(provider -> assertThrows(
                        ProblemException.class, () -> Formats.read(VerifiedWebhooks.json(provider, body))));
    }

    @Test
    void whatHasNoIdIsToldApartFromEverythingElse() {
        VerifiedWebhook webhook = VerifiedWebhooks.json("telnyx", TELNYX.replace("\"id\":\"msg-1\",", ""));
        Set<String> ids = Set.of(one(webhook).id(), one(webhook).id());
        assertEquals(2, ids.size());
        assertFalse(ids.contains(""));
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
