package dev.ringlock.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ringlock.terms.Purpose;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every key engine keeps of the promise of {@link Keys}. */
public abstract class KeysContract {

    private static final Purpose MARKETING = new Purpose("marketing");

    /** The engine, with the same keys each time it is asked for. */
    protected abstract Keys keys();

    @Test
    void aDataKeyComesBackFromItsWrappedForm() {
        DataKey key = keys().generate(MARKETING);
        DataKey back = keys().unwrap(MARKETING, key.wrapped());
        assertEquals(key.secret(), back.secret());
        assertArrayEquals(key.wrapped(), back.wrapped());
    }

    @Test
    void noTwoDataKeysAreTheSame() {
        DataKey one = keys().generate(MARKETING);
        DataKey two = keys().generate(MARKETING);
        assertFalse(one.secret().equals(two.secret()));
        assertFalse(Arrays.equals(one.wrapped(), two.wrapped()));
    }

    @Test
    void theWrappedFormDoesNotHoldTheKey() {
        DataKey key = keys().generate(MARKETING);
        String wrapped = new String(key.wrapped(), java.nio.charset.StandardCharsets.ISO_8859_1);
        String clear = new String(key.secret().getEncoded(), java.nio.charset.StandardCharsets.ISO_8859_1);
        assertFalse(wrapped.contains(clear));
    }

    @Test
    void anotherPurposeCannotUnwrap() {
        byte[] wrapped = keys().generate(MARKETING).wrapped();
        assertCannotUnwrap(new Purpose("service"), wrapped);
        assertCannotUnwrap(Purpose.MAINTENANCE, wrapped);
    }

    /** moto takes a wrapped key whose first bytes are changed for one of another key, and refuses access. */
    @Test
    @Tag("beyond-moto")
    void everyTamperedByteFailsClosed() {
        byte[] wrapped = keys().generate(MARKETING).wrapped();
        for (int i = 0; i < wrapped.length; i++) {
            byte[] tampered = wrapped.clone();
            tampered[i] ^= 1;
            assertCannotUnwrap(MARKETING, tampered);
        }
        assertCannotUnwrap(MARKETING, new byte[0]);
        assertCannotUnwrap(MARKETING, Arrays.copyOf(wrapped, wrapped.length - 1));
    }

    @Test
    void aMacIsTheSameForALabelAndAnotherForAnother() {
        assertArrayEquals(keys().mac("ringlock/index/1"), keys().mac("ringlock/index/1"));
        assertFalse(Arrays.equals(keys().mac("ringlock/index/1"), keys().mac("ringlock/index/2")));
        assertEquals(32, keys().mac("ringlock/index/1").length);
    }

    private void assertCannotUnwrap(Purpose purpose, byte[] wrapped) {
        var thrown = assertThrows(CannotOpenException.class, () -> keys().unwrap(purpose, wrapped));
        assertEquals("cannot be opened", thrown.getMessage());
        assertNull(thrown.getCause());
    }
}
