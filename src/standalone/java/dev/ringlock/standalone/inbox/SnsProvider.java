package dev.ringlock.standalone.inbox;

import dev.ringlock.http.Json;
import java.security.PrivateKey;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** AWS End User Messaging, through Amazon SNS over HTTPS. */
final class SnsProvider implements PlayedProvider {

    /** The signed fields, in the order of the signature. */
    private static final List<String> SIGNED =
            List.of("Message", "MessageId", "Subject", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");

    private final String topicArn;
    private final String certificate;
    private final PrivateKey key;

    /** @param certificate its address */
    SnsProvider(String topicArn, String certificate, PrivateKey key) {
        this.topicArn = topicArn;
        this.certificate = certificate;
        this.key = key;
    }

    @Override
    public SignedWebhook tell(String url, Sms sms) {
        String message = Json.write(Map.of(
                "originationNumber", sms.from(),
                "destinationNumber", sms.to(),
                "messageKeyword", "KEYWORD_000000000000",
                "messageBody", sms.text(),
                "inboundMessageId", sms.id()));
        Map<String, String> envelope = new TreeMap<>(Map.of(
                "Type",
                "Notification",
                "MessageId",
                sms.id(),
                "Timestamp",
                sms.at().truncatedTo(ChronoUnit.MILLIS).toString(),
                "Message",
                message));
        return sign(envelope, "2");
    }

    /** Any envelope, signed as SNS would. */
    SignedWebhook sign(Map<String, String> fields, String version) {
        Map<String, String> envelope = new TreeMap<>(fields);
        envelope.putIfAbsent("TopicArn", topicArn);
        envelope.putIfAbsent("SigningCertURL", certificate);
        envelope.put("SignatureVersion", version);
        StringBuilder signed = new StringBuilder();
        for (String field : SIGNED) {
            String value = envelope.get(field);
            if (value != null) {
                signed.append(field).append('\n').append(value).append('\n');
            }
        }
        String algorithm = version.equals("1") ? "SHA1withRSA" : "SHA256withRSA";
        envelope.put("Signature", Signatures.with(algorithm, key, signed.toString()));
        return SignedWebhook.of("text/plain; charset=UTF-8", Json.write(envelope), Map.of());
    }
}
