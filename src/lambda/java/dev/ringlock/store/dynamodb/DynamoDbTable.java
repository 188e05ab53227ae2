package dev.ringlock.store.dynamodb;

import dev.ringlock.phone.ContactId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The tables, in the words of schema/tables.json, from which they are made: every test of this room runs on them. */
enum DynamoDbTable {
    CONTACTS,
    STATES,
    COMPARTMENTS,
    LEDGER,
    GUARD;

    /** Contacts in the order of their ids, shard by shard. */
    static final String LIST = "list";

    /** Contacts with which something has to happen, in the order of when, shard by shard. */
    static final String DUE = "due";

    /** Contacts that are held, in the order of their ids, shard by shard. */
    static final String HELD = "held";

    /** Contacts whose country is known, in the order of their ids, country by country and shard by shard. */
    static final String COUNTRY = "country";

    /** Consents by purpose and shard, in the order of state, country and id. */
    static final String PLACES = "places";

    /**
     * What an id's shard is told by: its first character, which is as good as random. DynamoDB takes 1,000 writes a second
     * for one partition key, so a purpose's compartments and the indexes have 32.
     */
    private static final String SHARDS = "234567abcdefghijklmnopqrstuvwxyz";

    private static final String LAST = "z".repeat(25);

    private static final int BEFORE_SHARD = "c1_".length();

    /** Its name in an account, where an owner may have several sets of tables. */
    String name(String prefix) {
        return prefix + name().toLowerCase(Locale.ROOT);
    }

    static String shard(ContactId id) {
        return id.value().substring(BEFORE_SHARD, BEFORE_SHARD + 1);
    }

    /** Behind every id of that shard; nobody's. */
    static ContactId endOf(String shard) {
        return new ContactId("c1_" + shard + LAST);
    }

    /** All shards from that one on, in the order of the ids in them. */
    static List<String> shardsFrom(String first) {
        return Stream.of(SHARDS.split(""))
                .dropWhile(shard -> shard.compareTo(first) < 0)
                .toList();
    }
}
