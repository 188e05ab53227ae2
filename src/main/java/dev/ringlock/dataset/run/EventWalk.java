package dev.ringlock.dataset.run;

import dev.ringlock.consent.Contact;
import dev.ringlock.keys.Pseudonyms;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.phone.ContactId;
import dev.ringlock.store.LedgerSpan;
import dev.ringlock.store.Page;
import dev.ringlock.store.Store;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Walks the ledger for what people did in the weeks that are over. The country is that of a number that is still held. */
final class EventWalk implements Walk {

    private static final int PAGE = 1_000;
    private static final int CONTACTS_AT_ONCE = 100;
    private static final Set<Event> EVENTS = EnumSet.of(
            Event.REQUESTED, Event.GIVEN, Event.RENEWED, Event.WITHDRAWN, Event.EXPIRED, Event.ERASED, Event.HELD);

    private final Store store;
    private final Pseudonyms pseudonyms;
    private final LedgerSpan span;
    private long latest;

    /** @param span whole weeks */
    EventWalk(Store store, Pseudonyms pseudonyms, LedgerSpan span) {
        this.store = store;
        this.pseudonyms = pseudonyms;
        this.span = span;
        this.latest = span.from().toEpochMilli();
    }

    @Override
    public Page<ReadRow> page(@Nullable String cursor) {
        Page<Entry> page = store.ledger(span, cursor, PAGE);
        List<Entry> entries = page.items().stream()
                .filter(entry -> EVENTS.contains(entry.event()) && ContactId.isId(entry.subject()))
                .toList();
        if (!page.items().isEmpty()) {
            latest = page.items().get(page.items().size() - 1).ulid().at().toEpochMilli();
        }
        Map<String, String> countries = countries(entries);
        return new Page<>(
                entries.stream()
                        .map(entry -> row(entry, countries.getOrDefault(entry.subject(), DatasetColumns.NONE)))
                        .toList(),
                page.next());
    }

    @Override
    public int percent(String cursor) {
        long from = span.from().toEpochMilli();
        return (int) (99 * (latest - from) / (span.to().toEpochMilli() - from));
    }

    private ReadRow row(Entry entry, String country) {
        Instant at = entry.ulid().at();
        Map<String, String> fields = entry.fields();
        return new ReadRow(
                pseudonyms.of(new ContactId(entry.subject())),
                Weeks.number(at),
                List.of(
                        Weeks.name(at),
                        entry.event().id(),
                        reason(entry.event(), fields),
                        country,
                        fields.getOrDefault("purpose", DatasetColumns.NONE)));
    }

    /** Never the words that staff typed about an opt-out: they may say who it was. */
    private static String reason(Event event, Map<String, String> fields) {
        String method = fields.getOrDefault("method", DatasetColumns.NONE);
        return event == Event.WITHDRAWN ? method : fields.getOrDefault("reason", method);
    }

    private Map<String, String> countries(List<Entry> entries) {
        List<ContactId> ids = entries.stream()
                .map(Entry::subject)
                .distinct()
                .map(ContactId::new)
                .toList();
        Map<String, String> countries = new HashMap<>();
        for (int from = 0; from < ids.size(); from += CONTACTS_AT_ONCE) {
            for (Contact contact : store.load(ids.subList(from, Math.min(ids.size(), from + CONTACTS_AT_ONCE)))) {
                String country = contact.country();
                if (country != null) {
                    countries.put(contact.id().value(), country);
                }
            }
        }
        return countries;
    }
}
