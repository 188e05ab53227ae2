package dev.ringlock.store.dynamodb;

import dev.ringlock.phone.ContactId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The tables of schema/tables.json, by name. Deployments and the tests of this room make them from that file. */
enum DynamoDbTable {
    CONTACTS,
    STATES,
    COMPARTMENTS,
    LEDGER,
    GUARD;

    /** Contacts in the order of their ids, shard by shard. */
    static final String LIST = "list";

    /** Contacts with something due, in the order of its time, shard by shard. */
    static final String DUE = "due";

    /** Contacts that are held, in the order of their ids, shard by shard. */
    static final String HELD = "held";

    /** Contacts whose country is known, in the order of their ids, country by country and shard by shard. */
    static final String COUNTRY = "country";

    /** Consents by purpose and shard, in the order of state, country and id. */
    static final String PLACES = "places";

    /**
     * An id's shard is its first character, which is as good as random. DynamoDB allows 1,000 writes a second for one
     * partition key, so a purpose's compartments and the indexes have 32.
     */
    private static final String SHARDS = "234567abcdefghijklmnopqrstuvwxyz";

    private static final String LAST = "z".repeat(25);

    /** Its name in an account. An owner may have several sets of tables there. */
    String name(String prefix) {
        return prefix + name().toLowerCase(Locale.ROOT);
    }

    static String shard(ContactId id) {
        return id.value().substring(ContactId.PREFIX, ContactId.PREFIX + 1);
    }

    /** After every id of that shard. No contact has this id. */
    static ContactId endOf(String shard) {
        return new ContactId("c" + ContactId.MOST_VERSIONS + "_" + shard + LAST);
    }

    /** All shards from {@code first} on, in the order of their ids. */
    static List<String> shardsFrom(String first) {
        return Stream.of(SHARDS.split(""))
                .dropWhile(shard -> shard.compareTo(first) < 0)
                .toList();
    }
}
