package dev.ringlock.provider.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringlock.message.Message;
import dev.ringlock.message.MessageNotSentException;
import dev.ringlock.message.MessageSender;
import dev.ringlock.message.ProviderAnswer;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * {@link MessageSender} on AWS End User Messaging SMS. It uses one operation, {@code SendTextMessage}, with
 * {@code DryRun} in a rehearsal.
 */
public final class AwsSender implements MessageSender {

    private static final String OPERATION = "SendTextMessage";

    private final SmsVoice service;

    public AwsSender(SmsVoice service) {
        this.service = service;
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
        try {
            return ProviderAnswer.of(service.endpoint(), service.headers(OPERATION, body), body);
        } catch (SdkException e) {
            throw new MessageNotSentException("there are no AWS credentials to sign with");
        }
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

    /** AWS's error and, if it names one, its reason. */
    private static String code(JsonNode answer) {
        String type = answer.path("__type").asText();
        String reason = answer.path("Reason").asText();
        return type.substring(type.indexOf('#') + 1) + (reason.isEmpty() ? "" : "_" + reason);
    }
}
