package dev.ringlock.standalone.staff;

import dev.ringlock.ledger.Sha256;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A random text of 256 bits that its holder shows again: a session's token, a device's mark, a client's secret. Only its
 * hash is stored. Nobody guesses it, so a fast hash is enough.
 */
final class RandomSecret {

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomSecret() {}

    /** @param kind by which its holder, or a scanner of source code, knows what it is */
    static String make(SecretKind kind) {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return kind.prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** What is stored of it. A row is found by it, so no comparison tells how much of a guess was right. */
    static String hash(String secret) {
        return Sha256.hex(secret);
    }

    /** Kinds of secrets. */
    enum SecretKind {
        SESSION("rls_"),
        DEVICE("rld_"),
        CLIENT("rlc_");

        private final String prefix;

        SecretKind(String prefix) {
            this.prefix = prefix;
        }

        boolean is(String text) {
            return text.startsWith(prefix);
        }
    }
}
