package dev.ringlock.store.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.capture.CaptureClient;
import dev.ringlock.delivery.DeliveryClient;
import dev.ringlock.lambda.Clients;
import dev.ringlock.provider.VerifiedWebhooks;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What receipts cost, as docs/deploy.md says: a unit for the read, and the write units of its table of costs. */
@Tag("full")
class ReceiptCostIT {

    private final CapacityMeter meter = new CapacityMeter();
    private final TestClock clock = new TestClock();

    @Test
    void aReceiptWritesTheContactAndAFailureAGuardRowBesides() {
        DynamoDbClient client = Clients.dynamoDb(DynamoDbLocal.uri(), meter);
        String prefix = "cost-" + UUID.randomUUID() + "-";
        TestTables.create(DynamoDbLocal.uri(), prefix);
        Engines on = new Engines(new DynamoDbStore(client, prefix, clock), clock);
        new CaptureClient(on).signUp("+12025550123", "marketing");
        assertEquals(1 + 2, cost(on, "TEXT_DELIVERED"));
        assertEquals(1 + 4, cost(on, "TEXT_INVALID"));
        assertEquals(1, cost(on, "TEXT_PENDING") + 1, "nothing is read");
    }

    private double cost(Engines on, String event) {
        clock.advance(Duration.ofDays(1));
        double before = meter.used();
        new DeliveryClient(on).tell(VerifiedWebhooks.json("aws", """
                {"Type": "Notification", "Message": "{\\"eventType\\": \\"%s\\", \\"messageId\\": \\"%s\\", \
                \\"destinationPhoneNumber\\": \\"+12025550123\\", \\"eventTimestamp\\": %d}"}""".formatted(
                        event, event, clock.instant().toEpochMilli())));
        return meter.used() - before;
    }
}
