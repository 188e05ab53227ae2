package dev.ringlock.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class CookieSealsTest {

    private static final String TEXT = "+12025550123";

    private final CookieSeals seals = new CookieSeals(new Index(new TestKeys()), new Envelope());

    @Test
    void onlyTheSameKeyAndNameOpenIt() {
        String sealed = seals.seal("one", TEXT);
        assertEquals(Optional.of(TEXT), seals.open("one", sealed));
        assertEquals(Optional.empty(), seals.open("two", sealed));
        assertNotEquals(sealed, seals.seal("one", TEXT), "each has a nonce of its own");
        assertFalse(sealed.contains("5550123"));
    }

    @Test
    void anyOtherValueIsNone() {
        String sealed = seals.seal("one", TEXT);
        for (int i = 0; i < sealed.length(); i++) {
            char other = sealed.charAt(i) == 'A' ? 'Q' : 'A';
            String changed = sealed.substring(0, i) + other + sealed.substring(i + 1);
            // the last character has bits that mean nothing
            if (i < sealed.length() - 1) {
                assertEquals(Optional.empty(), seals.open("one", changed), "at " + i);
            }
        }
        for (String value : new String[] {"", "A", "%", sealed + "A", sealed.substring(1)}) {
            assertEquals(Optional.empty(), seals.open("one", value), value);
        }
    }
}
