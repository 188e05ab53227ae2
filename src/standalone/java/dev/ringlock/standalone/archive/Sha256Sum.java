package dev.ringlock.standalone.archive;

import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of bytes that come one piece behind the other. */
final class Sha256Sum {

    private final MessageDigest digest;

    Sha256Sum() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    void add(byte[] bytes) {
        digest.update(bytes);
    }

    /** Of what is written there. */
    OutputStream of(OutputStream to) {
        return new DigestOutputStream(to, digest);
    }

    /** Of what is read from there. */
    InputStream of(InputStream from) {
        return new DigestInputStream(from, digest);
    }

    /** In hex. It begins anew then. */
    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
