package dev.ringlock.keys;

import dev.ringlock.consent.Purpose;
import dev.ringlock.keys.DataKeys.Sealed;
import jakarta.inject.Singleton;

/**
 * Seals the parts of an export, each with a data key of its own, which only the purpose's functions can have unwrapped:
 * whoever copies a file has nothing.
 */
@Singleton
public final class PartSeals {

    private final Keys keys;
    private final Envelope envelope;

    public PartSeals(Keys keys, Envelope envelope) {
        this.keys = keys;
        this.envelope = envelope;
    }

    /**
     * Seals a part.
     *
     * @throws KeysUnavailableException if no data key could be had; nothing was sealed
     */
    public Sealed seal(String export, Purpose purpose, int part, byte[] clear) {
        try (DataKey key = keys.generate(purpose)) {
            return new Sealed(envelope.sealPart(key, export, purpose, part, clear), key.wrapped());
        }
    }

    /**
     * What opens the numbers that go into parts.
     *
     * @param mostKeys data keys that it keeps while it is open
     */
    public Opener opener(int mostKeys) {
        return new Opener(keys, envelope, mostKeys);
    }

    /**
     * What was sealed as exactly this part.
     *
     * @throws CannotOpenException if anything at all is not as it was when it was sealed
     * @throws KeysUnavailableException if its key could not be had
     */
    public byte[] open(String export, Purpose purpose, int part, Sealed sealed) {
        try (DataKey key = keys.unwrap(purpose, sealed.wrappedKey())) {
            return envelope.openPart(key, export, purpose, part, sealed.sealed());
        }
    }
}
