package dev.ringlock.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ringlock.phone.ContactId;
import dev.ringlock.terms.Purpose;
import org.junit.jupiter.api.Test;

class PseudonymsTest {

    private static final ContactId CONTACT = new ContactId("c1_" + "a".repeat(26));

    /** Computed with Python: base32(hmac(key, b"ringlock/pseudonym/1" + contactId, sha256)[:16]), lower case. */
    @Test
    void aPseudonymIsTheKnownAnswer() {
        Keys keys = new TestKeys() {
            @Override
            public DataKey unwrap(Purpose purpose, byte[] wrapped) {
                byte[] clear = new byte[32];
                for (int i = 0; i < clear.length; i++) {
                    clear[i] = (byte) i;
                }
                return new DataKey(clear, wrapped);
            }
        };
        try (Pseudonyms pseudonyms = Pseudonyms.open(keys, "01KD5M0AZ0000000000000000A", new byte[0])) {
            assertEquals("p_stcvtsuj44ytbhnxewy6exxk6e", pseudonyms.of(CONTACT));
            assertEquals("p_stcvtsuj44ytbhnxewy6exxk6e", pseudonyms.of(CONTACT));
        }
    }

    @Test
    void theSamePersonHasAnotherPseudonymInAnotherDataset() {
        assertNotEquals(pseudonym("01KD5M0AZ0000000000000000A"), pseudonym("01KD5M0AZ0000000000000000B"));
    }

    @Test
    void theContextIsTheDatasetsAndNoPolicyCanHaveSuchAPurpose() {
        assertEquals(
                "dataset/01KD5M0AZ0000000000000000A",
                Purpose.ofDataset("01KD5M0AZ0000000000000000A").id());
        assertEquals(false, Purpose.isId("dataset/01KD5M0AZ0000000000000000A"));
        assertThrows(IllegalArgumentException.class, () -> new Purpose("marketing/x"));
    }

    private static String pseudonym(String dataset) {
        Keys keys = new TestKeys();
        try (Pseudonyms pseudonyms = Pseudonyms.open(keys, dataset, Pseudonyms.newKey(keys, dataset))) {
            return pseudonyms.of(CONTACT);
        }
    }
}
