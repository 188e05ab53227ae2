package dev.ringlock.provider.telnyx;

import dev.ringlock.provider.Base64Text;
import dev.ringlock.provider.Proof;
import dev.ringlock.provider.Scheme;
import dev.ringlock.provider.WebhookRequest;
import dev.ringlock.provider.Window;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** {@code Telnyx-Signature-Ed25519} over time and body. */
final class TelnyxSignature implements Scheme {

    private static final int KEY_BYTES = 32;

    /** The prefix of the 32 bytes of an Ed25519 key in the form that the JDK reads (RFC 8410). */
    private static final byte[] HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

    private final List<PublicKey> keys;

    TelnyxSignature(List<PublicKey> keys) {
        this.keys = keys;
    }

    /** A key as Telnyx's portal shows it; empty if it is none. */
    static Optional<PublicKey> key(byte[] raw) {
        if (raw.length != KEY_BYTES) {
            return Optional.empty();
        }
        byte[] encoded = new byte[HEAD.length + KEY_BYTES];
        System.arraycopy(HEAD, 0, encoded, 0, HEAD.length);
        System.arraycopy(raw, 0, encoded, HEAD.length, KEY_BYTES);
        try {
            return Optional.of(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Proof> proof(WebhookRequest call) {
        String time = call.header("telnyx-timestamp");
        if (!Window.FRESH.hasSeconds(time, call.now())) {
            return Optional.empty();
        }
        byte[] message = call.withBody(time + "|", "");
        return Base64Text.decoded(call.header("telnyx-signature-ed25519"))
                .filter(signature -> keys.stream().anyMatch(key -> isSigned(key, message, signature)))
                .map(signature -> Proof.of(message));
    }

    private static boolean isSigned(PublicKey key, byte[] message, byte[] signature) {
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(key);
            check.update(message);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
