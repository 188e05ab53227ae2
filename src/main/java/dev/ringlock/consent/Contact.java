package dev.ringlock.consent;

import dev.ringlock.ledger.Head;
import dev.ringlock.phone.ContactId;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All consents of one ContactId. It holds no number: {@code masked} is what may be shown of it, and only while a
 * compartment is there.
 *
 * @param version how often it was stored; 0 if never. A commit is refused unless the stored one is the version before.
 * @param head the newest of its ledger entries; null before the first
 */
public record Contact(
        ContactId id,
        long version,
        @Nullable String masked,
        @Nullable Head head,
        Map<Purpose, Consent> consents) {

    public Contact {
        consents = Map.copyOf(consents);
    }

    /** A contact of whom nothing is stored. */
    public static Contact unknown(ContactId id) {
        return new Contact(id, 0, null, null, Map.of());
    }

    public @Nullable Consent consent(Purpose purpose) {
        return consents.get(purpose);
    }

    public boolean hasCompartments() {
        return consents.values().stream().anyMatch(Consent::hasCompartment);
    }

    /** The last no for that purpose; null if there was none. */
    public Consent.@Nullable No no(Purpose purpose) {
        Consent consent = consents.get(purpose);
        return consent == null ? null : consent.no();
    }

    /** Its consents by purpose id, in a stable order. */
    public Map<Purpose, Consent> sorted() {
        return new TreeMap<>(consents);
    }
}
