package dev.ringlock.standalone.staff;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;

/** One-time codes by an app on the person's phone: TOTP (RFC 6238) with SHA-1, six digits and 30 seconds, as all apps have it. */
final class SecondFactor {

    private static final int SEED_BYTES = 20;
    private static final int STEP_SECONDS = 30;

    /** The code before and the one after count too: clocks differ, and people type slowly. */
    private static final int DRIFT = 1;

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;

    private final SecureRandom random = new SecureRandom();
    private final TimeBasedOneTimePasswordGenerator codes = new TimeBasedOneTimePasswordGenerator();

    byte[] seed() {
        byte[] seed = new byte[SEED_BYTES];
        random.nextBytes(seed);
        return seed;
    }

    /**
     * The time step that a code is of; empty if it is of none that counts now. The time that this takes does not depend on
     * the code.
     *
     * @param after the last step that has counted: a code counts once
     */
    OptionalLong step(byte[] seed, String code, Instant now, long after) {
        byte[] given = code.replace(" ", "").getBytes(StandardCharsets.UTF_8);
        long present = now.getEpochSecond() / STEP_SECONDS;
        long found = 0;
        for (long step = present - DRIFT; step <= present + DRIFT; step++) {
            boolean same = MessageDigest.isEqual(code(seed, step).getBytes(StandardCharsets.UTF_8), given);
            found = same & (step > after) ? step : found;
        }
        return found == 0 ? OptionalLong.empty() : OptionalLong.of(found);
    }

    /** The code that the person's app shows at that step. */
    String code(byte[] seed, long step) {
        try {
            Instant at = Instant.ofEpochSecond(step * STEP_SECONDS);
            return codes.generateOneTimePasswordString(new SecretKeySpec(seed, "RAW"), at);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("this Java platform has no HMAC-SHA-1", e);
        }
    }

    /** What an app reads from a picture or a link: whose codes they are, and the seed. */
    static String uri(String owner, String name, byte[] seed) {
        String issuer = escaped(owner);
        return "otpauth://totp/" + issuer + ":" + escaped(name) + "?secret=" + base32(seed) + "&issuer=" + issuer;
    }

    /** The seed as a person types it into an app. It has a multiple of five bytes. */
    static String base32(byte[] seed) {
        StringBuilder text = new StringBuilder();
        long bits = 0;
        int count = 0;
        for (byte each : seed) {
            bits = (bits << Byte.SIZE) | (each & 0xff);
            for (count += Byte.SIZE; count >= BITS; count -= BITS) {
                text.append(BASE32.charAt((int) (bits >> (count - BITS)) & 31));
            }
        }
        return text.toString();
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
