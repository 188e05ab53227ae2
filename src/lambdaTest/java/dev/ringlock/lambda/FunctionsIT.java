package dev.ringlock.lambda;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringlock.consent.Consent;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.OptOut;
import dev.ringlock.consent.SuppressedContacts;
import dev.ringlock.evidence.PackBytes;
import dev.ringlock.evidence.PackMaker;
import dev.ringlock.evidence.PackPage;
import dev.ringlock.keys.Index;
import dev.ringlock.keys.Keys;
import dev.ringlock.keys.kms.KmsKeys;
import dev.ringlock.keys.kms.KmsStandIn;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.store.Commit;
import dev.ringlock.store.CommitResult;
import dev.ringlock.store.Store;
import dev.ringlock.store.dynamodb.DynamoDbLocal;
import dev.ringlock.store.dynamodb.DynamoDbStore;
import dev.ringlock.terms.Purpose;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The jar of {@code package -Dlambda} on DynamoDB Local and a stand-in of KMS that shows what it was asked. */
@Tag("full")
class FunctionsIT extends FunctionsContract {

    private final KmsStandIn kms = KmsStandIn.start();

    @AfterEach
    void close() {
        kms.close();
    }

    @Override
    protected Path zip() {
        return Path.of("target/lambda/function.zip");
    }

    @Override
    protected AwsLike aws() {
        return new AwsLike(
                DynamoDbLocal.uri(), kms.uri(), KmsStandIn.NUMBER_KEY, KmsStandIn.MAC_KEY, KmsStandIn.SIGNING_KEY);
    }

    @Test
    void aWarmCaptureIsOneRoundOfCountersOneReadAndOneTransactionWhateverIsStored() {
        String event = event("01-a-new-number-201").replace("idempotency-key", "x-nothing");
        try (FunctionProcess process = start("capture")) {
            process.invoke(event);
            process.invoke(event.replace("5550123", "5550126"));
            process.invoke(event.replace("5550123", "5550124"));
            process.invoke(event);
            suppress("+12025550125", process);
            process.invoke(event.replace("5550123", "5550125"));
            List<Map<String, Integer>> calls = callsByEvent(process);
            assertEquals(
                    Map.of(
                            "DynamoDb.BatchGetItem", 1,
                            "DynamoDb.Query", 6,
                            "DynamoDb.TransactWriteItems", 7,
                            "DynamoDb.UpdateItem", 6,
                            "Kms.GenerateDataKey", 3,
                            "Kms.GenerateMac", 2,
                            "SecretsManager.GetSecretValue", 1),
                    calls.get(0),
                    "cold, and the first to register the notice's four wordings, the policy's purposes and the index key,"
                            + " and to freeze a wording");
            Map<String, Integer> warm =
                    Map.of("DynamoDb.BatchGetItem", 1, "DynamoDb.TransactWriteItems", 1, "DynamoDb.UpdateItem", 6);
            Map<String, Integer> second = new TreeMap<>(warm);
            second.put("DynamoDb.Query", 1);
            assertEquals(second, calls.get(1), "it reads that the wording is frozen, whoever signs up");
            assertEquals(List.of(warm, warm, warm), calls.subList(2, 5), "new, known, suppressed");
        }
    }

    @Test
    void aColdCaptureAsksKmsForEverythingAtOnce() {
        // whoever asks one after the other is not answered
        kms.answerTogether(5);
        try (FunctionProcess process = start("capture")) {
            assertEquals(201, status(process.invoke(event("01-a-new-number-201"))), process::log);
        }
    }

    /** A STOP would be answered, and the number stay where it is. */
    @Test
    void anotherIndexKeyThanTheTablesWereMadeWithAnswersNothing() {
        Map<String, String> settings = freshSettings(aws());
        String stop = EventFiles.json("inbound", "01-a-stop-200");
        try (FunctionProcess capture = start("capture", settings)) {
            assertEquals(201, status(capture.invoke(event("01-a-new-number-201"))), capture::log);
        }
        try (KmsStandIn others = KmsStandIn.start()) {
            Map<String, String> changed = new TreeMap<>(settings);
            changed.put("AWS_ENDPOINT_URL_KMS", others.uri().toString());
            try (FunctionProcess inbound = start("inbound", changed)) {
                assertEquals(503, status(inbound.invoke(stop)), inbound::log);
                assertEquals(503, status(inbound.invoke(stop)), inbound::log);
                assertTrue(
                        inbound.log().contains("the index key is not the one that the stored data was made with"),
                        inbound::log);
            }
        }
        try (FunctionProcess inbound = start("inbound", settings)) {
            assertEquals(200, status(inbound.invoke(stop)), inbound::log);
        }
    }

    @Test
    void theTraceGoesOnToWhatIsCalled() {
        try (FunctionProcess process = start("capture")) {
            process.invoke(event("01-a-new-number-201"));
            assertEquals(
                    List.of(RuntimeApi.TRACE_HEADER),
                    kms.asked().stream()
                            .map(KmsStandIn.KmsRequest::traceHeader)
                            .distinct()
                            .toList());
        }
    }

    @Test
    void withoutKmsASignupIsToldToComeBackAndIsTakenThen() {
        try (FunctionProcess process = start("capture")) {
            kms.failWith("KMSInternalException");
            assertEquals(503, status(process.invoke(event("01-a-new-number-201"))), process::log);
            kms.failWith("");
            assertEquals(201, status(process.invoke(event("01-a-new-number-201"))), process::log);
        }
    }

    /** Nobody but who may invoke the function by itself can send one: API Gateway's events fit. */
    @Test
    void anEventThatDoesNotFitIsAnErrorAndTheNextOneIsAnswered() {
        try (FunctionProcess process = start("pages")) {
            for (String misfit : List.of("\"hello\"", "{\"isBase64Encoded\": \"+12025550123\"}")) {
                assertEquals("error", process.invoke(misfit).to(), process::log);
            }
            assertEquals(
                    200, status(process.invoke(EventFiles.of("pages").get(0).json())), process::log);
        }
    }

    /** The executable has to have brought the world's time zones along. */
    @Test
    void timesAreToldByTheOwnersClocks() {
        try (FunctionProcess process = start("capture")) {
            JsonNode signup =
                    EventFiles.json(process.invoke(event("12-a-form-in-en-303")).body());
            String cookie = signup.at("/headers/Set-Cookie").asText().replaceFirst(";.*", "");
            ObjectNode thanks = (ObjectNode) EventFiles.json(event("18-the-page-that-thanks-200"));
            thanks.putArray("cookies").add(cookie);
            String page = process.invoke(thanks.toString()).body();
            assertTrue(page.contains("+12025550125"), "the form for the code knows the number");
            assertTrue(page.matches("(?s).*20\\d\\d.{1,20} UTC-0[45]:00.*"), page);
        }
    }

    /** The executable has to have brought all that goes into a pack along. */
    @Test
    void packsAreWholeAndAChangedByteInAnyFileIsNoticed() throws Exception {
        MadePacks made = MadePacks.of(this);
        assertEquals(List.of("sends.json", "whose.txt"), MadePacks.special(made.ofNumber()));
        assertEquals(List.of("campaign.json"), MadePacks.special(made.ofCampaign()));
        for (byte[] pack : List.of(made.ofNumber(), made.ofCampaign())) {
            assertEquals(List.of(), PackMaker.bad(pack));
            for (Map.Entry<String, Integer> file : PackBytes.middles(pack).entrySet()) {
                byte[] changed = pack.clone();
                changed[file.getValue()] ^= 1;
                assertNotEquals(List.of(), PackMaker.bad(changed), file.getKey());
                byte[] packedAnew = PackBytes.changed(pack, file.getKey());
                assertNotEquals(List.of(), PackMaker.bad(packedAnew), file.getKey());
            }
        }
    }

    /** As a lawyer does it: from disk and with no network. */
    @Test
    void thePageInAPackFindsItWholeInABrowserAndNoticesAChangedByte() throws Exception {
        byte[] pack = MadePacks.of(this).ofNumber();
        Map<String, Integer> places = PackBytes.middles(pack);
        try (PackPage page = PackPage.of(pack, Files.createTempDirectory(folder, "pack"))) {
            assertThat(page.choosing("pack.zip").locator("#verdict")).hasClass("good");
            assertThat(page.choosing(PackBytes.changed(pack, "timeline.txt")).locator("#verdict"))
                    .hasClass("bad");
            assertEquals(List.of(), page.unnoticed(pack, places.values()));
            page.closePages();
        }
    }

    /** As the opt-out will do it: a no is stored, and no compartment. */
    private void suppress(String e164, FunctionProcess process) {
        Keys keys = new KmsKeys(Clients.kms(kms.uri()), KmsStandIn.NUMBER_KEY, KmsStandIn.MAC_KEY);
        ContactId id = new Index(keys).contactId(PhoneNumber.ofCanonical(e164));
        OptOut no = new OptOut(Instant.EPOCH, Ulid.of(Instant.EPOCH, new byte[10]));
        Consent consent = Consent.suppression(no);
        Contact contact = SuppressedContacts.of(id, Map.of(new Purpose("marketing"), consent));
        Store store = new DynamoDbStore(
                Clients.dynamoDb(aws().dynamoDb()), process.setting("RINGLOCK_TABLE_PREFIX"), Clock.systemUTC());
        assertInstanceOf(
                CommitResult.Done.class, store.commit(new Commit(contact, List.of(), Set.of(), List.of(), null)));
    }

    static int status(RuntimeApi.RuntimeAnswer answer) {
        return EventFiles.json(answer.body()).path("statusCode").asInt();
    }

    private static String event(String name) {
        return EventFiles.json("capture", name);
    }

    private static List<Map<String, Integer>> callsByEvent(FunctionProcess process) {
        return process.log()
                .lines()
                .map(EventFiles::json)
                .filter(line -> line.has("callsByOperation"))
                .map(line -> counts(line.path("callsByOperation")))
                .toList();
    }

    private static Map<String, Integer> counts(JsonNode node) {
        Map<String, Integer> counts = new TreeMap<>();
        node.properties()
                .forEach(count -> counts.put(count.getKey(), count.getValue().asInt()));
        return counts;
    }
}
