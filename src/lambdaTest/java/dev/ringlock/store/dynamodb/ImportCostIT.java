package dev.ringlock.store.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.consent.Change;
import dev.ringlock.consent.GivenConsent;
import dev.ringlock.consent.GivenConsent.ConsentMethod;
import dev.ringlock.consent.MaskedNumber;
import dev.ringlock.consent.Withdrawal;
import dev.ringlock.consent.Withdrawal.WithdrawalMethod;
import dev.ringlock.consent.YesEvidence;
import dev.ringlock.lambda.Clients;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.store.ChangePlan;
import dev.ringlock.store.Commit;
import dev.ringlock.store.GroupedChange;
import dev.ringlock.terms.Notice;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.ShownNotice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The cost of an import's row: a yes, a no, and the same once more. Units and calls are counts, and exact. */
@Tag("full")
class ImportCostIT {

    private static final int ROWS = 1_000;
    private static final Purpose MARKETING = new Purpose("marketing");

    private final Faults calls = new Faults();
    private final CapacityMeter meter = new CapacityMeter();
    private final TestClock clock = new TestClock();
    private final Engines engines = engines();

    private record ImportCost(double units, double calls) {

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.2f units, %.3f calls", units, calls);
        }
    }

    @Test
    void aRowIsOneTransactionAndAHundredthOfARead() throws IOException {
        ImportCost no = cost(0, this::no);
        ImportCost yes = cost(ROWS, this::yes);
        ImportCost again = cost(ROWS, this::yes);
        assertEquals(List.of(1.01, 1.01, 0.01), List.of(no.calls(), yes.calls(), again.calls()));
        // a no: contact, state and entry, at a transaction's double price, and their places in indexes; a yes has two
        // compartments more; a row that is known is a read
        assertTrue(no.units() < 20 && yes.units() < 26, no + " and " + yes);
        assertEquals(1, again.units());
        // the figures of docs/benchmarks.md
        Files.writeString(
                Path.of("target/import-cost.txt"),
                "a no: " + no + "; a yes: " + yes + "; a yes that is known: " + again + " a row\n");
    }

    private ImportCost cost(int from, java.util.function.IntFunction<GroupedChange<Boolean>> row) {
        engines.seals.ready(List.copyOf(engines.policy.purposes().values()));
        calls.takeSent();
        double before = meter.used();
        engines.store.changeAll(IntStream.range(from, from + ROWS).mapToObj(row).toList());
        int sent =
                calls.takeSent().values().stream().mapToInt(Integer::intValue).sum();
        return new ImportCost((meter.used() - before) / ROWS, (double) sent / ROWS);
    }

    private GroupedChange<Boolean> no(int i) {
        return new GroupedChange<>(List.of(id(i)), found -> {
            Instant now = engines.arrivals.now();
            Withdrawal no = new Withdrawal(
                    now.minus(Duration.ofDays(9)),
                    engines.arrivals.ulid(now),
                    engines.arrivals.recordId(),
                    Set.of(MARKETING),
                    false,
                    WithdrawalMethod.IMPORTED,
                    details(i));
            return written(
                    engines.policy.rules().importNo(found.get(0), no, now).change());
        });
    }

    private GroupedChange<Boolean> yes(int i) {
        PhoneNumber number = PhoneNumber.ofCanonical("+12025550123");
        Notice notice = engines.policy.newest("signup").orElseThrow();
        Instant decided = Instant.parse("2046-01-01T00:00:00Z");
        return new GroupedChange<>(List.of(id(i)), found -> {
            GivenConsent given = new GivenConsent(
                    decided,
                    null,
                    engines.arrivals.ulid(engines.arrivals.now()),
                    engines.arrivals.recordId(),
                    ConsentMethod.IMPORTED,
                    List.of(engines.policy.purposes().get(MARKETING)),
                    new ShownNotice(notice, notice.wording("en").orElseThrow()),
                    MaskedNumber.of(number),
                    number.country(),
                    engines.arrivals.evidence("", ""),
                    details(i),
                    null,
                    null);
            return written(engines.policy
                    .rules()
                    .importYes(found.get(0), List.of(), given, YesEvidence.TOLD, engines.arrivals.now())
                    .change());
        });
    }

    private ChangePlan<Boolean> written(Change change) {
        PhoneNumber number = PhoneNumber.ofCanonical("+12025550123");
        return change.isNothing()
                ? ChangePlan.answer(false)
                : ChangePlan.write(
                        Commit.of(
                                change,
                                wanted -> engines.seals.anew(change.contact().id(), number, wanted)),
                        true);
    }

    private static Map<String, String> details(int i) {
        return Map.of(
                "import",
                "0b6f4f0e-6c0a-4c1e-9d0b-2f6a3f1f7f55",
                "source",
                "crm",
                "row",
                "x".repeat(43),
                "line",
                String.valueOf(i + 2));
    }

    private static ContactId id(int i) {
        return ContactId.ofMac(ByteBuffer.allocate(16)
                .putLong(0x9E3779B97F4A7C15L * (i + 1L))
                .putLong(i)
                .array());
    }

    private Engines engines() {
        DynamoDbClient client = Clients.dynamoDb(DynamoDbLocal.uri(), meter, calls);
        String prefix = "import-" + UUID.randomUUID() + "-";
        TestTables.create(DynamoDbLocal.uri(), prefix);
        return new Engines(new DynamoDbStore(client, prefix, clock), clock);
    }
}
