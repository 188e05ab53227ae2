package dev.ringlock.standalone.inbox;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringlock.TestClock;
import dev.ringlock.http.ProblemException;
import dev.ringlock.http.Request;
import dev.ringlock.provider.Https;
import dev.ringlock.provider.WebhookSettings;
import dev.ringlock.provider.Webhooks;
import dev.ringlock.provider.WebhooksUnavailableException;
import dev.ringlock.provider.all.Providers;
import java.io.IOException;
import java.net.URI;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SNS signs everybody's messages, with a key whose place the message names: what must not be believed of that. */
class ForgedSnsTest {

    private static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:replies";
    private static final String CERTIFICATE = "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-01.pem";
    private static final String SUBSCRIBE = "https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&Token=abc";
    private static final KeyPair KEYS = keys();
    private static final WebhookSettings SETTINGS = WebhookSettings.parse(
            "{\"publicUrl\":\"https://ringlock.example.com\",\"aws\":{\"topicArns\":[\"" + TOPIC + "\"]}}",
            Providers.ALL);

    private final TestClock clock = new TestClock();
    private final List<String> asked = new ArrayList<>();

    /** Has the one certificate at every address: what is not refused before it is asked, is believed. */
    private final Https everywhere = address -> {
        asked.add(address.toString());
        return Optional.of(ThrowAwayCertificate.of(KEYS, "sns.amazonaws.com"));
    };

    private final Webhooks webhooks = new Webhooks(() -> SETTINGS, clock, everywhere);

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, String> notification() {
        return new TreeMap<>(Map.of(
                "Type", "Notification",
                "MessageId", "22222222-2222-4222-8222-222222222222",
                "Timestamp", clock.instant().toString(),
                "Message", "{}"));
    }

    private Map<String, String> confirmation(String subscribeUrl) {
        Map<String, String> fields = notification();
        fields.put("Type", "SubscriptionConfirmation");
        fields.put("Token", "abc");
        fields.put("SubscribeURL", subscribeUrl);
        return fields;
    }

    private static Request signed(Map<String, String> fields, String version) {
        SignedWebhook sent = new SnsProvider(TOPIC, CERTIFICATE, KEYS.getPrivate()).sign(fields, version);
        return request(sent.body());
    }

    private static Request request(byte[] body) {
        return new Request(
                "POST", "/v1/inbound/aws", "", Map.of(), Map.of("content-type", "text/plain"), body, "192.0.2.1");
    }

    private void assertRefused(Request request) {
        assertThrows(ProblemException.class, () -> webhooks.verify("aws", request));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void bothVersionsAreTakenAndTheCertificateIsFetchedOnce(String version) {
        webhooks.verify("aws", signed(notification(), version));
        webhooks.verify("aws", signed(notification(), version));
        assertEquals(List.of(CERTIFICATE), asked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "3", "1,2", "SHA256"})
    void anotherVersionIsRefused(String version) {
        assertRefused(signed(notification(), version));
    }

    @Test
    void oneVersionsSignatureIsNotTakenForTheOthers() throws Exception {
        JsonMapper json = new JsonMapper();
        for (String version : List.of("1", "2")) {
            ObjectNode envelope =
                    (ObjectNode) json.readTree(signed(notification(), version).body());
            envelope.put("SignatureVersion", version.equals("1") ? "2" : "1");
            assertRefused(request(json.writeValueAsBytes(envelope)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://sns.us-east-1.amazonaws.com/a.pem",
                "https://sns.evil.com/a.pem",
                "https://sns.us-east-1.amazonaws.com.evil.com/a.pem",
                "https://sns.us-east-1.amazonaws.com:443/a.pem",
                "https://sns.us-east-1.amazonaws.com:8443/a.pem",
                "https://user@sns.us-east-1.amazonaws.com/a.pem",
                "https://sns.us-east-1.amazonaws.com@evil.com/a.pem",
                "https://sns.us-east-1.amazonaws.com\\@evil.com/a.pem",
                "https://evil.com/sns.us-east-1.amazonaws.com/a.pem",
                "https://sns.us-east-1.amazonaws.com/a.pem?x=y",
                "https://sns.us-east-1.amazonaws.com/a.txt?x=.pem",
                "https://sns.us-east-1.amazonaws.com/a.pem#x",
                "https://sns.us-east-1.amazonaws.com/a.txt",
                "https://sns.us-east-1.amazonaws.com/",
                "https://snsxus-east-1.amazonaws.com/a.pem",
                "https://a.sns.us-east-1.amazonaws.com/a.pem",
                "https://s3.us-east-1.amazonaws.com/a.pem",
                "https://sns..amazonaws.com/a.pem",
                "https://sns.us_east_1.amazonaws.com/a.pem",
                "https://sns.us-east-1.amazonaws.com\n.evil.com/a.pem",
                "file:///a.pem",
                "//sns.us-east-1.amazonaws.com/a.pem",
                ""
            })
    void aCertificateFromElsewhereIsNeitherFetchedNorBelieved(String address) {
        Map<String, String> fields = notification();
        fields.put("SigningCertURL", address);
        assertRefused(signed(fields, "2"));
        assertEquals(List.of(), asked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:sns:us-east-1:123456789012:other",
                "arn:aws:sns:us-east-1:210987654321:replies",
                "arn:aws:sns:us-east-1:123456789012:replies2",
                ""
            })
    void aTopicThatIsNotTheOwnersIsRefusedBeforeAnythingIsFetched(String topic) {
        Map<String, String> fields = notification();
        fields.put("TopicArn", topic);
        assertRefused(signed(fields, "2"));
        assertEquals(List.of(), asked);
    }

    @Test
    void anHourOfRetriesIsTakenAndNoMore() {
        Request signed = signed(notification(), "2");
        clock.advance(Duration.ofMinutes(64));
        assertDoesNotThrow(() -> webhooks.verify("aws", signed));
        clock.advance(Duration.ofMinutes(2));
        assertRefused(signed);
    }

    @Test
    void everyFieldIsCoveredThatIsRead() throws Exception {
        JsonMapper json = new JsonMapper();
        byte[] body = signed(confirmation(SUBSCRIBE), "2").body();
        for (String field : List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type")) {
            ObjectNode changed = (ObjectNode) json.readTree(body);
            changed.put(field, changed.path(field).asText() + "0");
            assertRefused(request(json.writeValueAsBytes(changed)));
            changed.remove(field);
            assertRefused(request(json.writeValueAsBytes(changed)));
        }
        ObjectNode added = (ObjectNode) json.readTree(body);
        assertRefused(request(json.writeValueAsBytes(added.put("Subject", "new"))));
    }

    @Test
    void aSubscriptionToTheOwnersTopicIsConfirmed() {
        webhooks.verify("aws", signed(confirmation(SUBSCRIBE), "1"));
        assertEquals(List.of(CERTIFICATE, SUBSCRIBE), asked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.com/?Action=ConfirmSubscription",
                "http://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription",
                "https://sns.us-east-1.amazonaws.com:8443/?Action=ConfirmSubscription",
                "https://sns.us-east-1.amazonaws.com.evil.com/",
                "https://user@sns.us-east-1.amazonaws.com/",
                ""
            })
    void aSubscriptionIsConfirmedAtSnsOnly(String address) {
        assertRefused(signed(confirmation(address), "2"));
        assertFalse(asked.contains(address));
    }

    @Test
    void whereNobodyAnswersTheCallIsToComeAgain() {
        Https down = address -> {
            throw new IOException("down");
        };
        Webhooks alone = new Webhooks(() -> SETTINGS, clock, down);
        assertThrows(WebhooksUnavailableException.class, () -> alone.verify("aws", signed(notification(), "2")));
        Https certificateOnly = address -> {
            if (address.equals(URI.create(CERTIFICATE))) {
                return everywhere.get(address);
            }
            throw new IOException("down");
        };
        Webhooks half = new Webhooks(() -> SETTINGS, clock, certificateOnly);
        assertThrows(
                WebhooksUnavailableException.class, () -> half.verify("aws", signed(confirmation(SUBSCRIBE), "2")));
    }

    @Test
    void whatIsNoCertificateOrNotValidYetIsRefused() {
        for (byte[] other : List.of(new byte[0], "not one".getBytes(java.nio.charset.StandardCharsets.UTF_8))) {
            Webhooks misled = new Webhooks(() -> SETTINGS, clock, address -> Optional.of(other));
            assertThrows(ProblemException.class, () -> misled.verify("aws", signed(notification(), "2")));
        }
        clock.advance(Duration.ofDays(36_500));
        assertRefused(signed(notification(), "2"));
    }

    @Test
    void whatSnsInvokesTheFunctionWithIsProvedByIamAndItsTopic() throws Exception {
        JsonMapper json = new JsonMapper();
        String event = "{\"Records\":[{\"EventSource\":\"aws:sns\",\"Sns\":{\"Type\":\"Notification\",\"TopicArn\":\""
                + TOPIC + "\",\"Message\":\"{}\",\"SigningCertUrl\":\"x\"}}]}";
        assertEquals(
                "aws",
                webhooks.invokedWith(json.readTree(event)).get(0).provider().name());
        for (String other : List.of(
                event.replace(":replies", ":other"),
                event.replace("aws:sns", "aws:sqs"),
                "{\"Records\":[]}",
                "{}",
                "null")) {
            assertThrows(ProblemException.class, () -> webhooks.invokedWith(json.readTree(other)));
        }
        assertTrue(asked.isEmpty());
    }
}
