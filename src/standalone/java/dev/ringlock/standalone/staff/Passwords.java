package dev.ringlock.standalone.staff;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * Passwords and their hashes: Argon2id with 19 MiB, two passes and one lane, as OWASP advises. The parameters are written
 * with each hash, so a later build may choose others.
 */
final class Passwords {

    static final int FEWEST = 12;
    static final int MOST = 200;

    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;

    /** Without the letters and digits that look alike. */
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int GROUPS = 5;
    private static final int GROUP = 4;

    /** Of 32 random bytes that nobody knows: an unknown name costs the same work as a known one. */
    static final String NOBODYS =
            "$argon2id$v=19$m=19456,t=2,p=1$0TH3l7730apdtTtF53OUOQ" + "$624xxhliVm3vr0hhBHur+bTphqLXfqYkmLGzSEyKSBY";

    private final SecureRandom random = new SecureRandom();

    /** The hash that is kept. */
    String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID)
                .hash(bytes(password), salt)
                .getResult();
    }

    /** Whether it is the password of that hash. Takes the same time for every password. */
    boolean match(String password, String hash) {
        return Argon2Function.getInstanceFromHash(hash)
                .check(bytes(password), hash.getBytes(StandardCharsets.US_ASCII));
    }

    /** A new password that nobody has to think of: 20 characters, 99 bits. */
    String make() {
        StringBuilder made = new StringBuilder();
        for (int i = 0; i < GROUPS * GROUP; i++) {
            made.append(i > 0 && i % GROUP == 0 ? "-" : "").append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return made.toString();
    }

    /** Why a person may not have that password. */
    static Optional<String> refusal(String name, String password) {
        if (password.codePointCount(0, password.length()) < FEWEST) {
            return Optional.of("A password has at least " + FEWEST + " characters.");
        } else if (password.length() > MOST) {
            return Optional.of("A password has at most " + MOST + " characters.");
        } else if (password.chars().distinct().count() < FEWEST / 2) {
            return Optional.of("A password has more than a few different characters.");
        } else if (password.toLowerCase(Locale.ROOT).contains(name)) {
            return Optional.of("A password does not contain the person's name.");
        }
        return Optional.empty();
    }

    /** Keyboards write the same letter in several ways. */
    private static byte[] bytes(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC).getBytes(StandardCharsets.UTF_8);
    }
}
