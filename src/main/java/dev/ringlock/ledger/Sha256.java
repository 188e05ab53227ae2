package dev.ringlock.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 in hex. */
public final class Sha256 {

    private Sha256() {}

    /** Of one text, as it is in UTF-8: what {@code sha256sum} prints for it. */
    public static String hex(String text) {
        return hex(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Of these bytes. */
    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    /** Of several parts, each behind its length in four bytes, so that no two lists of parts have one hash. */
    public static String hex(String first, String... more) {
        MessageDigest digest = digest();
        ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);
        add(digest, length, first);
        for (String part : more) {
            add(digest, length, part);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, ByteBuffer length, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update(length.putInt(0, bytes.length).array());
        digest.update(bytes);
    }

    /** Of bytes that come one piece behind the other. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
