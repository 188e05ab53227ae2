package dev.ringlock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.ringlock.keys.KeysUnavailableException;
import dev.ringlock.keys.Signer;
import dev.ringlock.keys.TestSigner;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.HouseSignature;
import dev.ringlock.store.Commit;
import dev.ringlock.store.CommitResult;
import dev.ringlock.store.ForwardingStore;
import dev.ringlock.store.Store;
import dev.ringlock.store.StoreUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The house's signature, and its public keys, on every store. */
public abstract class HouseSignatureContract {

    private static final String TYPE = "test+jwt";
    private static final byte[] PAYLOAD = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);

    protected final TestClock clock = new TestClock();

    /** The store under test, empty at a test's begin. */
    protected abstract Store store();

    @Test
    void aDocumentIsCheckedByThePublishedKeys() throws Exception {
        HouseSignature house = house(new TestSigner());
        JWSObject document = JWSObject.parse(house.compact(TYPE, PAYLOAD));
        assertEquals("ES256", document.getHeader().getAlgorithm().getName());
        assertEquals(TYPE, document.getHeader().getType().getType());
        assertEquals("{\"a\":1}", document.getPayload().toString());
        assertTrue(verifies(document, house.keys()));
        assertFalse(document.verify(new ECDSAVerifier(new TestSigner().publicKey())));
    }

    @Test
    void whatAnEarlierKeySignedIsCheckedAfterTheKeyHasGone() throws Exception {
        JWSObject old = JWSObject.parse(house(new TestSigner()).compact(TYPE, PAYLOAD));
        clock.advance(Duration.ofDays(700));
        HouseSignature after = house(new TestSigner());
        JWSObject fresh = JWSObject.parse(after.compact(TYPE, PAYLOAD));
        assertTrue(verifies(old, after.keys()));
        assertTrue(verifies(fresh, after.keys()));
        assertEquals(2, JWKSet.parse(after.keys()).getKeys().size());
    }

    @Test
    void theKeysArePublicOnesAndAreThereBeforeAnythingIsSigned() throws Exception {
        JWKSet keys = JWKSet.parse(house(new TestSigner()).keys());
        assertEquals(1, keys.getKeys().size());
        assertFalse(keys.containsNonPublicKeys());
    }

    @Test
    void theEarlierKeysAreGivenOutThoughTheLivingOneDoesNotAnswer() throws Exception {
        JWSObject old = JWSObject.parse(house(new TestSigner()).compact(TYPE, PAYLOAD));
        Signer silent = new Signer() {
            @Override
            public ECKey publicKey() {
                throw new KeysUnavailableException("silent");
            }

            @Override
            public byte[] sign(byte[] content) {
                throw new KeysUnavailableException("silent");
            }
        };
        assertTrue(verifies(old, house(silent).keys()));
        assertThrows(KeysUnavailableException.class, () -> house(silent).compact(TYPE, PAYLOAD));
    }

    @Test
    void aKeyIsWrittenOnceHoweverManyProcessesHaveIt() throws Exception {
        Signer signer = new TestSigner();
        for (int i = 0; i < 3; i++) {
            house(signer).compact(TYPE, PAYLOAD);
        }
        assertEquals(
                1, store().history(HouseSignature.SUBJECT, null, 10).items().size());
    }

    @Test
    void nothingIsSignedWhileTheKeyIsNotOnTheLedger() {
        TestSigner signer = new TestSigner();
        Store readable = new ForwardingStore(store()) {
            @Override
            public CommitResult commit(Commit commit) {
                throw new StoreUnavailableException("refused");
            }
        };
        assertThrows(
                StoreUnavailableException.class, () -> house(signer, readable).compact(TYPE, PAYLOAD));
        assertEquals(0, signer.takeSignatures());
    }

    private HouseSignature house(Signer signer) {
        return house(signer, store());
    }

    private HouseSignature house(Signer signer, Store on) {
        return new HouseSignature(signer, on, new Arrivals(clock));
    }

    /** By the key that the document names, as anybody would check it. */
    private static boolean verifies(JWSObject document, String keys) throws Exception {
        JWK key = JWKSet.parse(keys).getKeyByKeyId(document.getHeader().getKeyID());
        return key != null && document.verify(new ECDSAVerifier(key.toECKey()));
    }
}
