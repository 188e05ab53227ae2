package dev.ringlock.store;

import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;

/**
 * The text of a held message, sealed for the decision alone.
 *
 * @param contact that it was sealed for
 * @param id its own, as in {@link dev.ringlock.consent.HeldMessage}
 * @param sealed the envelope's bytes
 * @param wrappedKey the data key that opens it, wrapped by the key engine
 */
public record SealedText(ContactId contact, Ulid id, byte[] sealed, byte[] wrappedKey) {}
