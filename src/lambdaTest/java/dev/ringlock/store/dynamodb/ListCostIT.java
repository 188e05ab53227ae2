package dev.ringlock.store.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.Deep;
import dev.ringlock.TestClock;
import dev.ringlock.consent.Consent;
import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.Contact.Hold;
import dev.ringlock.consent.MaskedNumber;
import dev.ringlock.consent.PendingProof;
import dev.ringlock.consent.Quality;
import dev.ringlock.lambda.Clients;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.store.ContactFilter;
import dev.ringlock.store.Page;
import dev.ringlock.store.Store;
import dev.ringlock.terms.Purpose;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** A look-up and a page of a list read as much among many contacts as among few. Counted, not timed. */
@Tag("full")
class ListCostIT {

    private static final int FEW = 1_000;
    /** {@code -Dlists.stored=100000} for the figures of docs/benchmarks.md. */
    private static final int MANY = Integer.getInteger("lists.stored", Deep.of(3_000, 10_000));

    private static final Instant NOW = Instant.parse("2046-11-23T10:00:00Z");
    private static final int LIMIT = 100;
    private static final int BATCH = 25;
    private static final Purpose MARKETING = new Purpose("marketing");
    private static final Purpose SERVICE = new Purpose("service");

    private static final Map<String, ContactFilter> FILTERS = Map.of(
            "everybody", ContactFilter.NONE,
            "held", new ContactFilter(Set.of(), null, null, true),
            "country", new ContactFilter(Set.of(), null, "SE", false),
            "purpose", new ContactFilter(Set.of(MARKETING), null, null, false),
            "purpose and state", new ContactFilter(Set.of(MARKETING), State.WITHDRAWN, null, false),
            "purpose, state and country", new ContactFilter(Set.of(MARKETING), State.GRANTED, "SE", false),
            "purpose and country", new ContactFilter(Set.of(MARKETING), null, "SE", false),
            "state", new ContactFilter(Set.of(MARKETING, SERVICE), State.GRANTED, null, false));

    /**
     * @param calls to DynamoDB
     * @param rows of indexes that were looked at
     * @param contacts that were read
     */
    private record ListCost(int calls, int rows, int contacts, double units) {}

    @Test
    void aPageReadsAsMuchAmongManyAsAmongFew() throws IOException {
        Map<String, ListCost> few = costs(FEW);
        Map<String, ListCost> many = costs(MANY);
        StringBuilder told = new StringBuilder();
        few.forEach((what, cost) -> {
            ListCost among = many.getOrDefault(what, cost);
            assertEquals(cost.contacts(), among.contacts(), what);
            assertEquals(cost.rows(), among.rows(), what);
            assertTrue(among.calls() <= cost.calls() && cost.calls() <= 1 + DynamoDbLists.MOST_QUERIES, what);
            assertTrue(among.units() <= cost.units() + 3, () -> what + ": " + cost + " and " + among);
            told.append(String.format(Locale.ROOT, "%s: among %,d %s; among %,d %s%n", what, FEW, cost, MANY, among));
        });
        Files.writeString(Path.of("target/list-cost.txt"), told);
    }

    private static Map<String, ListCost> costs(int stored) {
        CapacityMeter meter = new CapacityMeter();
        ReadMeter reading = new ReadMeter();
        DynamoDbClient client = Clients.dynamoDb(DynamoDbLocal.uri(), meter, reading);
        String prefix = "lists-" + UUID.randomUUID() + "-";
        TestTables.create(DynamoDbLocal.uri(), prefix);
        fill(client, prefix, stored);
        Store store = new DynamoDbStore(client, prefix, new TestClock());
        Map<String, ListCost> costs = new LinkedHashMap<>();
        costs.put("look-up", cost(meter, reading, () -> store.load(List.of(id(1)))));
        FILTERS.forEach((what, filter) -> {
            Page<Contact> first = store.list(filter, null, LIMIT);
            assertEquals(LIMIT, first.items().size(), what);
            // the second: a cursor makes no difference
            costs.put(what, cost(meter, reading, () -> store.list(filter, first.next(), LIMIT)));
        });
        return costs;
    }

    private static ListCost cost(CapacityMeter meter, ReadMeter reading, Runnable work) {
        double units = meter.used();
        reading.clear();
        work.run();
        return new ListCost(reading.calls.get(), reading.rows.get(), reading.contacts.get(), meter.used() - units);
    }

    private static void fill(DynamoDbClient client, String prefix, int stored) {
        Map<String, List<WriteRequest>> rows = new LinkedHashMap<>();
        for (int i = 0; i < stored; i++) {
            Contact contact = contact(i);
            rows.computeIfAbsent(DynamoDbTable.CONTACTS.name(prefix), name -> new ArrayList<>())
                    .add(put(Items.item(contact)));
            contact.consents()
                    .keySet()
                    .forEach(purpose -> rows.computeIfAbsent(
                                    DynamoDbTable.STATES.name(prefix), name -> new ArrayList<>())
                            .add(put(PlaceItems.item(contact, purpose))));
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<CompletableFuture<Void>> all = new ArrayList<>();
            rows.forEach((table, puts) -> {
                for (int i = 0; i < puts.size(); i += BATCH) {
                    List<WriteRequest> batch = puts.subList(i, Math.min(puts.size(), i + BATCH));
                    all.add(CompletableFuture.runAsync(() -> put(client, table, batch), threads));
                }
            });
            all.forEach(CompletableFuture::join);
        } finally {
            threads.shutdown();
        }
    }

    /** Again if the engine was too busy to answer: a put does no harm twice. */
    private static void put(DynamoDbClient client, String table, List<WriteRequest> batch) {
        for (int attempt = 0; ; attempt++) {
            try {
                client.batchWriteItem(request -> request.requestItems(Map.of(table, batch)));
                return;
            } catch (ApiCallTimeoutException e) {
                if (attempt == 10) {
                    throw e;
                }
            }
        }
    }

    private static WriteRequest put(Map<String, AttributeValue> item) {
        return WriteRequest.builder()
                .putRequest(PutRequest.builder().item(item).build())
                .build();
    }

    /** Two of three are held and Swedish, and every other has taken the first purpose back. */
    private static Contact contact(int number) {
        boolean most = number % 3 != 0;
        return new Contact(
                id(number),
                1,
                new MaskedNumber("+•••", most ? "SE" : "US"),
                null,
                Map.of(
                        MARKETING, consent(number % 2 == 0 ? State.WITHDRAWN : State.GRANTED),
                        SERVICE, consent(State.GRANTED)),
                null,
                most ? new Hold(NOW, ulid()) : null,
                PendingProof.NOTHING,
                Quality.UNKNOWN,
                null);
    }

    private static Consent consent(State state) {
        return new Consent(state, NOW, ulid(), "r", null, null, null, null, false);
    }

    private static Ulid ulid() {
        return Ulid.of(NOW, new byte[10]);
    }

    private static ContactId id(int number) {
        return ContactId.ofMac(
                ByteBuffer.allocate(16).putLong(0x9E3779B97F4A7C15L * number).array());
    }

    /** What was read. */
    private static final class ReadMeter implements ExecutionInterceptor {

        private final AtomicInteger calls = new AtomicInteger();
        private final AtomicInteger rows = new AtomicInteger();
        private final AtomicInteger contacts = new AtomicInteger();

        void clear() {
            calls.set(0);
            rows.set(0);
            contacts.set(0);
        }

        @Override
        public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
            calls.incrementAndGet();
            if (context.response() instanceof QueryResponse query) {
                rows.addAndGet(query.scannedCount());
            } else if (context.response() instanceof BatchGetItemResponse batch) {
                batch.responses().values().forEach(found -> contacts.addAndGet(found.size()));
            }
        }
    }
}
