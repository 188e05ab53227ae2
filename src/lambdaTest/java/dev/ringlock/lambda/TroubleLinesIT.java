package dev.ringlock.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.functions.BuiltFunction;
import dev.ringlock.keys.kms.KmsStandIn;
import dev.ringlock.message.ProviderStandIn;
import dev.ringlock.purge.People;
import dev.ringlock.purge.PurgeClient;
import dev.ringlock.store.dynamodb.DynamoDbLocal;
import dev.ringlock.store.dynamodb.DynamoDbStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The metrics that functions log only while something is wrong: alarms watch them. */
@Tag("full")
class TroubleLinesIT {

    private static final String NOBODY = "http://127.0.0.1:9";
    private static final Duration LONG_AGO = Duration.ofDays(100);

    @TempDir
    static Path folder;

    private final KmsStandIn kms = KmsStandIn.start();
    private final Map<String, String> settings = FunctionsContract.freshSettings(new AwsLike(
            DynamoDbLocal.uri(), kms.uri(), KmsStandIn.NUMBER_KEY, KmsStandIn.MAC_KEY, KmsStandIn.SIGNING_KEY));

    @BeforeAll
    static void unpack() {
        FunctionProcess.unpack(Path.of("target/lambda/function.zip"), folder.resolve("code"));
    }

    @AfterEach
    void close() {
        kms.close();
    }

    /** Nothing is in the file that no test has seen in a log. */
    @Test
    void theFileHasTheFunctionsAndTheTroublesOfThisClass() {
        Set<String> all = new TreeSet<>(EventFiles.functions());
        Stream.of(Trouble.values()).map(Trouble::title).forEach(all::add);
        assertEquals(all, MetricLines.tried());
    }

    private enum Trouble {
        CAPTURE_CANNOT_SEND("capture cannot send"),
        INBOUND_CANNOT_STORE("inbound cannot store"),
        INBOUND_BREAKS("inbound breaks"),
        INBOUND_CANNOT_READ("inbound cannot read"),
        PURGE_DOES_NOT_BELIEVE_ITS_CLOCK("purge does not believe its clock"),
        PURGE_LEAVES_A_CONTACT("purge leaves a contact"),
        RECONCILE_CANNOT_READ_A_LIST("reconcile cannot read a list");

        private final String title;

        Trouble(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    /** After a STOP a signup needs a code. */
    @Test
    void aCodeThatCannotBeSentIsCountedAndTheSignupTaken() {
        try (FunctionProcess inbound = FunctionProcess.start(folder.resolve("code"), "inbound", settings)) {
            inbound.invoke(EventFiles.json("inbound", "01-a-stop-200"));
        }
        settings.put("AWS_ENDPOINT_URL_SECRETS_MANAGER", NOBODY);
        assertLogged(Trouble.CAPTURE_CANNOT_SEND, EventFiles.json("capture", "01-a-new-number-201"), 201);
    }

    @Test
    void aMessageThatCannotBeStoredIsCounted() {
        settings.put("AWS_ENDPOINT_URL_DYNAMODB", NOBODY);
        assertLogged(Trouble.INBOUND_CANNOT_STORE, EventFiles.json("inbound", "01-a-stop-200"), 503);
    }

    @Test
    void aDefectIsCounted() {
        try (ProviderStandIn nonsense = ProviderStandIn.start(ProviderStandIn.answering(200, "{}"))) {
            settings.put("AWS_ENDPOINT_URL_KMS", nonsense.uri().toString());
            assertLogged(Trouble.INBOUND_BREAKS, EventFiles.json("inbound", "01-a-stop-200"), 500);
        }
    }

    @Test
    void aGenuineMessageThatNobodyCanReadIsCounted() {
        String readable = EventFiles.json("inbound", "11-by-sns-0");
        String unreadable = readable.replace("originationNumber", "sender").replace("messageBody", "words");
        assertLogged(Trouble.INBOUND_CANNOT_READ, unreadable, 0);
    }

    @Test
    void aRunWhoseClockIsFarAheadIsCounted() {
        new PurgeClient(on(LONG_AGO)).vouchedFor(Instant.now().minus(LONG_AGO));
        assertLogged(Trouble.PURGE_DOES_NOT_BELIEVE_ITS_CLOCK, EventFiles.json("purge", "01-a-run-0"), 0);
    }

    /** Its number was sealed by other keys, and is due to be checked. */
    @Test
    void aContactThatCannotBeHandledIsCounted() {
        Engines on = on(LONG_AGO);
        new People(on, on.policy).yes(People.american(1), Instant.now().minus(LONG_AGO), People.SERVICE);
        new PurgeClient(on).vouchedFor(Instant.now());
        assertLogged(Trouble.PURGE_LEAVES_A_CONTACT, EventFiles.json("purge", "01-a-run-0"), 0);
    }

    /** The account was taken out of the settings during the run. */
    @Test
    void aBlockListThatCannotBeReadIsCounted() {
        String step =
                "{\"run\": \"01ARZ3NDEKTSV4RRFFQ69G5FAV\", \"provider\": \"telnyx\", \"rest\": [], \"dryRun\": false,"
                        + " \"pages\": 0, \"done\": false}";
        assertLogged(Trouble.RECONCILE_CANNOT_READ_A_LIST, step, 0);
    }

    private Engines on(Duration before) {
        TestClock clock = new TestClock();
        clock.advance(Duration.between(clock.instant(), Instant.now().minus(before)));
        return new Engines(
                new DynamoDbStore(
                        Clients.dynamoDb(DynamoDbLocal.uri()),
                        settings.get("RINGLOCK_TABLE_PREFIX"),
                        Clock.systemUTC()),
                clock);
    }

    private void assertLogged(Trouble trouble, String event, int status) {
        String function = trouble.title().split(" ", 2)[0];
        assertTrue(BuiltFunction.named(function).isPresent(), function);
        try (FunctionProcess process = FunctionProcess.start(folder.resolve("code"), function, settings)) {
            assertEquals(status, FunctionsIT.status(process.invoke(event)), process::log);
            MetricLines.assertLogged(trouble.title(), process);
        }
    }
}
