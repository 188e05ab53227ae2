package dev.ringlock.phone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContactIdTest {

    @Test
    void isBase32OfTheFirstSixteenBytes() {
        // RFC 4648: "foobar" is MZXW6YTBOI======; here as the first bytes of sixteen
        byte[] mac = new byte[32];
        System.arraycopy("foobar".getBytes(StandardCharsets.US_ASCII), 0, mac, 0, 6);
        mac[31] = 1;
        assertEquals("c1_mzxw6ytboiaaaaaaaaaaaaaaaa", ContactId.ofMac(mac).value());
    }

    @Test
    void keepsEveryBit() {
        assertEquals(
                "c1_77777777777777777777777774",
                ContactId.ofMac(HexFormat.of().parseHex("ff".repeat(16))).value());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "c1_",
                "c0_aaaaaaaaaaaaaaaaaaaaaaaaaa",
                "d1_aaaaaaaaaaaaaaaaaaaaaaaaaa",
                "c1_AAAAAAAAAAAAAAAAAAAAAAAAAA",
                "c1_aaaa"
            })
    void refusesOtherShapes(String text) {
        assertThrows(IllegalArgumentException.class, () -> new ContactId(text));
    }
}
