package dev.ringlock.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.consent.HeldText;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.terms.Purpose;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EnvelopeTest {

    private static final Purpose MARKETING = new Purpose("marketing");
    private static final PhoneNumber NUMBER = PhoneNumber.ofCanonical("+12025550123");
    private static final ContactId CONTACT = ContactId.ofMac(new byte[16]);

    private final Envelope envelope = new Envelope();

    static Stream<JsonNode> vectors() {
        return StreamSupport.stream(Vectors.read("envelope").spliterator(), false);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void sealsToTheKnownAnswer(JsonNode vector) {
        Envelope fixed = new Envelope(new FixedRandom(Vectors.bytes(vector, "nonce")));
        byte[] sealed =
                fixed.seal(key(Vectors.bytes(vector, "dataKey")), contact(vector), purpose(vector), number(vector));
        assertArrayEquals(Vectors.bytes(vector, "sealed"), sealed);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void opensTheKnownAnswer(JsonNode vector) {
        PhoneNumber opened = envelope.open(
                key(Vectors.bytes(vector, "dataKey")),
                contact(vector),
                purpose(vector),
                Vectors.bytes(vector, "sealed"));
        assertEquals(number(vector), opened);
    }

    static Stream<JsonNode> parts() {
        return StreamSupport.stream(Vectors.read("part").spliterator(), false);
    }

    @ParameterizedTest
    @MethodSource("parts")
    void sealsAPartToTheKnownAnswerAndOpensIt(JsonNode vector) {
        Envelope fixed = new Envelope(new FixedRandom(Vectors.bytes(vector, "nonce")));
        DataKey key = key(Vectors.bytes(vector, "dataKey"));
        String export = vector.get("exportId").textValue();
        int part = vector.get("part").intValue();
        byte[] clear = Vectors.bytes(vector, "clear");
        byte[] sealed = fixed.sealPart(key, export, purpose(vector), part, clear);
        assertArrayEquals(Vectors.bytes(vector, "sealed"), sealed);
        assertArrayEquals(clear, envelope.openPart(key, export, purpose(vector), part, sealed));
    }

    @Test
    void aPartOpensAsNothingElse() {
        DataKey key = key(new byte[32]);
        byte[] part = envelope.sealPart(key, "e1", MARKETING, 2, new byte[16]);
        assertPartCannotOpen(key, "e2", MARKETING, 2, part);
        assertPartCannotOpen(key, "e1", new Purpose("service"), 2, part);
        assertPartCannotOpen(key, "e1", MARKETING, 1, part);
        assertCannotOpen(key, CONTACT, MARKETING, part);
        assertPartCannotOpen(key, "e1", MARKETING, 2, envelope.seal(key, CONTACT, MARKETING, NUMBER));
        for (int i = 0; i < part.length; i++) {
            byte[] tampered = part.clone();
            tampered[i] ^= 1;
            assertPartCannotOpen(key, "e1", MARKETING, 2, tampered);
            assertPartCannotOpen(key, "e1", MARKETING, 2, Arrays.copyOf(part, i));
        }
    }

    static Stream<JsonNode> texts() {
        return StreamSupport.stream(Vectors.read("text").spliterator(), false);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void sealsATextToTheKnownAnswerAndOpensIt(JsonNode vector) {
        Envelope fixed = new Envelope(new FixedRandom(Vectors.bytes(vector, "nonce")));
        DataKey key = key(Vectors.bytes(vector, "dataKey"));
        Ulid id = new Ulid(vector.get("id").textValue());
        HeldText text = new HeldText(
                vector.get("sender").textValue(),
                vector.get("provider").textValue(),
                vector.get("text").textValue(),
                vector.get("cut").booleanValue());
        byte[] sealed = fixed.sealText(key, contact(vector), id, text);
        assertArrayEquals(Vectors.bytes(vector, "sealed"), sealed);
        assertEquals(text, envelope.openText(key, contact(vector), id, sealed));
    }

    @Test
    void aTextOpensAsNothingElse() {
        DataKey key = key(new byte[32]);
        Ulid id = new Ulid("01JCXQ0V5T8V3N6Q2R9Y7Z4M10");
        byte[] other = new byte[16];
        other[15] = 1;
        byte[] sealed = envelope.sealText(key, CONTACT, id, HeldText.of("+12025550101", "twilio", "maybe stop"));
        assertTextCannotOpen(key, ContactId.ofMac(other), id, sealed);
        assertTextCannotOpen(key, CONTACT, new Ulid("01JCXQ0V5T8V3N6Q2R9Y7Z4M11"), sealed);
        assertTextCannotOpen(key, CONTACT, id, envelope.seal(key, CONTACT, Purpose.HELD, NUMBER));
        assertCannotOpen(key, CONTACT, Purpose.HELD, sealed);
        for (int i = 0; i < sealed.length; i++) {
            byte[] tampered = sealed.clone();
            tampered[i] ^= 1;
            assertTextCannotOpen(key, CONTACT, id, tampered);
            assertTextCannotOpen(key, CONTACT, id, Arrays.copyOf(sealed, i));
        }
    }

    @Test
    void aTextsLengthIsOneOfFour() {
        DataKey key = key(new byte[32]);
        Ulid id = new Ulid("01JCXQ0V5T8V3N6Q2R9Y7Z4M10");
        Set<Integer> lengths = new TreeSet<>();
        for (int length = 0; length <= HeldText.MOST + 1; length++) {
            for (String letter : List.of("a", "\u20AC")) {
                HeldText text = HeldText.of("s".repeat(100), "messagebird", letter.repeat(length));
                lengths.add(envelope.sealText(key, CONTACT, id, text).length);
            }
        }
        assertEquals(Set.of(256 + 29, 1_024 + 29, 4_096 + 29, 16_384 + 29), lengths);
    }

    @Test
    void failsClosedOnEveryTamperedByteAndLength() {
        DataKey key = key(new byte[32]);
        byte[] sealed = envelope.seal(key, CONTACT, MARKETING, NUMBER);
        for (int i = 0; i < sealed.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] tampered = sealed.clone();
                tampered[i] ^= (byte) (1 << bit);
                assertCannotOpen(key, CONTACT, MARKETING, tampered);
            }
        }
        for (int length = 0; length <= sealed.length + 1; length++) {
            if (length != sealed.length) {
                assertCannotOpen(key, CONTACT, MARKETING, Arrays.copyOf(sealed, length));
            }
        }
    }

    @Test
    void failsClosedForAnotherContactPurposeOrKey() {
        DataKey key = key(new byte[32]);
        byte[] other = new byte[16];
        other[15] = 1;
        byte[] sealed = envelope.seal(key, CONTACT, MARKETING, NUMBER);
        assertCannotOpen(key, ContactId.ofMac(other), MARKETING, sealed);
        assertCannotOpen(key, CONTACT, new Purpose("service"), sealed);
        assertCannotOpen(key, CONTACT, Purpose.MAINTENANCE, sealed);
        byte[] otherKey = new byte[32];
        otherKey[31] = 1;
        assertCannotOpen(key(otherKey), CONTACT, MARKETING, sealed);
    }

    @Test
    void sealsTheSameNumberDifferentlyEachTimeAndAllNumbersToOneLength() {
        DataKey key = key(new byte[32]);
        byte[] once = envelope.seal(key, CONTACT, MARKETING, NUMBER);
        byte[] twice = envelope.seal(key, CONTACT, MARKETING, NUMBER);
        byte[] other = envelope.seal(key, CONTACT, MARKETING, PhoneNumber.ofCanonical("+442079460123"));
        assertFalse(Arrays.equals(once, twice));
        assertEquals(45, once.length);
        assertEquals(45, other.length);
    }

    @Test
    void theContextHasOneReadingOnly() {
        assertFalse(Arrays.equals(Envelope.lengthPrefixed("ab", "c"), Envelope.lengthPrefixed("a", "bc")));
        assertFalse(Arrays.equals(Envelope.lengthPrefixed("a"), Envelope.lengthPrefixed("a", "")));
    }

    private void assertCannotOpen(DataKey key, ContactId contact, Purpose purpose, byte[] sealed) {
        var thrown = assertThrows(CannotOpenException.class, () -> envelope.open(key, contact, purpose, sealed));
        assertEquals("cannot be opened", thrown.getMessage());
        assertNull(thrown.getCause());
    }

    private void assertTextCannotOpen(DataKey key, ContactId contact, Ulid id, byte[] sealed) {
        assertThrows(CannotOpenException.class, () -> envelope.openText(key, contact, id, sealed));
    }

    private void assertPartCannotOpen(DataKey key, String export, Purpose purpose, int part, byte[] sealed) {
        assertThrows(CannotOpenException.class, () -> envelope.openPart(key, export, purpose, part, sealed));
    }

    private static DataKey key(byte[] clear) {
        return new DataKey(clear.clone(), new byte[1]);
    }

    private static ContactId contact(JsonNode vector) {
        return new ContactId(vector.get("contactId").textValue());
    }

    private static Purpose purpose(JsonNode vector) {
        return new Purpose(vector.get("purpose").textValue());
    }

    private static PhoneNumber number(JsonNode vector) {
        return PhoneNumber.ofCanonical(vector.get("number").textValue());
    }

    private static final class FixedRandom extends SecureRandom {

        private final byte[] fixed;

        FixedRandom(byte[] fixed) {
            this.fixed = fixed;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(fixed, 0, bytes, 0, bytes.length);
        }
    }
}
