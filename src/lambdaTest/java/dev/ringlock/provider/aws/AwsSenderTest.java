package dev.ringlock.provider.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ringlock.lambda.Clients;
import dev.ringlock.message.MessageNotSentException;
import dev.ringlock.message.MessageSender;
import dev.ringlock.message.ProviderContract;
import dev.ringlock.message.ProviderStandIn;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

class AwsSenderTest extends ProviderContract {

    private static final String SECRET = "made-up-secret-of-the-tests";

    private final ProviderStandIn aws =
            ProviderStandIn.start(ProviderStandIn.answering(200, "{\"MessageId\":\"a message's id\"}"));
    private final MessageSender sender = new AwsSender(new SmsVoice(
            aws.uri(),
            Clients.REGION,
            StaticCredentialsProvider.create(AwsSessionCredentials.create(Clients.ACCESS_KEY, SECRET, "a token"))));

    @Override
    protected ProviderStandIn provider() {
        return aws;
    }

    @Override
    protected MessageSender sender() {
        return sender;
    }

    @Override
    protected String secret() {
        return SECRET;
    }

    @Override
    protected List<Arrived> arrived() {
        return aws.asked().stream()
                .map(asked -> json(asked.text()))
                .filter(body -> !body.path("DryRun").asBoolean())
                .map(body -> new Arrived(
                        body.path("OriginationIdentity").asText(),
                        body.path("DestinationPhoneNumber").asText(),
                        body.path("MessageBody").asText()))
                .toList();
    }

    @Test
    void awsIsAskedInItsOwnProtocol() {
        sender.send(message("one"));
        ProviderStandIn.ProviderRequest asked = aws.asked().get(0);
        assertEquals("POST", asked.method());
        assertEquals("/", asked.path());
        assertEquals("PinpointSMSVoiceV2.SendTextMessage", asked.headers().get("x-amz-target"));
        assertEquals("application/x-amz-json-1.0", asked.headers().get("content-type"));
        assertEquals("TRANSACTIONAL", json(asked.text()).path("MessageType").asText());
    }

    @Test
    void whatArrivesIsWhatWasSigned() {
        sender.send(message("Grüße & 📚"));
        sender.rehearse(message("two"));
        for (ProviderStandIn.ProviderRequest asked : aws.asked()) {
            assertEquals("a token", asked.headers().get("x-amz-security-token"));
            assertEquals(
                    Signature.of(asked, SECRET, Clients.REGION.id(), "sms-voice"),
                    asked.headers().get("authorization").replaceAll(".*Signature=", ""));
        }
    }

    @Test
    void aRehearsalIsADryRunOfTheSameMessage() {
        sender.send(message("a code"));
        sender.rehearse(message("a code"));
        assertEquals(
                aws.asked().get(0).text().replace("\"DryRun\":false", "\"DryRun\":true"),
                aws.asked().get(1).text());
    }

    @Test
    void awsErrorAndReasonAreTold() {
        aws.behave(ProviderStandIn.answering(
                400,
                "{\"__type\":\"com.amazonaws.smsvoice#ConflictException\","
                        + "\"Reason\":\"DESTINATION_PHONE_NUMBER_OPTED_OUT\",\"Message\":\"" + TO + "\"}"));
        assertEquals(
                "the provider answered 400, ConflictException_DESTINATION_PHONE_NUMBER_OPTED_OUT",
                assertThrows(MessageNotSentException.class, () -> sender.send(message("one")))
                        .getMessage());
    }

    @Test
    void withoutCredentialsNothingIsAsked() {
        MessageSender nobody =
                new AwsSender(new SmsVoice(aws.uri(), Clients.REGION, EnvironmentVariableCredentialsProvider.create()));
        assertThrows(MessageNotSentException.class, () -> nobody.send(message("one")));
        nobody.rehearse(message("one"));
        assertEquals(0, calls());
    }

    @Test
    void eachRegionHasItsAddress() {
        assertEquals(
                "https://sms-voice.eu-central-1.amazonaws.com",
                SmsVoice.endpoint(Region.EU_CENTRAL_1).toString());
        assertEquals(
                "https://sms-voice.cn-north-1.amazonaws.com.cn",
                SmsVoice.endpoint(Region.CN_NORTH_1).toString());
    }

    private static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
