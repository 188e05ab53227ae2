package dev.ringlock.keys.file;

import com.nimbusds.jose.jwk.ECKey;
import dev.ringlock.keys.KeysUnavailableException;
import dev.ringlock.keys.Signer;

/** Stands for the signing key that an older key file lacks. */
final class NoSigner implements Signer {

    @Override
    public ECKey publicKey() {
        throw missing();
    }

    @Override
    public byte[] sign(byte[] content) {
        throw missing();
    }

    private static KeysUnavailableException missing() {
        return new KeysUnavailableException("the key file has no signing key");
    }
}
