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
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts the people whom a restored store would use, and the Ringlock that was lost would not. There may be none. */
public final class Revived {

    private static final int PAGE = 500;

    private Revived() {}

    /** By the contacts as both have them. It does not look at the ledger, so it checks what was done again. */
    public static long count(Store restored, Store source) {
        long revived = 0;
        @Nullable String cursor = null;
        do {
            Page<Contact> page = restored.list(ContactFilter.NONE, cursor, PAGE);
            Iterator<Contact> there =
                    source.load(page.items().stream().map(Contact::id).toList()).iterator();
            for (Contact contact : page.items()) {
                revived += isRevived(contact, there.next(), source) ? 1 : 0;
            }
            cursor = page.next();
        } while (cursor != null);
        return revived;
    }

    /**
     * Whether that act of the Ringlock that was lost does not count in the restored store.
     *
     * @param of the contact there that it was done to
     */
    public static boolean isForgotten(Store restored, ContactId of, Entry act) {
        Contact contact = restored.load(List.of(of)).get(0);
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
                || (act.event() == Event.ERASED && contact.hasCompartments());
    }

    /** By the contact that it went on as, if the index key was rotated since. */
    private static boolean isRevived(Contact restored, Contact there, Store source) {
        ContactId movedTo = there.quality().movedTo();
        boolean rekeyed = movedTo != null
                && movedTo.version() != there.id().version()
                && !movedTo.equals(restored.quality().movedTo());
        return rekeyed
                ? restored.hasCompartments()
                        && isRevived(restored, source.load(List.of(movedTo)).get(0), source)
                : isRevived(restored, there);
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
