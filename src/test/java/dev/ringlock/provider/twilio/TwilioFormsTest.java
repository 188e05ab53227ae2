package dev.ringlock.provider.twilio;

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

/** What it sends, by its documentation; docs/providers.md says what of it is not confirmed. */
class TwilioFormsTest {

    private static final String TWILIO =
            "MessageSid=SM00000000000000000000000000000000&SmsSid=SM00000000000000000000000000000000&SmsMessageSid=SM00000000000000000000000000000000&AccountSid=AC00"
                    + "&MessagingServiceSid=MG00&From=%2B12025550123&To=%2B12025550100&Body=Stop%2C+please+%F0%9F%99%8F"
                    + "&NumMedia=0&NumSegments=1&SmsStatus=received";

    @Test
    void twilios() {
        assertEquals(
                message(
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

    private static final String CONVERSATION = "EventType=onMessageAdded&ConversationSid=CH00&Source=SMS&Index=3"
            + "&MessageSid=IM00000000000000000000000000000000&AccountSid=AC00&ParticipantSid=MB00"
            + "&DateCreated=2025-02-03T12%3A14%3A25.000Z&Author=%2B12025550123&Body=STOP";

    @Test
    void aMessageOfAConversationIsItsAuthorsAndGrantsNothing() {
        assertEquals(
                message(
                        "twilio",
                        "IM00000000000000000000000000000000",
                        "+12025550123",
                        "",
                        "STOP",
                        Instant.parse("2025-02-03T12:14:25Z"),
                        null,
                        "0/proof",
                        false),
                one(VerifiedWebhooks.form("twilio", CONVERSATION)));
        InboundMessage bound = one(VerifiedWebhooks.form(
                "twilio",
                CONVERSATION.replace("%2B12025550123", "alex")
                        + "&MessagingBinding.Address=whatsapp%3A%2B12025550124"
                        + "&MessagingBinding.ProxyAddress=whatsapp%3A%2B12025550100"));
        assertEquals("whatsapp:+12025550124", bound.from());
        assertEquals("whatsapp:+12025550100", bound.to());
    }

    @Test
    void whatElseHappensInAConversationIsNoMessage() {
        assertNone(VerifiedWebhooks.form("twilio", CONVERSATION.replace("onMessageAdded", "onParticipantAdded")));
        assertReceipt(
                "IM00",
                DeliveryOutcome.SUCCESS,
                VerifiedWebhooks.form("twilio", "EventType=onDeliveryUpdated&MessageSid=IM00&Status=delivered"));
        assertNotUnderstood(VerifiedWebhooks.form("twilio", CONVERSATION.replace("onMessageAdded", "onSomethingNew")));
    }

    @Test
    void aButtonIsReadByItsTextAndItsPayload() {
        String pressed = TWILIO.replaceAll("Body=[^&]+", "Body=No+thanks") + "&ButtonText=No+thanks&ButtonPayload=STOP";
        assertEquals("No thanks", one(VerifiedWebhooks.form("twilio", pressed)).text());
        assertEquals("STOP", one(VerifiedWebhooks.form("twilio", pressed)).payload());
        InboundMessage bodyless = one(VerifiedWebhooks.form("twilio", pressed.replace("&Body=No+thanks", "")));
        assertEquals("No thanks", bodyless.text());
        assertEquals(
                "STOP",
                one(VerifiedWebhooks.form(
                                "twilio", pressed.replace("&Body=No+thanks", "").replace("&ButtonText=No+thanks", "")))
                        .payload());
    }

    @Test
    void aReceiptHasTheMessagesIdAndItsState() {
        assertReceipt(
                "SM00",
                DeliveryOutcome.SOFT,
                VerifiedWebhooks.form("twilio", "MessageSid=SM00&MessageStatus=undelivered&ErrorCode=30003"));
    }
}
