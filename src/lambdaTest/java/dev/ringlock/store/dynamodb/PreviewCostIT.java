package dev.ringlock.store.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.audience.AudienceClient;
import dev.ringlock.http.Json;
import dev.ringlock.lambda.Clients;
import dev.ringlock.purge.People;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What a preview reads and writes. Counted, not timed. */
@Tag("full")
class PreviewCostIT {

    private static final int STORED = 300;

    @Test
    void aPreviewReadsEachContactAndItsBudgetOnce() throws IOException {
        CapacityMeter meter = new CapacityMeter();
        DynamoDbClient client = Clients.dynamoDb(DynamoDbLocal.uri(), meter);
        String prefix = "preview-" + UUID.randomUUID() + "-";
        TestTables.create(DynamoDbLocal.uri(), prefix);
        TestClock clock = new TestClock();
        Engines engines = new Engines(new DynamoDbStore(client, prefix, clock), clock);
        People people = new People(engines, engines.policy);
        for (int i = 0; i < STORED; i++) {
            people.yes(People.american(i * 97), clock.instant().minus(Duration.ofDays(9)), People.MARKETING);
        }
        AudienceClient door = new AudienceClient(engines);
        double before = meter.used();
        int status = door.send(
                        "POST",
                        "/v1/purposes/marketing/audience/preview",
                        "application/json",
                        Json.write(Map.of("channel", "sms", "reason", "autumn news", "campaign", "autumn.26")),
                        door.claims("ann", "[campaign:marketing]"))
                .getStatusCode();
        assertEquals(200, status);
        double units = meter.used() - before;
        Files.writeString(Path.of("target/preview-cost.txt"), STORED + " contacts: " + units + " units\n");
        // a strongly consistent read is a unit: of the contact, and of its budget; and each shard's query, and the
        // entry
        assertTrue(units <= 2 * STORED + 40, "units: " + units);
    }
}
