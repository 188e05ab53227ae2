package dev.ringlock.steps.record;

import dev.ringlock.consent.Contact;
import dev.ringlock.contactability.Budget.BudgetPlace;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.phone.ContactId;
import dev.ringlock.terms.Purpose;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that is held about one phone, but for what is sealed: the number, the address and the browser of a consent, and texts
 * of held messages. Of these it has what kind is there and since when.
 *
 * @param at when it was read
 * @param masked what may be shown of the number
 * @param asked the id of the number's canonical form, whether or not it is on file
 * @param contacts those on file: of all forms of the number, and where its consents moved to
 * @param entries of their ledgers, in the order of arrival
 * @param words what was shown to the person, by its hash: the notice that the entries name first comes first
 * @param places when the person was contacted lately
 * @param withheld whether something is left out because the number may be somebody else's by now
 */
public record SubjectRecord(
        Instant at,
        String masked,
        ContactId asked,
        List<Contact> contacts,
        List<Entry> entries,
        Map<String, ShownWords> words,
        List<BudgetPlace> places,
        boolean withheld) {

    /**
     * Words as they were shown, from the ledger. The policy may say something else by now.
     *
     * @param registeredAt when they were put to use
     */
    public record ShownWords(
            String id, int version, String language, String sha256, String text, Instant registeredAt) {}

    public SubjectRecord {
        contacts = List.copyOf(contacts);
        entries = List.copyOf(entries);
        words = Collections.unmodifiableMap(new LinkedHashMap<>(words));
        places = List.copyOf(places);
    }

    /**
     * Entries of one contact for one purpose that change or renew a consent, in the order of arrival. Those of the id that it had
     * before a rotation of the index key are among them.
     */
    List<Entry> acts(ContactId contact, Purpose purpose) {
        Set<String> subjects = subjects(contact);
        return entries.stream()
                .filter(entry -> subjects.contains(entry.subject()) && of(entry).equals(purpose.id()))
                .filter(entry -> switch (entry.event()) {
                    case REQUESTED, GIVEN, RENEWED, WITHDRAWN, EXPIRED, MOVED -> true;
                    default -> false;
                })
                .toList();
    }

    /** The last yes, or request for one, of one contact for one purpose. */
    Optional<Entry> lastYes(ContactId contact, Purpose purpose) {
        return acts(contact, purpose).stream()
                .filter(entry -> entry.event() == Event.REQUESTED
                        || entry.event() == Event.GIVEN
                        || entry.event() == Event.RENEWED)
                .reduce((earlier, later) -> later);
    }

    private Set<String> subjects(ContactId contact) {
        Set<String> subjects = new HashSet<>(Set.of(contact.value()));
        // the newest is the last
        for (int i = entries.size() - 1; i >= 0; i--) {
            Entry entry = entries.get(i);
            if (entry.event() == Event.REKEYED && subjects.contains(entry.subject())) {
                subjects.add(entry.fields().getOrDefault("from", entry.subject()));
            }
        }
        return subjects;
    }

    private static String of(Entry entry) {
        return entry.fields().getOrDefault("purpose", "");
    }
}
