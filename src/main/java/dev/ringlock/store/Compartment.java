package dev.ringlock.store;

import dev.ringlock.consent.PersonalEvidence;
import dev.ringlock.phone.ContactId;
import dev.ringlock.terms.Purpose;
import org.jspecify.annotations.Nullable;

/**
 * The number of one contact, sealed for one purpose. Whether it is held, and until when its consent lasts, is
 * the contact's to say: a store marks it as the contact is that it is committed with ({@link dev.ringlock.contactability.Eligibility}).
 *
 * @param sealed the envelope's bytes
 * @param wrappedKey the data key that opens it, wrapped by the key engine
 * @param evidence of the yes that created it; null for {@code maintenance}, which nobody says yes to by itself
 */
public record Compartment(
        Purpose purpose,
        ContactId contact,
        byte[] sealed,
        byte[] wrappedKey,
        @Nullable PersonalEvidence evidence) {}
