package dev.ringlock.steps;

import dev.ringlock.consent.Contact;
import dev.ringlock.ledger.Sha256;
import dev.ringlock.phone.ContactId;
import dev.ringlock.store.GuardRow;
import dev.ringlock.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Links to a person's own page. A link holds a random token; only its hash is kept. So a copy of the table opens no page,
 * and the function that reads it needs no key.
 */
public final class PreferenceLinks {

    /** The path of the page. */
    public static final String PATH = "/v1/preferences";

    private PreferenceLinks() {}

    /** The row to keep for a new link. */
    public static GuardRow row(String token, List<ContactId> contacts, Instant expiresAt) {
        String ids = contacts.stream().map(ContactId::value).collect(Collectors.joining(" "));
        return new GuardRow(name(token), "", ids, expiresAt);
    }

    /**
     * The contacts whose page a link opens: the contact, and those of its number's older forms; empty if it opens none any more. A
     * contact whose number has moved since the link was made comes behind the one that its consents went on under.
     */
    public static List<Contact> contacts(Store store, String token) {
        List<ContactId> ids = store.recall(name(token)).stream()
                .flatMap(row -> Stream.of(row.answer().split(" ")))
                .map(ContactId::new)
                .toList();
        List<Contact> contacts = new ArrayList<>();
        Set<ContactId> known = new HashSet<>(ids);
        List<ContactId> next = ids;
        while (!next.isEmpty()) {
            List<Contact> found = store.load(next);
            contacts.addAll(0, found);
            next = found.stream()
                    .map(contact -> contact.quality().movedTo())
                    .filter(Objects::nonNull)
                    .filter(known::add)
                    .toList();
        }
        return contacts;
    }

    private static String name(String token) {
        return "link/" + Sha256.hex(token);
    }
}
