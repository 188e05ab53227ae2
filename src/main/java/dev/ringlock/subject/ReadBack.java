package dev.ringlock.subject;

import dev.ringlock.consent.Contact;
import dev.ringlock.store.SealedRows;
import dev.ringlock.store.Store;
import dev.ringlock.terms.Purpose;
import java.util.List;
import java.util.Set;

/**
 * What is stored of a person, by strongly consistent reads after an erasure. A contact of which all came later is not counted: the
 * person acted again meanwhile.
 *
 * @param compartments how many are there, {@code maintenance} included
 * @param heldTexts how many texts of held messages are there
 * @param contacts how many contacts say more than that everything is refused
 */
public record ReadBack(int compartments, int heldTexts, int contacts) {

    /**
     * @param contacts of the person, as they are now
     * @param declared the purposes of the policy
     */
    static ReadBack of(Store store, List<Contact> contacts, Set<Purpose> declared) {
        int compartments = 0;
        int texts = 0;
        int more = 0;
        for (Contact contact : contacts) {
            SealedRows sealed = store.sealedRows(contact, declared);
            boolean says = contact.version() > 0 && !contact.isErased(declared);
            boolean found = says || !sealed.compartments().isEmpty() || sealed.texts() > 0;
            if (found && !ActsSinceErasure.areAll(store, contact.id())) {
                compartments += sealed.compartments().size();
                texts += sealed.texts();
                more += says ? 1 : 0;
            }
        }
        return new ReadBack(compartments, texts, more);
    }

    /** Whether nothing was found. */
    boolean isNothing() {
        return compartments == 0 && heldTexts == 0 && contacts == 0;
    }
}
