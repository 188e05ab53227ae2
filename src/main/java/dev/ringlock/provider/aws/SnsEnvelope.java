package dev.ringlock.provider.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringlock.http.Json;
import dev.ringlock.http.ProblemException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What SNS puts around a message. It has to be read to be checked; nothing in it is believed before. */
final class SnsEnvelope {

    private static final Set<String> REQUIRED = Set.of(
            "Message", "MessageId", "Timestamp", "TopicArn", "Type", "Signature", "SigningCertURL", "SignatureVersion");

    private SnsEnvelope() {}

    /** Its fields that are texts; empty if one that every envelope has is missing. */
    static Optional<Map<String, String>> read(byte[] body) {
        try {
            ObjectNode json = Json.read(body);
            Map<String, String> fields = new HashMap<>();
            json.properties().forEach(field -> {
                if (field.getValue().isTextual()) {
                    fields.put(field.getKey(), field.getValue().textValue());
                }
            });
            return fields.keySet().containsAll(REQUIRED) ? Optional.of(fields) : Optional.empty();
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }
}
