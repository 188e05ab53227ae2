package dev.ringlock.steps;

import dev.ringlock.consent.Contact;
import dev.ringlock.phone.ContactId;
import dev.ringlock.store.Store;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Every contact of one phone: of its number's forms, and of those that its consents moved to. */
public final class PhoneContacts {

    private PhoneContacts() {}

    /**
     * They are as they are now (strongly consistent), the number's own first, whether or not it is on file.
     *
     * @param forms ids of the number's forms, the canonical one first
     */
    public static List<Contact> load(Store store, List<ContactId> forms) {
        Map<ContactId, Contact> found = new LinkedHashMap<>();
        List<ContactId> next = forms;
        while (!next.isEmpty()) {
            List<Contact> loaded = store.load(next);
            loaded.forEach(contact -> found.put(contact.id(), contact));
            next = loaded.stream()
                    .map(contact -> contact.quality().movedTo())
                    .filter(Objects::nonNull)
                    .map(Objects::requireNonNull)
                    .filter(id -> !found.containsKey(id))
                    .distinct()
                    .toList();
        }
        return new ArrayList<>(found.values());
    }
}
