package dev.ringlock.keys.kms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ringlock.keys.KeysUnavailableException;
import dev.ringlock.keys.Signer;
import dev.ringlock.lambda.Clients;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kms.KmsClient;

class KmsSignerTest extends KmsSignerContract {

    private final KmsStandIn kms = KmsStandIn.start();
    private final KmsClient client = Clients.kms(kms.uri());

    @AfterEach
    void close() {
        kms.close();
    }

    @Override
    protected KmsClient client() {
        return client;
    }

    @Override
    protected String signingKey() {
        return KmsStandIn.SIGNING_KEY;
    }

    @ParameterizedTest
    @ValueSource(strings = {"DisabledException", "AccessDeniedException", "ThrottlingException", KmsStandIn.NO_CODE})
    void whateverKmsRefusesNothingIsSigned(String code) {
        kms.failWith(code);
        assertThrows(KeysUnavailableException.class, () -> signer().publicKey());
        assertThrows(KeysUnavailableException.class, () -> signer().sign(new byte[] {1}));
    }

    @Test
    void aProcessAsksForThePublicKeyOnceAndThenForEachSignature() {
        Signer signer = signer();
        for (int i = 0; i < 3; i++) {
            signer.publicKey();
            signer.sign(new byte[] {1});
        }
        assertEquals(
                List.of("GetPublicKey", "Sign", "Sign", "Sign"),
                kms.asked().stream().map(KmsStandIn.KmsRequest::operation).toList());
    }

    @Test
    void kmsIsGivenTheHashAloneAndNotTheDocument() {
        signer().sign("purposes and words".getBytes(StandardCharsets.UTF_8));
        var asked = kms.asked().get(0).body();
        assertEquals("DIGEST", asked.path("MessageType").asText());
        assertEquals(44, asked.path("Message").asText().length());
        assertFalse(asked.toString().contains("purposes"));
    }
}
