package dev.ringlock.provider.infobip;

import static dev.ringlock.provider.EventAssertions.assertNone;
import static dev.ringlock.provider.EventAssertions.assertNotUnderstood;
import static dev.ringlock.provider.EventAssertions.assertReceipt;
import static dev.ringlock.provider.EventAssertions.message;
import static dev.ringlock.provider.EventAssertions.one;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.ringlock.provider.DeliveryOutcome;
import dev.ringlock.provider.InboundMessage;
import dev.ringlock.provider.ProviderEvent;
import dev.ringlock.provider.Unreadable;
import dev.ringlock.provider.VerifiedWebhooks;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What it sends, by its documentation; docs/providers.md says what of it is not confirmed. */
class InfobipTest {

    private static final String INFOBIP =
            "{\"results\":[{\"messageId\":\"817790313235066447\",\"from\":\"12025550123\","
                    + "\"to\":\"12025550199\",\"text\":\"QUIZ Correct answer\",\"cleanText\":\"Correct answer\","
                    + "\"keyword\":\"QUIZ\",\"receivedAt\":\"2025-02-03T12:14:25.000+0000\",\"smsCount\":1,"
                    + "\"price\":{\"pricePerMessage\":0,\"currency\":\"EUR\"},\"callbackData\":\"x\"}],"
                    + "\"messageCount\":1,\"pendingMessageCount\":0}";

    private static final Instant AT = Instant.parse("2025-02-03T12:14:25Z");

    @Test
    void infobipsWhichComeSeveralAtATime() {
        InboundMessage message = one(VerifiedWebhooks.json("infobip", INFOBIP));
        assertEquals(
                message(
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
        List<ProviderEvent> several = VerifiedWebhooks.json(
                        "infobip", "{\"results\":[" + result + ",{\"text\":\"?\"}," + result + "]}")
                .events();
        assertEquals(
                2, several.stream().filter(InboundMessage.class::isInstance).count());
        assertInstanceOf(Unreadable.class, several.get(1));
        assertNone(VerifiedWebhooks.json("infobip", "{\"results\":[]}"));
        assertNone(VerifiedWebhooks.json(
                "infobip", "{\"results\":[{\"messageId\":\"1\",\"status\":{\"name\":\"SENT\"}}]}"));
        assertNotUnderstood(VerifiedWebhooks.json("infobip", "{\"results\":[{\"text\":\"STOP\"}]}"));
        assertNotUnderstood(VerifiedWebhooks.json("infobip", "{}"));
    }

    /** Of a message of WhatsApp's, as Infobip's documentation has it; the channel is beside it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type':'TEXT','text':'STOP'} | STOP | ''",
                "{'type':'BUTTON','text':'STOP','payload':'p-1'} | STOP | p-1",
                "{'type':'INTERACTIVE_BUTTON_REPLY','id':'p-1','title':'STOP'} | STOP | p-1",
                "{'type':'INTERACTIVE_LIST_REPLY','id':'p-1','title':'STOP','description':'x'} | STOP | p-1",
                "{'type':'IMAGE','caption':'STOP','url':'https://x'} | STOP | ''",
                "{'type':'NEW','text':'STOP'} | STOP | ''",
            })
    void theWordsOfAMessageAreReadWhereverTheyStand(String message, String text, String payload) {
        String body = "{'results':[{'from':'12025550123','to':'12025550199','integrationType':'WHATSAPP',"
                + "'messageId':'m-1','receivedAt':'2025-02-03T12:14:25.000+0000','message':" + message + "}]}";
        InboundMessage read = one(VerifiedWebhooks.json("infobip", body.replace('\'', '"')));
        assertEquals(text, read.text());
        assertEquals(payload, read.payload());
        assertEquals("whatsapp:12025550123", read.from());
        assertEquals(AT, read.sentAt());
    }

    @Test
    void aPlaceHasNoWordsAndAnUnknownKindIsNotUnderstood() {
        String body = "{\"results\":[{\"from\":\"12025550123\",\"to\":\"1\",\"messageId\":\"1\","
                + "\"message\":{\"type\":\"LOCATION\",\"longitude\":1}}]}";
        assertNone(VerifiedWebhooks.json("infobip", body));
        assertNotUnderstood(VerifiedWebhooks.json("infobip", body.replace("LOCATION", "HOLOGRAM")));
    }

    @Test
    void aReceiptHasTheMessagesIdAndItsState() {
        assertReceipt(
                "1",
                DeliveryOutcome.SUCCESS,
                VerifiedWebhooks.json(
                        "infobip",
                        "{\"results\":[{\"messageId\":\"1\",\"to\":\"12025550123\",\"status\":"
                                + "{\"groupName\":\"DELIVERED\",\"name\":\"DELIVERED_TO_HANDSET\"}}]}"));
    }
}
