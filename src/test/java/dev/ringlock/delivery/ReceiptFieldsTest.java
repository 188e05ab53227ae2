package dev.ringlock.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.ringlock.delivery.ToldReceipts.ToldReceipt;
import dev.ringlock.provider.DeliveryOutcome;
import dev.ringlock.provider.DeliveryReceipt;
import dev.ringlock.provider.EventAssertions;
import dev.ringlock.provider.VerifiedWebhook;
import dev.ringlock.provider.VerifiedWebhooks;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All that a receipt of each provider tells. */
class ReceiptFieldsTest {

    private static final Instant AT = Instant.parse("2046-11-23T09:59:30Z");

    static Stream<String> providers() {
        return ToldReceipts.providers();
    }

    @ParameterizedTest
    @MethodSource("providers")
    void aReceiptTellsThePhoneTheSenderTheTimeAndTheOwnersReference(String provider) {
        ToldReceipts.words(provider).forEach((outcome, words) -> {
            DeliveryReceipt receipt = receipt(ToldReceipts.webhook(told(provider, words)));
            assertEquals(outcome, receipt.outcome(), words);
            assertEquals("m-1", receipt.id());
            assertEquals("12025550123", receipt.to().replace("+", ""));
            assertEquals(
                    ToldReceipts.tellsSender(provider) ? "12025550100" : "",
                    receipt.from().replace("+", ""));
            if (ToldReceipts.tellsTime(provider)) {
                assertEquals(AT, receipt.at());
            } else {
                assertNull(receipt.at(), "a time without a zone is none");
            }
            assertEquals("d-7", receipt.reference());
            assertFalse(receipt.toString().contains("5550123"), receipt::toString);
        });
    }

    @Test
    void telnyxRepeatsTheAddressThatTheReceiptWasAskedForAt() {
        String tagged =
                new String(ToldReceipts.webhook(told("telnyx", "delivered")).body(), StandardCharsets.UTF_8);
        String addressed = tagged.replace("/v1/delivery/telnyx\"", "/v1/delivery/telnyx?a=1&reference=d-8\"");
        assertEquals("d-8", receipt(VerifiedWebhooks.json("telnyx", addressed)).reference());
    }

    @Test
    void aMessageToSeveralPhonesHasAReceiptForEach() {
        VerifiedWebhook webhook = VerifiedWebhooks.json("telnyx", """
                {"data": {"event_type": "message.finalized", "payload": {"id": "1", "to": [
                  {"phone_number": "+12025550123", "status": "delivered"},
                  {"phone_number": "+12025550130", "status": "delivery_failed"}]}}}""");
        assertEquals(
                "[DeliveryReceipt[telnyx success], DeliveryReceipt[telnyx soft]]",
                webhook.events().toString());
    }

    @Test
    void twiliosReceiptsOfWhatsAppHaveATypeOfEvent() {
        DeliveryReceipt receipt = receipt(VerifiedWebhooks.form(
                "twilio",
                "EventType=DELIVERED&SmsStatus=delivered&MessageStatus=delivered&To=whatsapp%3A%2B12025550123"
                        + "&From=whatsapp%3A%2B12025550100&ChannelPrefix=whatsapp&MessageSid=SM1"));
        assertEquals(DeliveryOutcome.SUCCESS, receipt.outcome());
        assertEquals("whatsapp:+12025550123", receipt.to());
    }

    @Test
    void theConversationApiTellsThePhoneByItsChannel() {
        DeliveryReceipt receipt = receipt(VerifiedWebhooks.json("sinch", """
                {"event_time": "2046-11-23T09:59:30Z", "correlation_id": "d-7", "message_delivery_report": {
                  "message_id": "01M", "status": "FAILED", "reason": {"code": "RECIPIENT_NOT_REACHABLE"},
                  "channel_identity": {"channel": "WHATSAPP", "identity": "12025550123"}}}"""));
        assertEquals("whatsapp:12025550123", receipt.to());
        assertEquals(DeliveryOutcome.SOFT, receipt.outcome());
        assertEquals("d-7", receipt.reference());
    }

    @Test
    void infobipsOwnRefusalTellsNothingOfThePhone() {
        for (String group : new String[] {"USER_ERRORS", "OPERATOR_ERRORS"}) {
            DeliveryReceipt receipt = receipt(VerifiedWebhooks.json("infobip", """
                    {"results": [{"messageId": "1", "to": "12025550123", "status": {"groupName": "REJECTED"},
                                  "error": {"groupName": "%s", "permanent": true}}]}""".formatted(group)));
            assertEquals(DeliveryOutcome.OTHER, receipt.outcome(), group);
        }
    }

    private static ToldReceipt told(String provider, String words) {
        String[] parts = words.split(" ");
        String code = parts.length > 1 ? parts[1] : provider.equals("sinch") ? "0" : "";
        return new ToldReceipt(provider, "m-1", "+12025550123", "+12025550100", parts[0], code, AT, "d-7");
    }

    private static DeliveryReceipt receipt(VerifiedWebhook webhook) {
        return (DeliveryReceipt) EventAssertions.only(webhook);
    }
}
