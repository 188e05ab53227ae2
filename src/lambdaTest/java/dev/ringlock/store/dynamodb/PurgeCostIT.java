package dev.ringlock.store.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.Deep;
import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.consent.Contact;
import dev.ringlock.lambda.Clients;
import dev.ringlock.phone.ContactId;
import dev.ringlock.purge.People;
import dev.ringlock.purge.PurgeClient;
import dev.ringlock.purge.PurgeReport;
import dev.ringlock.reassigned.ReassignedNumbers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** A purge's cost follows what is due, not how much is stored. Units and calls are counts, and exact. */
@Tag("full")
class PurgeCostIT {

    private static final int DUE = Deep.of(200, 1_000);
    private static final int FEW = 10 * DUE;
    private static final int MANY = 100 * DUE;
    private static final int BATCH = 25;

    private record PurgeCost(double units, int calls) {}

    @Test
    void whatIsDueCostsTheSameAmongTenTimesAsManyAndAmongAHundredTimes() throws IOException {
        PurgeCost few = cost(FEW);
        PurgeCost many = cost(MANY);
        assertEquals(few.units(), many.units(), 0.05 * few.units());
        assertEquals(few.calls(), many.calls(), 0.05 * few.calls());
        // by the contact: put, its state put, one compartment and maintenance deleted, one entry, and their places in
        // indexes; one call each, and a walk of the shards besides
        assertTrue(many.units() / DUE < 25 && many.calls() < DUE + 60, few + " and " + many);
        // the figures of docs/benchmarks.md
        Files.writeString(
                Path.of("target/purge-cost.txt"),
                String.format(
                        Locale.ROOT,
                        "among %,d: %.2f units, %.3f calls; among %,d: %.2f units, %.3f calls a contact%n",
                        FEW,
                        few.units() / DUE,
                        (double) few.calls() / DUE,
                        MANY,
                        many.units() / DUE,
                        (double) many.calls() / DUE));
    }

    private static PurgeCost cost(int stored) {
        CapacityMeter meter = new CapacityMeter();
        Calls calls = new Calls();
        DynamoDbClient client = Clients.dynamoDb(DynamoDbLocal.uri(), meter, calls);
        String prefix = "cost-" + UUID.randomUUID() + "-";
        TestTables.create(DynamoDbLocal.uri(), prefix);
        TestClock clock = new TestClock();
        Engines on = new Engines(new DynamoDbStore(client, prefix, clock), clock);
        new PurgeClient(on).vouchedFor(clock.instant()).run(false);
        fill(client, prefix, on, stored);
        double units = meter.used();
        int before = calls.count.get();
        PurgeReport report =
                new PurgeClient(on, on.policy, on.store, on.keys, ReassignedNumbers.none(), meter).run(false);
        assertEquals(DUE, report.due());
        assertEquals(Map.of("inactive", (long) DUE), report.counts());
        assertEquals(meter.used() - units, report.capacity(), 20, "the report is written after it was counted");
        return new PurgeCost(meter.used() - units, calls.count.get() - before);
    }

    private static void fill(DynamoDbClient client, String prefix, Engines on, int stored) {
        People people = new People(on, on.policy);
        Contact example = people.example(on.clock.instant());
        List<WriteRequest> rest = new ArrayList<>();
        for (int i = DUE; i < stored; i++) {
            ContactId id = ContactId.ofMac(
                    ByteBuffer.allocate(16).putLong(0x9E3779B97F4A7C15L * i).array());
            Contact contact = new Contact(
                    id,
                    example.version(),
                    example.masked(),
                    example.head(),
                    example.consents(),
                    null,
                    null,
                    example.pending(),
                    example.quality(),
                    example.dueAt());
            rest.add(WriteRequest.builder()
                    .putRequest(PutRequest.builder().item(Items.item(contact)).build())
                    .build());
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int i = 0; i < DUE; i++) {
                int number = i;
                all.add(CompletableFuture.runAsync(
                        () -> people.yes(
                                People.american(number),
                                on.clock.instant().minus(Duration.ofDays(600)),
                                People.MARKETING),
                        threads));
            }
            for (int i = 0; i < rest.size(); i += BATCH) {
                List<WriteRequest> batch = rest.subList(i, Math.min(rest.size(), i + BATCH));
                all.add(CompletableFuture.runAsync(
                        () -> client.batchWriteItem(
                                request -> request.requestItems(Map.of(DynamoDbTable.CONTACTS.name(prefix), batch))),
                        threads));
            }
            all.forEach(CompletableFuture::join);
        } finally {
            threads.shutdown();
        }
    }

    private static final class Calls implements ExecutionInterceptor {

        private final AtomicInteger count = new AtomicInteger();

        @Override
        public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
            count.incrementAndGet();
        }
    }
}
