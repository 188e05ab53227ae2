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
 * Staff's lists: an index is walked stretch by stretch, and what it names is read from the table. A page is at most {@value
 * #MOST_QUERIES} queries, which give {@code limit} rows together, and the reads of those contacts.
 */
final class DynamoDbLists {

    static final int MOST_QUERIES = 64;

    /** Sorts behind whatever a key's parts are made of. */
    private static final String BEHIND = "~";
    /** Sorts right behind the key that it is put to, since those are all of one length. */
    private static final String NEXT = "!";

    /** @param end the cursor of what follows the stretch */
    private record Stretch(QueryRequest query, String end) {}

    /** A row of the index: whose, and for which purpose, where it is one of places. */
    private record ListRow(ContactId contact, @Nullable Purpose purpose, String cursor) {}

    private final Reads reads;
    private final ContactFilter filter;
    private final int limit;

    DynamoDbLists(Reads reads, ContactFilter filter, int limit) {
        this.reads = reads;
        this.filter = filter;
        this.limit = limit;
    }

    /** @param load the contacts as they are now */
    Page<Contact> page(@Nullable String cursor, Function<List<ContactId>, List<Contact>> load) {
        Iterator<Stretch> stretches =
                (filter.walksPlaces() ? places(cursor) : ids(Objects.requireNonNullElse(cursor, ""))).iterator();
        List<ListRow> rows = new ArrayList<>();
        String next = null;
        for (int asked = 0; stretches.hasNext() && asked < MOST_QUERIES && rows.size() < limit; asked++) {
            Stretch stretch = stretches.next();
            reads.rows(stretch.query(), limit - rows.size()).forEach(row -> rows.add(row(row)));
            next = stretch.end();
        }
        if (rows.size() == limit) {
            next = rows.get(limit - 1).cursor();
        } else if (!stretches.hasNext()) {
            next = null;
        }
        return new Page<>(shown(rows, load), next);
    }

    /** An index may be behind: what does not fit any more, or has gone, is left out. */
    private List<Contact> shown(List<ListRow> rows, Function<List<ContactId>, List<Contact>> load) {
        Map<ContactId, Contact> now = new HashMap<>();
        load.apply(rows.stream().map(ListRow::contact).distinct().toList())
                .forEach(contact -> now.put(contact.id(), contact));
        List<Contact> shown = new ArrayList<>();
        for (ListRow row : rows) {
            Contact contact = Objects.requireNonNull(now.get(row.contact()));
            Purpose purpose = row.purpose();
            if (purpose == null ? filter.fits(contact) : filter.fitsFirst(contact, purpose)) {
                shown.add(contact);
            }
        }
        return shown;
    }

    private ListRow row(Map<String, AttributeValue> item) {
        ContactId contact = Items.id(item);
        if (!filter.walksPlaces()) {
            return new ListRow(contact, null, contact.value());
        }
        ListPlace place = PlaceItems.place(item);
        return new ListRow(contact, place.purpose(), place.text());
    }

    /** Shard by shard, from behind that id. */
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

    /** Purpose by purpose, and in each shard by shard. */
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

    /** The states are one stretch, unless a country wants another of each. */
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
