package dev.ringlock.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.util.concurrent.atomic.AtomicInteger;

/** A signing key that is worth nothing; every signature is counted. */
public final class TestSigner implements Signer {

    private final ECKey key;
    private final AtomicInteger signatures = new AtomicInteger();

    public TestSigner() {
        try {
            this.key = new ECKeyGenerator(Curve.P_256).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public ECKey publicKey() {
        try {
            return Signer.published(key.toECPublicKey());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public byte[] sign(byte[] content) {
        signatures.incrementAndGet();
        try {
            return new ECDSASigner(key)
                    .sign(new JWSHeader(JWSAlgorithm.ES256), content)
                    .decode();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The signatures since the last time it was asked. */
    public int takeSignatures() {
        return signatures.getAndSet(0);
    }
}
