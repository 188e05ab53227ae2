package dev.ringlock.steps.record;

import dev.ringlock.consent.Contact;
import dev.ringlock.contactability.Budget;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.phone.ContactId;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.record.SubjectRecord.ShownWords;
import dev.ringlock.store.Store;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads all that is held about one phone. It opens nothing, so it needs no key. */
@Singleton
public final class SubjectRecords {

    private final Store store;
    private final Arrivals arrivals;

    public SubjectRecords(Store store, Arrivals arrivals) {
        this.store = store;
        this.arrivals = arrivals;
    }

    /**
     * @param masked what may be shown of the number
     * @param asked the id of the number's canonical form
     * @param contacts of the phone, on file or not
     */
    public SubjectRecord read(String masked, ContactId asked, List<Contact> contacts) {
        return read(masked, asked, onFile(contacts), onFile(contacts), contacts, false);
    }

    /**
     * The same for who has the phone now. Of a contact of which nothing is left but its opt-outs, those alone are told: the person
     * was erased or forgotten, and the number may be somebody else's. The history of one that went on under another id is told
     * with that one's.
     */
    public SubjectRecord readForHolder(String masked, ContactId asked, List<Contact> contacts) {
        List<Contact> found = onFile(contacts);
        List<Contact> whole =
                found.stream().filter(contact -> isWhole(contact, found)).toList();
        List<Contact> told = found.stream()
                .map(contact -> whole.contains(contact) ? contact : contact.suppressions())
                .toList();
        List<Contact> counted = contacts.stream()
                .filter(contact -> contact.version() == 0 || whole.contains(contact))
                .toList();
        return read(masked, asked, told, whole, counted, whole.size() < found.size());
    }

    private static boolean isWhole(Contact contact, List<Contact> found) {
        return contact.isLeft()
                ? found.stream()
                        .filter(other -> other.id().equals(contact.quality().movedTo()))
                        .anyMatch(other -> isWhole(other, found))
                : !contact.isBare();
    }

    private static List<Contact> onFile(List<Contact> contacts) {
        return contacts.stream().filter(contact -> contact.version() > 0).toList();
    }

    /**
     * @param whole those whose history is told
     * @param counted those whose messages are counted: while the index key rotates, they may count under an id that has no
     *     contact yet
     */
    private SubjectRecord read(
            String masked,
            ContactId asked,
            List<Contact> told,
            List<Contact> whole,
            List<Contact> counted,
            boolean withheld) {
        List<Entry> entries = new ArrayList<>();
        whole.forEach(contact -> entries.addAll(store.wholeHistory(contact.id().value())));
        entries.sort(Comparator.comparing(Entry::ulid));
        List<ContactId> ids = counted.stream().map(Contact::id).toList();
        return new SubjectRecord(
                arrivals.now(),
                masked,
                asked,
                told,
                entries,
                words(entries),
                store.decisionRows(List.of(), ids).budgets().stream()
                        .map(Budget::places)
                        .flatMap(List::stream)
                        .sorted(Comparator.comparing(Budget.BudgetPlace::at))
                        .toList(),
                withheld);
    }

    /** The texts with the hashes that the entries name. */
    private Map<String, ShownWords> words(List<Entry> entries) {
        Set<String> hashes = entries.stream()
                .map(entry -> entry.fields().getOrDefault("notice_sha256", ""))
                .filter(hash -> !hash.isEmpty())
                .collect(Collectors.toSet());
        Map<String, ShownWords> words = new LinkedHashMap<>();
        entries.stream()
                .filter(entry -> entry.fields().containsKey("notice_id"))
                .map(entry -> "notice/" + entry.fields().get("notice_id") + "/"
                        + entry.fields().get("notice_version"))
                .distinct()
                .flatMap(subject -> store.wholeHistory(subject).stream())
                .filter(entry -> entry.event() == Event.NOTICE_REGISTERED)
                .map(SubjectRecords::words)
                .filter(found -> hashes.contains(found.sha256()))
                .forEach(found -> words.putIfAbsent(found.sha256(), found));
        return words;
    }

    private static ShownWords words(Entry registered) {
        Map<String, String> fields = registered.fields();
        return new ShownWords(
                fields.getOrDefault("notice_id", ""),
                Integer.parseInt(fields.getOrDefault("notice_version", "0")),
                fields.getOrDefault("notice_language", ""),
                fields.getOrDefault("notice_sha256", ""),
                fields.getOrDefault("notice_text", ""),
                registered.at());
    }
}
