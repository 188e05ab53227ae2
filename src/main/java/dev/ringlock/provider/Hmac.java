package dev.ringlock.provider;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A keyed hash as a signature. */
public enum Hmac {
    /** Twilio's; as a keyed hash SHA-1 is not broken. */
    SHA1("HmacSHA1"),
    SHA256("HmacSHA256"),
    SHA384("HmacSHA384"),
    SHA512("HmacSHA512");

    private final String algorithm;

    Hmac(String algorithm) {
        this.algorithm = algorithm;
    }

    /** Whether the signature is the base64 of what one of the secrets makes of the message. */
    public boolean signed(List<Secret> secrets, byte[] message, String signature) {
        boolean signed = false;
        for (Secret secret : secrets) {
            signed |= same(Base64.getEncoder().encodeToString(of(secret, message)), signature);
        }
        return signed;
    }

    public boolean signed(List<Secret> secrets, String message, String signature) {
        return signed(secrets, message.getBytes(StandardCharsets.UTF_8), signature);
    }

    public byte[] of(Secret secret, byte[] message) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.bytes(), algorithm));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(algorithm + " is missing");
        }
    }

    /** Compares in a time that does not tell where they differ. */
    public static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
