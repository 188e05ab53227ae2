package dev.ringlock.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** A receipt, checked with nimbus as anybody would, and held against Kantara's fields. */
public final class ReceiptText {

    private static final JsonMapper JSON = new JsonMapper();

    private ReceiptText() {}

    /** Its content, once its signature, its type and its fields are right. */
    public static JsonNode checked(String compact, ECKey key) throws Exception {
        JWSObject signed = JWSObject.parse(compact);
        assertEquals("ES256", signed.getHeader().getAlgorithm().getName());
        assertEquals(ConsentReceipts.TYPE, signed.getHeader().getType().getType());
        assertEquals(key.getKeyID(), signed.getHeader().getKeyID());
        assertTrue(signed.verify(new ECDSAVerifier(key)));
        JsonNode content = JSON.readTree(signed.getPayload().toString());
        var schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4)
                .getSchema(Files.readString(Path.of("src/test/resources/kantara/consent-receipt-1.1.json")));
        assertEquals(Set.of(), schema.validate(content));
        return content;
    }
}
