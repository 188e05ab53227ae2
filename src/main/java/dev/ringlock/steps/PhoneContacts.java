package dev.ringlock.steps;

import dev.ringlock.consent.Contact;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.NumberIds;
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
     * They are as they are now (strongly consistent). The one in which the number lives is first, whether or not it is on file.
     *
     * @param ids that may stand for the number
     */
    public static List<Contact> load(Store store, NumberIds ids) {
        Map<ContactId, Contact> found = new LinkedHashMap<>();
        List<Contact> loaded = store.load(ids);
        while (!loaded.isEmpty()) {
            loaded.forEach(contact -> found.put(contact.id(), contact));
            List<ContactId> next = loaded.stream()
                    .map(contact -> contact.quality().movedTo())
                    .filter(Objects::nonNull)
                    .map(Objects::requireNonNull)
                    .filter(id -> !found.containsKey(id))
                    .distinct()
                    .toList();
            loaded = next.isEmpty() ? List.of() : store.load(next);
        }
        return new ArrayList<>(found.values());
    }
}
