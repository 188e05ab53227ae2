package dev.ringlock.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.consent.Contact;
import dev.ringlock.consent.PendingProof;
import dev.ringlock.consent.Quality;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store keeps of the promise of {@link Store} about the ledger across subjects. */
public abstract class StoreLedgerContract {

    private static final Instant BEGIN = Instant.parse("2046-11-23T23:59:59.998Z");
    private static final String ANN = "ann";

    /** The store under test, empty at a test's begin. */
    protected abstract Store store();

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 100})
    void theLedgerIsReadByArrivalWhateverTheSubject(int limit) {
        List<Entry> all = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            all.add(entry("subject-" + i * 7 % 12, BEGIN.plusMillis(i), i, Map.of()));
        }
        List<Entry> mixed = new ArrayList<>(all);
        Collections.shuffle(mixed, new java.util.Random(1));
        mixed.forEach(this::put);
        assertEquals(
                all,
                walk(
                        limit,
                        cursor -> store().ledger(LedgerSpan.oldestFirst(BEGIN, BEGIN.plusMillis(12)), cursor, limit)));
        assertEquals(
                all.subList(2, 7),
                walk(
                        limit,
                        cursor -> store().ledger(
                                        LedgerSpan.oldestFirst(BEGIN.plusMillis(2), BEGIN.plusMillis(7)),
                                        cursor,
                                        limit)),
                "from is of the range, to is not");
        assertEquals(
                List.of(),
                walk(
                        limit,
                        cursor -> store().ledger(LedgerSpan.oldestFirst(BEGIN.plusMillis(7), BEGIN), cursor, limit)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 100})
    void whatNamesAPersonIsReadWhateverTheSubject(int limit) {
        List<Entry> hers = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            String actor = List.of(ANN, "ben", "").get(i % 3);
            String subject = i % 2 == 0 ? "actor/" + actor : id(i).value();
            Entry entry = entry(subject, BEGIN.plus(Duration.ofDays(i)), i, actor(actor));
            put(entry);
            if (actor.equals(ANN)) {
                hers.add(entry);
            }
        }
        Instant end = BEGIN.plus(Duration.ofDays(9));
        assertEquals(
                hers,
                walk(
                        limit,
                        cursor -> store().ledgerOf(
                                        ANN, LedgerSpan.oldestFirst(BEGIN, end.plusMillis(1)), cursor, limit)));
        assertEquals(
                hers.subList(1, 3),
                walk(
                        limit,
                        cursor -> store().ledgerOf(
                                        ANN, LedgerSpan.oldestFirst(BEGIN.plusMillis(1), end), cursor, limit)));
        assertEquals(
                List.of(),
                walk(limit, cursor -> store().ledgerOf("an", LedgerSpan.oldestFirst(BEGIN, end), cursor, limit)));
        assertEquals(
                List.of(),
                walk(limit, cursor -> store().ledgerOf(ANN, LedgerSpan.oldestFirst(end, BEGIN), cursor, limit)));
    }

    /** As a number's move writes them: under the old contact and the new one. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 9})
    void entriesOfOneUlidAreEachMetOnce(int limit) {
        List<Entry> all = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            all.add(entry("subject-" + i, BEGIN, 7, actor(ANN)));
        }
        all.forEach(this::put);
        Instant end = BEGIN.plusMillis(1);
        assertEquals(all, walk(limit, cursor -> store().ledger(LedgerSpan.oldestFirst(BEGIN, end), cursor, limit)));
        assertEquals(
                all, walk(limit, cursor -> store().ledgerOf(ANN, LedgerSpan.oldestFirst(BEGIN, end), cursor, limit)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 100})
    void theNewestComeFirstIfThatIsAskedFor(int limit) {
        List<Entry> all = new ArrayList<>();
        for (int day : List.of(0, 0, 1, 15, 16, 29)) {
            all.add(entry("subject-" + all.size() % 2, BEGIN.plus(Duration.ofDays(day)), all.size(), actor(ANN)));
        }
        // of one ULID
        all.add(entry("subject-2", BEGIN.plus(Duration.ofDays(29)), 5, actor(ANN)));
        all.forEach(this::put);
        List<Entry> newest = new ArrayList<>(all);
        Collections.reverse(newest);
        LedgerSpan whole = new LedgerSpan(BEGIN, BEGIN.plus(Duration.ofDays(31)), true);
        LedgerSpan part = new LedgerSpan(BEGIN.plusMillis(1), BEGIN.plus(Duration.ofDays(29)), true);
        List<Entry> partly = newest.subList(2, 5);
        assertEquals(newest, walk(limit, cursor -> store().ledger(whole, cursor, limit)));
        assertEquals(newest, walk(limit, cursor -> store().ledgerOf(ANN, whole, cursor, limit)));
        assertEquals(partly, walk(limit, cursor -> store().ledger(part, cursor, limit)));
        assertEquals(partly, walk(limit, cursor -> store().ledgerOf(ANN, part, cursor, limit)));
        List<Entry> ofOne = newest.stream()
                .filter(entry -> entry.subject().equals("subject-1"))
                .toList();
        assertEquals(ofOne, walk(limit, cursor -> store().recent("subject-1", cursor, limit)));
        assertEquals(List.of(), walk(limit, cursor -> store().recent("subject-9", cursor, limit)));
    }

    @Test
    void whatIsLongApartIsMetThoughPagesBetweenMayBeEmpty() {
        List<Entry> all = new ArrayList<>();
        for (int day : List.of(0, 1, 15, 16, 29)) {
            all.add(entry("subject", BEGIN.plus(Duration.ofDays(day)), day, Map.of()));
        }
        all.forEach(this::put);
        Instant end = BEGIN.plus(Duration.ofDays(31));
        for (int limit : List.of(1, 2, 50)) {
            assertEquals(all, walk(limit, cursor -> store().ledger(LedgerSpan.oldestFirst(BEGIN, end), cursor, limit)));
        }
    }

    @Test
    void whatIsGoneIsNotOnTheLedgerAnyMore() {
        Entry gone = entry(id(1).value(), BEGIN, 1, Map.of("actor", ANN, "record_id", "r1"));
        Entry stays = entry("actor/" + ANN, BEGIN, 2, actor(ANN));
        assertDone(new Commit(contact(1), List.of(), Set.of(), List.of(gone, stays), null));
        assertEquals(Optional.of(id(1)), store().recorded("r1"));
        assertDone(Commit.leaving(contact(2), Set.of(), List.of(gone.ulid())));
        Instant end = BEGIN.plusMillis(1);
        assertEquals(List.of(stays), walk(1, cursor -> store().ledger(LedgerSpan.oldestFirst(BEGIN, end), cursor, 1)));
        assertEquals(
                List.of(stays),
                walk(1, cursor -> store().ledgerOf(ANN, LedgerSpan.oldestFirst(BEGIN, end), cursor, 1)));
        assertEquals(Optional.empty(), store().recorded("r1"));
    }

    @Test
    void aRecordIsItsContactsHoweverLongAgo() {
        put(entry(id(1).value(), BEGIN, 1, Map.of("record_id", "r1")));
        put(entry(id(1).value(), BEGIN.plusMillis(1), 2, Map.of("record_id", "r2")));
        put(entry(id(2).value(), BEGIN.plusMillis(2), 3, Map.of("record_id", "")));
        assertEquals(Optional.of(id(1)), store().recorded("r1"));
        assertEquals(Optional.of(id(1)), store().recorded("r2"));
        assertEquals(Optional.empty(), store().recorded("r3"));
        assertEquals(Optional.empty(), store().recorded("r"));
    }

    @Test
    void aRecordThatMovedIsWhereItWent() {
        Map<String, String> record = Map.of("record_id", "r1");
        put(entry(id(2).value(), BEGIN, 1, Event.GIVEN, record));
        put(entry(id(2).value(), BEGIN.plusMillis(1), 1, Event.EXPIRED, record));
        put(entry(id(1).value(), BEGIN.plusMillis(1), 1, Event.MOVED, record));
        assertEquals(Optional.of(id(1)), store().recorded("r1"));
        put(entry(id(3).value(), BEGIN.plusMillis(2), 1, Event.MOVED, record));
        put(entry(id(2).value(), BEGIN.plusMillis(3), 1, Event.WITHDRAWN, record));
        assertEquals(Optional.of(id(3)), store().recorded("r1"));
    }

    @Test
    void whoeverOnlyLookedAtItHasDecidedNothing() {
        put(entry(id(1).value(), BEGIN, 1, Event.REVEALED, Map.of("record_id", "r1")));
        put(entry(id(1).value(), BEGIN.plusMillis(1), 1, Event.REVEAL_REFUSED, Map.of("record_id", "r1")));
        assertEquals(Optional.empty(), store().recorded("r1"));
    }

    /** To the end, which only a page without a next one is. */
    private static List<Entry> walk(int limit, Function<@Nullable String, Page<Entry>> pages) {
        List<Entry> met = new ArrayList<>();
        @Nullable String cursor = null;
        int walked = 0;
        do {
            Page<Entry> page = pages.apply(cursor);
            assertTrue(page.items().size() <= limit);
            met.addAll(page.items());
            cursor = page.next();
            walked++;
            assertTrue(walked < 100, "it comes to no end");
        } while (cursor != null);
        return met;
    }

    protected void assertDone(Commit commit) {
        assertInstanceOf(CommitResult.Done.class, store().commit(commit));
    }

    private void put(Entry entry) {
        assertDone(Commit.of(List.of(entry)));
    }

    private static Entry entry(String subject, Instant arrival, int chance, Map<String, String> fields) {
        return entry(subject, arrival, chance, Event.GIVEN, fields);
    }

    private static Entry entry(String subject, Instant arrival, int chance, Event event, Map<String, String> fields) {
        byte[] random = ByteBuffer.allocate(10).putInt(chance).array();
        return new Entry(subject, Ulid.of(arrival, random), event, BEGIN, "", new TreeMap<>(fields));
    }

    private static Map<String, String> actor(String id) {
        return id.isEmpty() ? Map.of() : Map.of("actor", id);
    }

    private static ContactId id(int number) {
        return ContactId.ofMac(ByteBuffer.allocate(16).putInt(number).array());
    }

    private static Contact contact(long version) {
        return new Contact(
                id(1), version, null, null, Map.of(), null, null, PendingProof.NOTHING, Quality.UNKNOWN, null);
    }
}
