package dev.ringlock.provider.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringlock.message.Message;
import dev.ringlock.message.MessageNotSentException;
import dev.ringlock.message.MessageSender;
import dev.ringlock.message.ProviderAnswer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * {@link MessageSender} on AWS End User Messaging SMS. It uses one operation, {@code SendTextMessage}, with
 * {@code DryRun} in a rehearsal. The SDK signs the request. Its client for this service is not used: it would bring
 * hundreds of other operations along, and would send a message again by itself if an answer was lost.
 */
public final class AwsSender implements MessageSender {

    private static final String OPERATION = "PinpointSMSVoiceV2.SendTextMessage";
    private static final String SIGNING_NAME = "sms-voice";

    private final URI endpoint;
    private final Region region;
    private final AwsCredentialsProvider credentials;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

    public AwsSender(URI endpoint, Region region, AwsCredentialsProvider credentials) {
        this.endpoint = endpoint;
        this.region = region;
        this.credentials = credentials;
    }

    /** AWS's endpoint in that region. */
    public static URI endpoint(Region region) {
        return URI.create("https://sms-voice." + region.id() + "."
                + PartitionMetadata.of(region).dnsSuffix());
    }

    @Override
    public void send(Message message) {
        ProviderAnswer answer = call(message, false);
        if (!answer.took("MessageId")) {
            throw answer.refused(code(answer.json()));
        }
    }

    @Override
    public void rehearse(Message message) {
        try {
            call(message, true);
        } catch (MessageNotSentException e) {
            // there was nothing to send
        }
    }

    private ProviderAnswer call(Message message, boolean dryRun) {
        byte[] body = body(message, dryRun);
        return ProviderAnswer.of(endpoint, headers(body), body);
    }

    private static byte[] body(Message message, boolean dryRun) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("DestinationPhoneNumber", message.to().e164());
        body.put("OriginationIdentity", message.from());
        body.put("MessageBody", message.text());
        body.put("MessageType", "TRANSACTIONAL");
        body.put("DryRun", dryRun);
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    private Map<String, String> headers(byte[] body) {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(endpoint)
                .putHeader("X-Amz-Target", OPERATION)
                .putHeader("Content-Type", "application/x-amz-json-1.0")
                .build();
        try {
            SignedRequest signed = signer.sign(sign -> sign.identity(credentials.resolveCredentials())
                    .request(request)
                    .payload(ContentStreamProvider.fromByteArray(body))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, SIGNING_NAME)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region.id()));
            Map<String, String> headers = new TreeMap<>();
            signed.request().forEachHeader((name, values) -> headers.put(name, String.join(",", values)));
            return headers;
        } catch (SdkException e) {
            throw new MessageNotSentException("there are no AWS credentials to sign with");
        }
    }

    /** AWS's error and, if it names one, its reason. */
    private static String code(JsonNode answer) {
        String type = answer.path("__type").asText();
        String reason = answer.path("Reason").asText();
        return type.substring(type.indexOf('#') + 1) + (reason.isEmpty() ? "" : "_" + reason);
    }
}
