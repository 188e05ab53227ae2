package dev.ringlock.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.terms.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How often an opener asks the key engine, and when. */
class OpenerTest {

    private static final Purpose MARKETING = new Purpose("marketing");
    private static final ContactId CONTACT = ContactId.ofMac(new byte[16]);
    private static final PhoneNumber NUMBER = PhoneNumber.ofCanonical("+12025550123");

    private final Envelope envelope = new Envelope();
    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void aPagesKeysAreUnwrappedSideBySideEachOnce() {
        CountDownLatch sixteen = new CountDownLatch(16);
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<byte[]> wrapped = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            wrapped.add(new byte[] {(byte) (i % 50)});
        }
        try (Opener opener = new Opener(
                engine(() -> {
                    most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                    sixteen.countDown();
                    assertTrue(await(sixteen), "they are called one after the other");
                    atOnce.decrementAndGet();
                }),
                envelope,
                100)) {
            opener.ready(MARKETING, wrapped);
            assertEquals(50, calls.get());
            assertEquals(16, most.get());
            opener.ready(MARKETING, wrapped);
            assertEquals(
                    NUMBER,
                    opener.open(CONTACT, MARKETING, envelope.seal(key(), CONTACT, MARKETING, NUMBER), wrapped.get(7)));
            assertEquals(50, calls.get());
        }
    }

    @Test
    void aKeyThatOpensNothingIsAskedForOnceAndToldByEachOpening() {
        byte[] sealed = envelope.seal(key(), CONTACT, MARKETING, NUMBER);
        try (Opener opener = new Opener(
                engine(() -> {
                    throw new CannotOpenException();
                }),
                envelope)) {
            opener.ready(MARKETING, List.of(new byte[] {1}));
            for (int i = 0; i < 3; i++) {
                assertThrows(CannotOpenException.class, () -> opener.open(CONTACT, MARKETING, sealed, new byte[] {1}));
            }
            assertEquals(1, calls.get());
        }
    }

    @Test
    void aKeyThatCouldNotBeHadIsAskedForAgain() {
        byte[] sealed = envelope.seal(key(), CONTACT, MARKETING, NUMBER);
        try (Opener opener = new Opener(
                engine(() -> {
                    if (calls.get() == 1) {
                        throw new KeysUnavailableException("away");
                    }
                }),
                envelope)) {
            assertThrows(KeysUnavailableException.class, () -> opener.ready(MARKETING, List.of(new byte[] {1})));
            assertEquals(NUMBER, opener.open(CONTACT, MARKETING, sealed, new byte[] {1}));
        }
    }

    @Test
    void ofMoreKeysThanItKeepsTheOneThatWasNotAskedForTheLongestMakesRoom() {
        byte[] sealed = envelope.seal(key(), CONTACT, MARKETING, NUMBER);
        try (Opener opener = new Opener(engine(() -> {}), envelope, 2)) {
            for (byte key : new byte[] {1, 2, 1, 3, 1}) {
                opener.open(CONTACT, MARKETING, sealed, new byte[] {key});
            }
            assertEquals(3, calls.get());
            opener.open(CONTACT, MARKETING, sealed, new byte[] {2});
            assertEquals(4, calls.get());
        }
    }

    private Keys engine(Runnable before) {
        return new Keys() {
            @Override
            public DataKey generate(Purpose purpose) {
                throw new UnsupportedOperationException();
            }

            @Override
            public DataKey unwrap(Purpose purpose, byte[] wrapped) {
                calls.incrementAndGet();
                before.run();
                return key();
            }

            @Override
            public byte[] mac(String label) {
                throw new UnsupportedOperationException();
            }
        };
    }

    private static DataKey key() {
        return new DataKey(new byte[32], new byte[1]);
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
