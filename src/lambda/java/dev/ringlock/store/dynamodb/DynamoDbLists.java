package dev.ringlock.store.dynamodb;

import dev.ringlock.consent.Consent.State;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Staff's lists. It queries an index range by range, and reads the contacts that the rows name from the table. A page
 * takes at most {@value #MOST_QUERIES} queries, which give {@code limit} rows together, and the reads of those
 * contacts.
 */
final class DynamoDbLists {

    static final int MOST_QUERIES = 64;

    /** Sorts after every character of a key. */
    private static final String BEHIND = "~";
    /** Appended to a key, it sorts right behind that key, since all keys have one length. */
    private static final String NEXT = "!";

    /** @param end the cursor for the rows after this range */
    private record Stretch(QueryRequest query, String end) {}

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
        Iterator<Stretch> stretches =
                (filter.walksPlaces() ? places(cursor) : ids(Objects.requireNonNullElse(cursor, ""))).iterator();
        List<ListRow> rows = new ArrayList<>();
        String next = null;
        for (int queries = 0; stretches.hasNext() && queries < MOST_QUERIES && rows.size() < limit; queries++) {
            Stretch stretch = stretches.next();
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

    /** Shard by shard, after that id. */
    private Stream<Stretch> ids(String after) {
        String first = after.isEmpty() ? "" : DynamoDbTable.shard(new ContactId(after));
        return DynamoDbTable.shardsFrom(first).stream()
                .map(shard -> new Stretch(
                        inOrderOfIds(shard, after), DynamoDbTable.endOf(shard).value()));
    }

    private QueryRequest inOrderOfIds(String shard, String after) {
        String country = filter.country();
        String index =
                filter.held() ? DynamoDbTable.HELD : country != null ? DynamoDbTable.COUNTRY : DynamoDbTable.LIST;
        String key =
                switch (index) {
                    case DynamoDbTable.HELD -> "heldShard";
                    case DynamoDbTable.COUNTRY -> "countryShard";
                    default -> "shard";
                };
        String value = index.equals(DynamoDbTable.COUNTRY) ? country + "#" + shard : shard;
        return reads.query(DynamoDbTable.CONTACTS, key, value, "contactId", after)
                .indexName(index)
                .build();
    }

    /** Purpose by purpose, and each shard by shard. */
    private Stream<Stretch> places(@Nullable String cursor) {
        ListPlace after = cursor == null ? null : ListPlace.read(cursor).orElseThrow();
        return filter.inOrder().stream()
                .filter(purpose -> after == null || purpose.compareTo(after.purpose()) >= 0)
                .flatMap(purpose -> {
                    ListPlace from = after == null || !purpose.equals(after.purpose()) ? null : after;
                    String first = from == null ? "" : DynamoDbTable.shard(from.contact());
                    return DynamoDbTable.shardsFrom(first).stream()
                            .flatMap(shard -> places(purpose, shard, shard.equals(first) ? from : null));
                });
    }

    /** All states are one range, unless a country makes them a range each. */
    private Stream<Stretch> places(Purpose purpose, String shard, @Nullable ListPlace after) {
        String country = filter.country();
        String from = after == null ? "" : PlaceItems.sortKey(after) + NEXT;
        Stream<ListPlace> ends = country == null && filter.state() == null
                ? Stream.of(end(purpose, last(filter.states()), null, shard))
                : filter.states().stream().map(state -> end(purpose, state, country, shard));
        return ends.flatMap(end -> {
            String prefix = country != null
                    ? end.state().id() + "#" + country + "#"
                    : filter.state() != null ? end.state().id() + "#" : "";
            String to = prefix + BEHIND;
            String begin = from.compareTo(prefix) > 0 ? from : prefix + NEXT;
            return begin.compareTo(to) > 0
                    ? Stream.empty()
                    : Stream.of(new Stretch(
                            reads.between(
                                    DynamoDbTable.STATES,
                                    DynamoDbTable.PLACES,
                                    "purposeShard",
                                    PlaceItems.purposeShard(purpose, shard),
                                    "place",
                                    begin,
                                    to),
                            end.text()));
        });
    }

    private static ListPlace end(Purpose purpose, State state, @Nullable String country, String shard) {
        return new ListPlace(
                purpose, state, country == null ? ListPlace.NO_COUNTRY : country, DynamoDbTable.endOf(shard));
    }

    private static State last(List<State> states) {
        return states.get(states.size() - 1);
    }
}
