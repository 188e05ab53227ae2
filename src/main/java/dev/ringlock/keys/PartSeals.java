package dev.ringlock.keys;

import dev.ringlock.keys.DataKeys.Sealed;
import dev.ringlock.terms.Purpose;
import jakarta.inject.Singleton;

/**
 * Seals the parts of files, each with its own data key: those of an export for its purpose, and those of a file to import
 * for {@link Purpose#IMPORT}. Only the purpose's functions can unwrap it, so a copied file is useless to a thief.
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
     * @param id of the export or import
     * @throws KeysUnavailableException if a data key was not available; nothing was sealed
     */
    public Sealed seal(String id, Purpose purpose, int part, byte[] clear) {
        try (DataKey key = keys.generate(purpose)) {
            return new Sealed(envelope.sealPart(key, id, purpose, part, clear), key.wrapped());
        }
    }

    /**
     * An opener for the numbers of parts.
     *
     * @param mostKeys how many data keys it keeps
     */
    public Opener opener(int mostKeys) {
        return new Opener(keys, envelope, mostKeys);
    }

    /**
     * The bytes that were sealed as exactly this part.
     *
     * @throws CannotOpenException if the id, the purpose, the part's number, the key or any byte differs
     * @throws KeysUnavailableException if the engine did not answer
     */
    public byte[] open(String id, Purpose purpose, int part, Sealed sealed) {
        try (DataKey key = keys.unwrap(purpose, sealed.wrappedKey())) {
            return envelope.openPart(key, id, purpose, part, sealed.sealed());
        }
    }
}
