package dev.ringlock.keys;

import dev.ringlock.consent.HeldText;
import dev.ringlock.keys.DataKeys.Sealed;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.terms.Purpose;
import jakarta.inject.Singleton;

/** Seals the texts of held messages, and opens them for the decision. Their data keys are for nothing else. */
@Singleton
public final class TextSeals {

    private final Keys keys;
    private final Envelope envelope;
    private final DataKeys dataKeys;

    public TextSeals(Keys keys, Envelope envelope, DataKeys dataKeys) {
        this.keys = keys;
        this.envelope = envelope;
        this.dataKeys = dataKeys;
    }

    /**
     * Seals a text for that contact.
     *
     * @param id of the text, for all time
     * @throws KeysUnavailableException if a new data key was needed and the engine did not give one; nothing was sealed
     */
    public Sealed seal(ContactId contact, Ulid id, HeldText text) {
        return dataKeys.seal(contact, id, text);
    }

    /**
     * The text that was sealed for exactly this contact, with this id.
     *
     * @throws CannotOpenException if the contact, the id, the key or any byte differs
     * @throws KeysUnavailableException if the engine did not answer
     */
    public HeldText open(ContactId contact, Ulid id, Sealed sealed) {
        try (DataKey key = keys.unwrap(Purpose.HELD, sealed.wrappedKey())) {
            return envelope.openText(key, contact, id, sealed.sealed());
        }
    }
}
