package dev.ringlock.restore;

import dev.ringlock.consent.Consent;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.OptOut;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.phone.ContactId;
import dev.ringlock.store.ContactFilter;
import dev.ringlock.store.Page;
import dev.ringlock.store.Store;
import dev.ringlock.terms.Purpose;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the people whom a restored store would use, and the Ringlock that was lost would not. There may be none. */
public final class Revived {

    private static final int PAGE = 500;

    private Revived() {}

    /** By the contacts as both have them. It does not look at the ledger, so it checks what was done again. */
    public static List<ContactId> all(Store restored, Store source) {
        List<ContactId> revived = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            Page<Contact> page = restored.list(ContactFilter.NONE, cursor, PAGE);
            revived.addAll(of(page.items(), source));
            cursor = page.next();
        } while (cursor != null);
        return revived;
    }

    /** Those of some contacts that are so still. */
    public static List<ContactId> still(List<ContactId> some, Store restored, Store source) {
        List<ContactId> revived = new ArrayList<>();
        for (int from = 0; from < some.size(); from += PAGE) {
            revived.addAll(of(restored.load(some.subList(from, Math.min(some.size(), from + PAGE))), source));
        }
        return revived;
    }

    private static List<ContactId> of(List<Contact> restored, Store source) {
        Iterator<Contact> there =
                source.load(restored.stream().map(Contact::id).toList()).iterator();
        return restored.stream()
                .filter(contact -> isRevived(contact, there.next(), source))
                .map(Contact::id)
                .toList();
    }

    /**
     * Whether that act of the Ringlock that was lost does not count in the restored store.
     *
     * @param of the contact there that it was done to
     */
    public static boolean isForgotten(Store restored, ContactId of, Entry act) {
        Contact contact = newest(restored, restored.load(List.of(of)).get(0));
        String named = act.fields().getOrDefault("purpose", "");
        Consent consent = Purpose.isId(named) ? contact.consent(new Purpose(named)) : null;
        boolean ends = act.event() == Event.WITHDRAWN || act.event() == Event.EXPIRED;
        boolean granted =
                consent != null && consent.hasCompartment() && !consent.since().isAfter(act.at());
        OptOut everything = contact.optOutOfEverything();
        boolean bound = !"everything".equals(act.fields().get("scope"))
                || (everything != null && !everything.at().isBefore(act.at()));
        return (ends && granted)
                || (act.event() == Event.WITHDRAWN && !bound)
                || (act.event() == Event.ERASED && isUsedSince(contact, act.at()));
    }

    /** A yes of after an erasure counts. */
    private static boolean isUsedSince(Contact contact, Instant erased) {
        return contact.consents().values().stream()
                .anyMatch(
                        consent -> consent.hasCompartment() && !consent.since().isAfter(erased));
    }

    /** By the contact that it went on as, if the index key was rotated since. */
    private static boolean isRevived(Contact restored, Contact there, Store source) {
        ContactId rekeyedTo = there.isLeft() ? there.rekeyedTo() : null;
        if (rekeyedTo == null || rekeyedTo.equals(restored.rekeyedTo())) {
            return isRevived(restored, there);
        }
        Contact now = newest(source, there);
        return restored.hasCompartments()
                ? isRevived(restored, now)
                : isOlder(restored.optOutOfEverything(), now.optOutOfEverything());
    }

    /** The contact that all of it goes on as since the index key was rotated, or itself. */
    private static Contact newest(Store store, Contact contact) {
        Contact newest = contact;
        for (@Nullable ContactId to = newest.rekeyedTo(); to != null && newest.isLeft(); to = newest.rekeyedTo()) {
            newest = store.load(List.of(to)).get(0);
        }
        return newest;
    }

    private static boolean isRevived(Contact restored, Contact source) {
        boolean used = restored.consents().entrySet().stream().anyMatch(each -> {
            Consent now = source.consent(each.getKey());
            return each.getValue().hasCompartment() && (now == null || !now.hasCompartment());
        });
        boolean released = restored.hasCompartments() && source.hold() != null && restored.hold() == null;
        return used || released || isOlder(restored.optOutOfEverything(), source.optOutOfEverything());
    }

    private static boolean isOlder(@Nullable OptOut restored, @Nullable OptOut source) {
        return source != null && (restored == null || restored.at().isBefore(source.at()));
    }
}
