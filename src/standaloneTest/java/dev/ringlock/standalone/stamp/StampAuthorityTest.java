package dev.ringlock.standalone.stamp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.evidence.StampReader.NoStampException;
import dev.ringlock.evidence.StampReader.ReadStamp;
import dev.ringlock.standalone.stamp.LocalAuthority.Mood;
import dev.ringlock.steps.anchor.CheckedStamp;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Time stamps of an authority with a real HTTP server: the right ones are kept, and all others are refused. */
class StampAuthorityTest {

    private static final Instant NOW = Instant.parse("2046-11-25T03:04:05Z");
    private static final String DIGEST = "0123456789abcdef".repeat(4);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "secp256r1", "secp384r1"})
    void aRightTimeStampSaysWhenOfWhatAndByWhom(String kind) throws Exception {
        try (LocalAuthority authority = new LocalAuthority(kind, NOW)) {
            CheckedStamp stamp = client(authority, LocalAuthority.POLICY).stamp(DIGEST);
            assertEquals(DIGEST, stamp.read().digest());
            assertEquals("2046-11-25T03:04:05Z", stamp.read().at());
            assertEquals("Harbour Time", stamp.read().signer());
            assertEquals(64, stamp.read().certificate().length());
            ReadStamp again = new SignedStamps().read(stamp.response());
            assertEquals(stamp.read(), again);
        }
    }

    /** Some authorities leave lengths open. What is kept has them. */
    @Test
    void anAnswerWithOpenLengthsIsKeptWithClosedOnes() throws Exception {
        try (LocalAuthority authority = new LocalAuthority("RSA", NOW)) {
            authority.mood = Mood.LOOSE;
            CheckedStamp stamp = client(authority, null).stamp(DIGEST);
            assertEquals(DIGEST, new SignedStamps().read(stamp.response()).digest());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Mood.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"HONEST", "LOOSE"})
    void everyOtherAnswerIsRefusedInTime(Mood mood) throws Exception {
        try (LocalAuthority authority = new LocalAuthority("secp256r1", NOW)) {
            authority.mood = mood;
            StampAuthority client = client(authority, LocalAuthority.POLICY);
            NoStampException refused = assertThrows(NoStampException.class, () -> client.stamp(DIGEST));
            assertTrue(String.valueOf(refused.getMessage()).length() > 5);
            authority.mood = Mood.HONEST;
            assertEquals(DIGEST, client.stamp(DIGEST).read().digest());
        }
    }

    @Test
    void aCertificateThatWasOverBeforeTheTimeIsRefused() throws Exception {
        try (LocalAuthority authority = new LocalAuthority("RSA", NOW, NOW.minusSeconds(60))) {
            assertThrows(NoStampException.class, () -> client(authority, null).stamp(DIGEST));
        }
    }

    @Test
    void nobodyAtTheAddressIsAFailureToBeTriedAgain() {
        StampAuthority nobody = new StampAuthority(URI.create("http://127.0.0.1:1/"), null, PATIENCE);
        assertThrows(NoStampException.class, () -> nobody.stamp(DIGEST));
    }

    @Test
    void bytesBehindATimeStampOrMissingOnesAreRefused() throws Exception {
        byte[] right;
        try (LocalAuthority authority = new LocalAuthority("RSA", NOW)) {
            right = client(authority, null).stamp(DIGEST).response();
        }
        SignedStamps stamps = new SignedStamps();
        for (int length : new int[] {0, 1, right.length - 1, right.length + 1}) {
            assertThrows(NoStampException.class, () -> stamps.read(Arrays.copyOf(right, length)));
        }
        assertEquals(DIGEST, stamps.read(right).digest());
    }

    @Test
    void aForgedTimeStampIsRefused() throws Exception {
        SignedStamps stamps = new SignedStamps();
        assertEquals(DIGEST, stamps.read(ForgedStamps.right(DIGEST, NOW)).digest());
        Map<String, byte[]> forged = ForgedStamps.of(DIGEST, NOW);
        // it is right, and of something else
        byte[] other = forged.remove("another digest");
        assertNotEquals(DIGEST, stamps.read(other).digest());
        forged.forEach((what, stamp) -> assertThrows(NoStampException.class, () -> stamps.read(stamp), what));
    }

    private static StampAuthority client(LocalAuthority authority, String policy) {
        return new StampAuthority(authority.address(), policy, PATIENCE);
    }
}
