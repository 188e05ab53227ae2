package dev.ringlock.provider.aws;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.http.Json;
import dev.ringlock.provider.Base64Text;
import dev.ringlock.provider.Https;
import dev.ringlock.provider.Proof;
import dev.ringlock.provider.Scheme;
import dev.ringlock.provider.WebhookRequest;
import dev.ringlock.provider.WebhooksUnavailableException;
import dev.ringlock.provider.Window;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Amazon SNS over HTTPS: an RSA signature over the envelope's fields, by a certificate that lies at an address of SNS's. The
 * topic has to be one of the owner's: SNS signs everybody's messages with the same key.
 */
final class SnsSignature implements Scheme {

    private static final String EVENT_SOURCE = "aws:sns";

    private static final String CERTIFICATE = "SigningCertURL";
    private static final String SUBSCRIBE = "SubscribeURL";
    private static final String CONFIRMATION = "SubscriptionConfirmation";

    /** SNS signs once, and tries again for at most an hour. */
    private static final Window WINDOW = new Window(Duration.ofMinutes(65), Duration.ofMinutes(5));

    private static final Map<String, String> ALGORITHMS = Map.of("1", "SHA1withRSA", "2", "SHA256withRSA");

    /** For each type, the fields that are signed if they are there, in the order in which they are. */
    private static final Map<String, List<String>> SIGNED = Map.of(
            "Notification",
            List.of("Message", "MessageId", "Subject", SUBSCRIBE, "Timestamp", "TopicArn", "Type"),
            CONFIRMATION,
            List.of("Message", "MessageId", "Subject", SUBSCRIBE, "Timestamp", "Token", "TopicArn", "Type"),
            "UnsubscribeConfirmation",
            List.of("Message", "MessageId", "Subject", SUBSCRIBE, "Timestamp", "Token", "TopicArn", "Type"));

    private final Set<String> topicArns;
    private final Certificates certificates;
    private final Https https;

    SnsSignature(Set<String> topicArns, Https https) {
        this.topicArns = topicArns;
        this.certificates = new Certificates(https);
        this.https = https;
    }

    @Override
    public Optional<Proof> proof(WebhookRequest call) {
        return SnsEnvelope.read(call.body())
                .filter(envelope -> mayBeOurs(envelope, call))
                .flatMap(envelope -> signed(envelope, call.now()))
                .map(Proof::of);
    }

    private boolean mayBeOurs(Map<String, String> envelope, WebhookRequest call) {
        // what costs nothing first: a stranger does not make us fetch anything
        return SIGNED.containsKey(envelope.getOrDefault("Type", ""))
                && ALGORITHMS.containsKey(envelope.getOrDefault("SignatureVersion", ""))
                && topicArns.contains(envelope.getOrDefault("TopicArn", ""))
                && isInTime(envelope.getOrDefault("Timestamp", ""), call.now())
                && (!isConfirmation(envelope) || subscribeUrl(envelope).isPresent());
    }

    /** Tells SNS that the subscription is wanted; it asks again if we could not. */
    @Override
    public void accept(WebhookRequest call) {
        Optional<URI> address = SnsEnvelope.read(call.body())
                .filter(SnsSignature::isConfirmation)
                .flatMap(SnsSignature::subscribeUrl);
        if (address.isPresent()) {
            try {
                https.get(address.get());
            } catch (IOException e) {
                throw new WebhooksUnavailableException("a subscription cannot be confirmed", e);
            }
        }
    }

    /** The topic has to be one of the owner's here, too. */
    @Override
    public List<byte[]> invokedWith(JsonNode event) {
        List<byte[]> bodies = new ArrayList<>();
        for (JsonNode record : event.path("Records")) {
            JsonNode message = record.path("Sns");
            if (!record.path("EventSource").asText().equals(EVENT_SOURCE)
                    || !topicArns.contains(message.path("TopicArn").asText())) {
                return List.of();
            }
            bodies.add(Json.write(message).getBytes(StandardCharsets.UTF_8));
        }
        return bodies;
    }

    private static boolean isConfirmation(Map<String, String> envelope) {
        return CONFIRMATION.equals(envelope.get("Type"));
    }

    private static Optional<URI> subscribeUrl(Map<String, String> envelope) {
        return SnsAddress.read(envelope.getOrDefault(SUBSCRIBE, ""));
    }

    private static boolean isInTime(String timestamp, Instant now) {
        try {
            return WINDOW.has(Instant.parse(timestamp), now);
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    /** The bytes that SNS has signed; empty if it has not. */
    private Optional<byte[]> signed(Map<String, String> envelope, Instant now) {
        byte[] text = signed(envelope).getBytes(StandardCharsets.UTF_8);
        return SnsAddress.read(envelope.getOrDefault(CERTIFICATE, ""))
                .filter(SnsAddress::isCertificate)
                .flatMap(address -> certificates.key(address, now))
                .flatMap(key -> Base64Text.decoded(envelope.getOrDefault("Signature", ""))
                        .filter(signature -> isSigned(envelope, text, key, signature)))
                .map(signature -> text);
    }

    /** Each field that is signed, and its value, on lines of their own. */
    private static String signed(Map<String, String> envelope) {
        StringBuilder text = new StringBuilder();
        for (String field : SIGNED.getOrDefault(envelope.getOrDefault("Type", ""), List.of())) {
            String value = envelope.get(field);
            if (value != null) {
                text.append(field).append('\n').append(value).append('\n');
            }
        }
        return text.toString();
    }

    private static boolean isSigned(Map<String, String> envelope, byte[] text, PublicKey key, byte[] signed) {
        try {
            Signature signature =
                    Signature.getInstance(ALGORITHMS.getOrDefault(envelope.getOrDefault("SignatureVersion", ""), ""));
            signature.initVerify(key);
            signature.update(text);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
