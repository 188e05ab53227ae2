package dev.ringlock.steps;

import dev.ringlock.ledger.Sha256;
import dev.ringlock.phone.ContactId;
import dev.ringlock.store.GuardRow;
import dev.ringlock.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The links to a person's own page: a token of chance, of which only the hash is kept. Who reads it needs no key, and whoever
 * copies the table has no link.
 */
public final class PageLinks {

    /** Where the page is. */
    public static final String PATH = "/v1/preferences";

    private PageLinks() {}

    /** The row to keep for a new link. */
    public static GuardRow row(String token, List<ContactId> contacts, Instant expiresAt) {
        String ids = contacts.stream().map(ContactId::value).collect(Collectors.joining(" "));
        return new GuardRow(name(token), "", ids, expiresAt);
    }

    /** Whose page a link opens: the contact, and those of its number's older forms; empty if it opens none any more. */
    public static List<ContactId> contacts(Store store, String token) {
        return store.recall(name(token)).stream()
                .flatMap(row -> Stream.of(row.answer().split(" ")))
                .map(ContactId::new)
                .toList();
    }

    private static String name(String token) {
        return "link/" + Sha256.hex(token);
    }
}
