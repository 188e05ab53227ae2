package dev.ringlock.store.dynamodb;

import dev.ringlock.consent.Consent.State;
import dev.ringlock.phone.ContactId;
import dev.ringlock.store.ContactFilter;
import dev.ringlock.store.ListPlace;
import dev.ringlock.terms.Purpose;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** The ranges of an index that staff's list goes through, in order. */
final class ListStretches {

    /** Sorts after every character of a key. */
    private static final String BEHIND = "~";
    /** Appended to a key, it sorts right behind that key, since all keys have one length. */
    private static final String NEXT = "!";

    /** @param end the cursor for the rows after this range */
    record Stretch(QueryRequest query, String end) {}

    private final Reads reads;
    private final ContactFilter filter;

    ListStretches(Reads reads, ContactFilter filter) {
        this.reads = reads;
        this.filter = filter;
    }

    /** The ranges behind that cursor; all of them if it is null. */
    Stream<Stretch> after(@Nullable String cursor) {
        return filter.walksPlaces() ? places(cursor) : ids(Objects.requireNonNullElse(cursor, ""));
    }

    /** Shard by shard, after that id. */
    private Stream<Stretch> ids(String after) {
        String first = after.isEmpty() ? "" : DynamoDbTable.shard(new ContactId(after));
        return DynamoDbTable.shardsFrom(first).stream()
                .map(shard -> new Stretch(
                        inOrderOfIds(shard, shard.equals(first) ? after : ""),
                        DynamoDbTable.endOf(shard).value()));
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
