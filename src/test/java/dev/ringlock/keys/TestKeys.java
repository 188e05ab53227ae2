package dev.ringlock.keys;

import dev.ringlock.ledger.Sha256;
import dev.ringlock.terms.Purpose;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;

/** Keys that are worth nothing, for tests of what is done with them; every call is counted. */
public class TestKeys implements Keys {

    private final AtomicInteger calls = new AtomicInteger();
    private final String macs;

    public TestKeys() {
        this("mac");
    }

    /** @param macs stands for the key of the MACs */
    public TestKeys(String macs) {
        this.macs = macs;
    }

    @Override
    public DataKey generate(Purpose purpose) {
        calls.incrementAndGet();
        return new DataKey(hash("key", purpose.id()), hash("wrapped", purpose.id()));
    }

    @Override
    public DataKey unwrap(Purpose purpose, byte[] wrapped) {
        calls.incrementAndGet();
        return new DataKey(hash("key", purpose.id()), wrapped);
    }

    @Override
    public byte[] mac(String label) {
        calls.incrementAndGet();
        return hash(macs, label);
    }

    /** The calls since the last time it was asked. */
    public int takeCalls() {
        return calls.getAndSet(0);
    }

    private static byte[] hash(String kind, String what) {
        return HexFormat.of().parseHex(Sha256.hex(kind, what));
    }
}
