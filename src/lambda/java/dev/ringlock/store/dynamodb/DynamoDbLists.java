package dev.ringlock.store.dynamodb;

import dev.ringlock.consent.Contact;
import dev.ringlock.phone.ContactId;
import dev.ringlock.store.ContactFilter;
import dev.ringlock.store.ListPlace;
import dev.ringlock.store.Page;
import dev.ringlock.terms.Purpose;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Staff's lists. It queries an index range by range, and reads the contacts that the rows name from the table. A page
 * takes at most {@value #MOST_QUERIES} queries, which give {@code limit} rows together, and the reads of those
 * contacts.
 */
final class DynamoDbLists {

    static final int MOST_QUERIES = 64;

    /** A row of an index: its contact, and its purpose if the index is by purpose. */
    private record ListRow(ContactId contact, @Nullable Purpose purpose, String cursor) {}

    private final Reads reads;
    private final ContactFilter filter;
    private final int limit;

    DynamoDbLists(Reads reads, ContactFilter filter, int limit) {
        this.reads = reads;
        this.filter = filter;
        this.limit = limit;
    }

    /** @param load loads the contacts as they are now */
    Page<Contact> page(@Nullable String cursor, Function<List<ContactId>, List<Contact>> load) {
        Iterator<ListStretches.Stretch> stretches =
                new ListStretches(reads, filter).after(cursor).iterator();
        List<ListRow> rows = new ArrayList<>();
        String next = null;
        for (int queries = 0; stretches.hasNext() && queries < MOST_QUERIES && rows.size() < limit; queries++) {
            ListStretches.Stretch stretch = stretches.next();
            reads.rows(stretch.query(), limit - rows.size()).forEach(row -> rows.add(row(row)));
            next = stretch.end();
        }
        if (rows.size() == limit) {
            next = rows.get(limit - 1).cursor();
        } else if (!stretches.hasNext()) {
            next = null;
        }
        return new Page<>(fitting(rows, load), next);
    }

    /** An index may be late: contacts that no longer fit, or are gone, are left out. */
    private List<Contact> fitting(List<ListRow> rows, Function<List<ContactId>, List<Contact>> load) {
        Map<ContactId, Contact> now = new HashMap<>();
        load.apply(rows.stream().map(ListRow::contact).distinct().toList())
                .forEach(contact -> now.put(contact.id(), contact));
        List<Contact> fitting = new ArrayList<>();
        for (ListRow row : rows) {
            Contact contact = Objects.requireNonNull(now.get(row.contact()));
            Purpose purpose = row.purpose();
            if (purpose == null ? filter.fits(contact) : filter.fitsFirst(contact, purpose)) {
                fitting.add(contact);
            }
        }
        return fitting;
    }

    private ListRow row(Map<String, AttributeValue> item) {
        ContactId contact = Items.id(item);
        if (!filter.walksPlaces()) {
            return new ListRow(contact, null, contact.value());
        }
        ListPlace place = PlaceItems.place(item);
        return new ListRow(contact, place.purpose(), place.text());
    }
}
