package dev.ringlock.provider.aws;

import static dev.ringlock.provider.EventAssertions.assertNone;
import static dev.ringlock.provider.EventAssertions.assertNotUnderstood;
import static dev.ringlock.provider.EventAssertions.assertReceipt;
import static dev.ringlock.provider.EventAssertions.message;
import static dev.ringlock.provider.EventAssertions.one;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringlock.http.Json;
import dev.ringlock.provider.DeliveryOutcome;
import dev.ringlock.provider.VerifiedWebhooks;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What it sends, by its documentation; docs/providers.md says what of it is not confirmed. */
class AwsTest {

    private static final String EUM = "{\"originationNumber\":\"+12025550182\",\"destinationNumber\":\"+12025550101\","
            + "\"messageKeyword\":\"JOIN\",\"messageBody\":\"EXAMPLE\","
            + "\"inboundMessageId\":\"cae173d2-66b9-564c-8309-21f858e9fb84\","
            + "\"previousPublishedMessageId\":\"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\"}";

    private static final Instant AT = Instant.parse("2025-02-03T12:14:25Z");

    private static String sns(String message) {
        return Json.write(Map.of("Type", "Notification", "Message", message, "Timestamp", AT.toString()));
    }

    @Test
    void awsEndUserMessagings() {
        assertEquals(
                message(
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
    void aReceiptHasTheMessagesIdAndItsState() {
        String event = "{\"eventType\":\"TEXT_DELIVERED\",\"messageId\":\"1\",\"messageStatus\":\"DELIVERED\"}";
        assertReceipt("1", DeliveryOutcome.SUCCESS, VerifiedWebhooks.json("aws", sns(event)));
    }
}
