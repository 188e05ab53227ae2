package dev.ringlock.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The promise of {@link Signer}, as every engine keeps it. */
public abstract class SignerContract {

    private static final byte[] CONTENT = "header.payload".getBytes(StandardCharsets.UTF_8);

    /** The engine, with the same key each time it is asked for. */
    protected abstract Signer signer();

    @Test
    void whatItSignsIsCheckedWithItsPublicKey() throws Exception {
        assertTrue(verifies(CONTENT, signer().sign(CONTENT)));
        byte[] empty = {};
        assertTrue(verifies(empty, signer().sign(empty)));
    }

    /** KMS takes at most 4,096 bytes of a message itself. */
    @Test
    void aLongDocumentIsSignedToo() throws Exception {
        byte[] content = "x".repeat(20_000).getBytes(StandardCharsets.UTF_8);
        assertTrue(verifies(content, signer().sign(content)));
    }

    @Test
    void anyChangedByteFails() throws Exception {
        byte[] signature = signer().sign(CONTENT);
        assertEquals(64, signature.length);
        for (int i = 0; i < signature.length; i++) {
            byte[] changed = signature.clone();
            changed[i] ^= 1;
            assertFalse(verifies(CONTENT, changed), "byte " + i);
        }
        byte[] other = CONTENT.clone();
        other[0] ^= 1;
        assertFalse(verifies(other, signature));
    }

    /** A DER signature has no fixed length, and its halves may be short: some of a hundred are. */
    @Test
    void everySignatureHasTheSameLength() throws Exception {
        for (int i = 0; i < 100; i++) {
            byte[] signature = signer().sign(CONTENT);
            assertEquals(64, signature.length);
            assertTrue(verifies(CONTENT, signature));
        }
    }

    @Test
    void thePublicKeyIsTheSameEachTimeAndHasNoPrivatePart() throws Exception {
        var key = signer().publicKey();
        assertEquals(key, signer().publicKey());
        assertFalse(key.isPrivate());
        assertEquals(key.computeThumbprint().toString(), key.getKeyID());
        assertEquals(JWSAlgorithm.ES256, key.getAlgorithm());
        assertEquals(KeyUse.SIGNATURE, key.getKeyUse());
    }

    private boolean verifies(byte[] content, byte[] signature) throws Exception {
        return new ECDSAVerifier(signer().publicKey())
                .verify(new JWSHeader(JWSAlgorithm.ES256), content, Base64URL.encode(signature));
    }
}
