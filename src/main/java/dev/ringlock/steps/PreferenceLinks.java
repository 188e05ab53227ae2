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

    /** Marks the row of a link that was given for a code from the phone. */
    private static final String BY_CODE = "code";

    /**
     * The page that a link opens.
     *
     * @param contacts the contact, and those of its number's older forms; empty if it opens none any more
     * @param byCode whether a code from the phone led there: a link alone may have come into other hands
     */
    public record OpenedPage(List<Contact> contacts, boolean byCode) {

        public OpenedPage {
            contacts = List.copyOf(contacts);
        }
    }

    /** The row to keep for a new link. */
    public static GuardRow row(String token, List<ContactId> contacts, Instant expiresAt) {
        return new GuardRow(name(token), "", ids(contacts), expiresAt);
    }

    /** The same for who gave a code that went to the phone. */
    public static GuardRow rowByCode(String token, List<ContactId> contacts, Instant expiresAt) {
        return new GuardRow(name(token), BY_CODE, ids(contacts), expiresAt);
    }

    private static String ids(List<ContactId> contacts) {
        return contacts.stream().map(ContactId::value).collect(Collectors.joining(" "));
    }

    /**
     * The page that a link opens. A contact whose number has moved since the link was made comes behind the one that its
     * consents went on under.
     */
    public static OpenedPage open(Store store, String token) {
        return store.recall(name(token))
                .map(row ->
                        new OpenedPage(contacts(store, row), row.fingerprint().equals(BY_CODE)))
                .orElseGet(() -> new OpenedPage(List.of(), false));
    }

    /** Its contacts alone. */
    public static List<Contact> contacts(Store store, String token) {
        return open(store, token).contacts();
    }

    private static List<Contact> contacts(Store store, GuardRow row) {
        List<ContactId> ids =
                Stream.of(row.answer().split(" ")).map(ContactId::new).toList();
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
