package dev.ringlock.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ringlock.TestClock;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.terms.Purpose;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DataKeysTest {

    private static final Purpose MARKETING = new Purpose("marketing");
    private static final Purpose SERVICE = new Purpose("service");
    private static final PhoneNumber NUMBER = PhoneNumber.ofCanonical("+12025550123");
    private static final ContactId CONTACT = ContactId.ofMac(new byte[16]);

    private final TestClock clock = new TestClock();
    private final CountingKeys keys = new CountingKeys();
    private final Envelope envelope = new Envelope();
    private final DataKeys dataKeys = new DataKeys(keys, envelope, clock);

    @Test
    void onePurposeIsServedByOneKeyAndAnotherByAnother() {
        seal(MARKETING);
        seal(MARKETING);
        seal(SERVICE);
        assertEquals(List.of(MARKETING, SERVICE), keys.asked);
    }

    @Test
    void aKeyServesTenThousandSealsAndNotOneMore() {
        for (int i = 0; i < 10_000; i++) {
            seal(MARKETING);
        }
        assertEquals(1, keys.asked.size());
        seal(MARKETING);
        assertEquals(2, keys.asked.size());
    }

    @Test
    void aKeyServesTenMinutesAndNotAMillisecondMore() {
        seal(MARKETING);
        clock.advance(Duration.ofMinutes(10).minusMillis(1));
        seal(MARKETING);
        assertEquals(1, keys.asked.size());
        clock.advance(Duration.ofMillis(1));
        seal(MARKETING);
        assertEquals(2, keys.asked.size());
    }

    @Test
    void aClockThatIsSetBackDoesNotLengthenAKeysLife() {
        seal(MARKETING);
        clock.advance(Duration.ofHours(-1));
        seal(MARKETING);
        assertEquals(2, keys.asked.size());
    }

    @Test
    void aSpentKeyIsWiped() {
        seal(MARKETING);
        clock.advance(Duration.ofMinutes(10));
        seal(MARKETING);
        assertArrayEquals(new byte[32], keys.clear.get(0));
    }

    @Test
    void withoutAFreshKeyNothingIsSealedAndTheOldOneIsNotUsedOn() {
        seal(MARKETING);
        clock.advance(Duration.ofMinutes(10));
        keys.broken = true;
        assertThrows(KeysUnavailableException.class, () -> seal(MARKETING));
        assertThrows(KeysUnavailableException.class, () -> seal(MARKETING));
        keys.broken = false;
        seal(MARKETING);
    }

    @Test
    void whatIsSealedOpensWithTheKeyBesideIt() {
        DataKeys.Sealed sealed = seal(MARKETING);
        DataKey key = new DataKey(keys.clear.get(sealed.wrappedKey()[0]).clone(), sealed.wrappedKey());
        assertEquals(NUMBER, envelope.open(key, CONTACT, MARKETING, sealed.sealed()));
    }

    private DataKeys.Sealed seal(Purpose purpose) {
        return dataKeys.seal(CONTACT, purpose, NUMBER);
    }

    /** Hands out keys whose bytes it can still see; the wrapped form is their place in the list. */
    private static final class CountingKeys implements Keys {

        final List<Purpose> asked = new ArrayList<>();
        final List<byte[]> clear = new ArrayList<>();
        boolean broken;

        @Override
        public DataKey generate(Purpose purpose) {
            if (broken) {
                throw new KeysUnavailableException("broken");
            }
            asked.add(purpose);
            byte[] key = new byte[32];
            key[0] = (byte) asked.size();
            clear.add(key);
            return new DataKey(key, new byte[] {(byte) (clear.size() - 1)});
        }

        @Override
        public DataKey unwrap(Purpose purpose, byte[] wrapped) {
            throw new CannotOpenException();
        }

        @Override
        public byte[] mac(String label) {
            return new byte[32];
        }
    }
}
