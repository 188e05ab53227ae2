package dev.ringlock.standalone.inbox;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A self-signed certificate, to play SNS without AWS. The JDK reads certificates but makes none. This writes the few
 * fields that X.509 requires, in DER.
 */
final class ThrowAwayCertificate {

    private static final byte[] SHA_256_WITH_RSA = HexFormat.of().parseHex("300d06092a864886f70d01010b0500");
    private static final byte[] COMMON_NAME = HexFormat.of().parseHex("0603550403");
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int UTF8 = 0x0c;
    private static final int GENERALIZED_TIME = 0x18;

    private ThrowAwayCertificate() {}

    /** In PEM, valid for this century. */
    static byte[] of(KeyPair keys, String commonName) {
        byte[] name = der(
                SEQUENCE, der(SET, der(SEQUENCE, COMMON_NAME, der(UTF8, commonName.getBytes(StandardCharsets.UTF_8)))));
        byte[] validity = der(SEQUENCE, time("20000101000000Z"), time("21000101000000Z"));
        byte[] content = der(
                SEQUENCE,
                der(INTEGER, new byte[] {1}),
                SHA_256_WITH_RSA,
                name,
                validity,
                name,
                keys.getPublic().getEncoded());
        byte[] certificate =
                der(SEQUENCE, content, SHA_256_WITH_RSA, der(BIT_STRING, new byte[1], sign(keys, content)));
        return ("-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate)
                        + "\n-----END CERTIFICATE-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] time(String time) {
        return der(GENERALIZED_TIME, time.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] sign(KeyPair keys, byte[] content) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Tag, length, content. */
    private static byte[] der(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(tag);
        int length = content.size();
        if (length < 0x80) {
            all.write(length);
        } else if (length < 0x100) {
            all.write(0x81);
            all.write(length);
        } else {
            all.write(0x82);
            all.write(length >> 8);
            all.write(length);
        }
        all.writeBytes(content.toByteArray());
        return all.toByteArray();
    }
}
