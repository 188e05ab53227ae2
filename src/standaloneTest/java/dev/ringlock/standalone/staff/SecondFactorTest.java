package dev.ringlock.standalone.staff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecondFactorTest {

    private static final byte[] SEED = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
    private static final Instant NOW = Instant.parse("2046-11-23T10:00:10Z");
    private static final long STEP = NOW.getEpochSecond() / 30;

    private final SecondFactor factor = new SecondFactor();

    /** RFC 6238, appendix B, by its last six digits. */
    @ParameterizedTest
    @CsvSource({"59, 287082", "1111111109, 081804", "1111111111, 050471", "1234567890, 005924", "2000000000, 279037"})
    void theCodesAreThoseOfTheRfc(long second, String code) {
        assertEquals(code, factor.code(SEED, second / 30));
        assertEquals(OptionalLong.of(second / 30), factor.step(SEED, code, Instant.ofEpochSecond(second), 0));
    }

    @Test
    void theCodeBeforeAndTheOneAfterCountAndNoOther() {
        for (long step = STEP - 3; step <= STEP + 3; step++) {
            OptionalLong expected = Math.abs(step - STEP) <= 1 ? OptionalLong.of(step) : OptionalLong.empty();
            assertEquals(expected, factor.step(SEED, factor.code(SEED, step), NOW, 0), "step " + (step - STEP));
        }
    }

    @Test
    void aCodeOfTheLastStepThatCountedOrBeforeCountsNoMore() {
        assertEquals(OptionalLong.empty(), factor.step(SEED, factor.code(SEED, STEP), NOW, STEP));
        assertEquals(OptionalLong.empty(), factor.step(SEED, factor.code(SEED, STEP - 1), NOW, STEP));
        assertEquals(OptionalLong.of(STEP + 1), factor.step(SEED, factor.code(SEED, STEP + 1), NOW, STEP));
    }

    @Test
    void blanksAreLeftOutAndWhatIsNoCodeIsNone() {
        String code = factor.code(SEED, STEP);
        assertEquals(OptionalLong.of(STEP), factor.step(SEED, code.substring(0, 3) + " " + code.substring(3), NOW, 0));
        for (String none : new String[] {"", "0", code + "0", code.substring(1), "-" + code, "abcdef"}) {
            assertEquals(OptionalLong.empty(), factor.step(SEED, none, NOW, 0), none);
        }
    }

    @Test
    void theSeedIsShownAsAppsReadIt() {
        assertEquals("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", SecondFactor.base32(SEED));
        assertEquals(
                "otpauth://totp/Caf%C3%A9%20%26%20Books:ana?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                        + "&issuer=Caf%C3%A9%20%26%20Books",
                SecondFactor.uri("Café & Books", "ana", SEED));
        assertNotEquals(SecondFactor.base32(factor.seed()), SecondFactor.base32(factor.seed()));
    }
}
