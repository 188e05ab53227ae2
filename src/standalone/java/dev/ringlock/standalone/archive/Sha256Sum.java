package dev.ringlock.standalone.archive;

import dev.ringlock.ledger.Sha256;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** SHA-256 of bytes that come one piece behind the other. */
final class Sha256Sum {

    private final MessageDigest digest = Sha256.digest();

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
