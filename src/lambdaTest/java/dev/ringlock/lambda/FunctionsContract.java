package dev.ringlock.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.ringlock.dataset.MadeUpPeople;
import dev.ringlock.functions.BuiltFunction;
import dev.ringlock.store.Store;
import dev.ringlock.store.dynamodb.DynamoDbStore;
import dev.ringlock.store.dynamodb.TestTables;
import dev.ringlock.store.s3.S3StandIn;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every packaged function keeps, end to end, as a process of its own on whatever answers as DynamoDB and KMS. */
abstract class FunctionsContract {

    @TempDir
    static Path folder;

    /** The {@code function.zip} under test. */
    protected abstract Path zip();

    /** The same each time it is asked for. */
    protected abstract AwsLike aws();

    @Test
    void everyFunctionHasEventFiles() {
        assertEquals(
                Arrays.stream(BuiltFunction.values())
                        .map(BuiltFunction::id)
                        .sorted()
                        .toList(),
                EventFiles.functions());
    }

    @ParameterizedTest
    @MethodSource("dev.ringlock.lambda.EventFiles#functions")
    void everyEventHasItsAnswerAndItsLine(String function) {
        try (FunctionProcess process = start(function)) {
            EventFiles.answers(process, function).forEach((name, answer) -> assertAnswered(name, answer, process));
            assertLogged(process, function);
            MetricLines.assertLogged(function, process);
        }
    }

    @Test
    void afterAStopOnlyTheCodeThatWentToThePhoneGrantsAgain() {
        Map<String, String> settings = freshSettings(aws());
        try (FunctionProcess inbound = start("inbound", settings);
                FunctionProcess capture = start("capture", settings);
                FunctionProcess confirm = start("confirm", settings)) {
            assertAnswered("a-stop-200", inbound.invoke(EventFiles.json("inbound", "01-a-stop-200")), inbound);
            RuntimeApi.RuntimeAnswer signup = capture.invoke(EventFiles.json("capture", "01-a-new-number-201"));
            assertAnswered("a-signup-201", signup, capture);
            String record = EventFiles.json(
                            EventFiles.json(signup.body()).path("body").asText())
                    .path("recordId")
                    .asText();
            String typed = EventFiles.json("confirm", "01-a-code-that-proves-nothing-422")
                    .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", record)
                    .replace("123456\\\"", ProvidersStandIn.newestCode() + "\\\"");
            assertAnswered("a-code-200", confirm.invoke(typed), confirm);
        }
    }

    @Test
    void staffFindWhoSentAStopAndItsHistory() {
        Map<String, String> settings = freshSettings(aws());
        try (FunctionProcess inbound = start("inbound", settings);
                FunctionProcess contacts = start("contacts", settings)) {
            assertAnswered("a-stop-200", inbound.invoke(EventFiles.json("inbound", "01-a-stop-200")), inbound);
            RuntimeApi.RuntimeAnswer found =
                    contacts.invoke(EventFiles.json("contacts", "01-nobody-of-that-number-404"));
            assertAnswered("somebody-200", found, contacts);
            JsonNode shown =
                    EventFiles.json(EventFiles.json(found.body()).path("body").asText());
            assertEquals("withdrawn", shown.at("/consents/0/state").asText(), found::body);
            String id = shown.path("contactId").asText();
            String history = EventFiles.json("contacts", "04-no-history-404").replaceAll("c1_a+", id);
            RuntimeApi.RuntimeAnswer told = contacts.invoke(history);
            assertAnswered("a-history-200", told, contacts);
            assertTrue(told.body().contains("sms_reply"), told::body);
        }
    }

    @Test
    void whoSignsUpIsOnTheAudienceOfThatPurposeAlone() {
        Map<String, String> settings = freshSettings(aws());
        String signup = EventFiles.json("capture", "01-a-new-number-201");
        String marketingAlone =
                signup.replace("service\\\", \\\"granted\\\": true", "service\\\", \\\"granted\\\": false");
        assertNotEquals(signup, marketingAlone);
        try (FunctionProcess capture = start("capture", settings)) {
            assertAnswered("a-signup-201", capture.invoke(marketingAlone), capture);
        }
        Map.of("marketing", 1, "service", 0).forEach((purpose, numbers) -> {
            settings.put("RINGLOCK_PURPOSE", purpose);
            try (FunctionProcess audience = start("audience", settings)) {
                RuntimeApi.RuntimeAnswer page = audience.invoke(
                        EventFiles.json("audience", "01-nobody-yet-200").replace("service", purpose));
                assertAnswered("a-page-200", page, audience);
                JsonNode told = EventFiles.json(
                        EventFiles.json(page.body()).path("body").asText());
                assertEquals(numbers, told.path("numbers").size(), purpose);
            }
        });
    }

    @Test
    void anAuditorFindsWhoLookedForAContactInVain() {
        Map<String, String> settings = freshSettings(aws());
        try (FunctionProcess contacts = start("contacts", settings);
                FunctionProcess audit = start("audit", settings)) {
            String looked = EventFiles.json("contacts", "01-nobody-of-that-number-404");
            assertAnswered("nobody-404", contacts.invoke(looked), contacts);
            String asked = EventFiles.json("audit", "01-nobody-of-staff-200")
                    .replaceAll("8c1f0000-0000-4000-8000-000000000b0b", "8c1f0000-0000-4000-8000-00000000a1e7");
            RuntimeApi.RuntimeAnswer told = audit.invoke(asked);
            assertAnswered("entries-200", told, audit);
            JsonNode entries = EventFiles.json(
                            EventFiles.json(told.body()).path("body").asText())
                    .path("entries");
            assertEquals("look_up", entries.at("/0/fields/action").asText(), told::body);
            assertEquals("false", entries.at("/0/fields/found").asText(), told::body);
        }
    }

    /** The one takes the file as base64 and cannot open it; the other opens it and has no address. */
    @Test
    void aFileThatOneFunctionTookIsImportedByAnother() {
        Map<String, String> settings = freshSettings(aws());
        byte[] file = "Phone,Status\n+12025550123,no\n".getBytes(StandardCharsets.UTF_8);
        String mapping = "source: crm\nnumber: {column: Phone}\nrowId: {column: Phone}\n"
                + "decisions: [{purpose: marketing, answer: {column: Status}}]\n";
        try (FunctionProcess imports = start("imports", settings);
                FunctionProcess work = start("import", settings)) {
            RuntimeApi.RuntimeAnswer opened = imports.invoke(EventFiles.json("imports", "01-an-import-is-opened-201"));
            assertAnswered("an-import-201", opened, imports);
            String id = EventFiles.json(
                            EventFiles.json(opened.body()).path("body").asText())
                    .path("importId")
                    .asText();
            String part = EventFiles.json("imports", "05-a-part-of-no-import-404")
                    .replaceAll("01KD5M0AZ0{16}A", id)
                    .replace("SWQsUGhvbmUK/w==", Base64.getEncoder().encodeToString(file));
            assertAnswered("a-part-200", imports.invoke(part), imports);
            String wanted = "{\"mapping\": " + quoted(mapping) + ", \"parts\": 1, \"bytes\": " + file.length + "}";
            String check = EventFiles.json("imports", "06-not-this-kind-415")
                    .replaceAll("01KD5M0AZ0{16}A", id)
                    .replace("/parts/{part}", "/check")
                    .replace("/parts/1", "/check")
                    .replace("\"body\": \"{}\"", "\"body\": " + quoted(wanted));
            assertAnswered("a-check-202", imports.invoke(check), imports);
            String step = EventFiles.json("import", "01-never-asked-for-0").replaceAll("01KD5M0AZ0{16}A", id);
            assertAnswered("a-checked-file-0", work.invoke(step), work);
            assertAnswered(
                    "a-run-202",
                    imports.invoke(
                            check.replace("/check", "/run").replace(quoted(wanted), quoted("{\"refusedNoes\": 0}"))),
                    imports);
            assertAnswered("an-imported-file-0", work.invoke(step), work);
            String seen = EventFiles.json("imports", "04-no-such-import-404").replaceAll("01KD5M0AZ0{16}A", id);
            JsonNode done = EventFiles.json(
                    EventFiles.json(imports.invoke(seen).body()).path("body").asText());
            assertEquals("done", done.path("state").asText(), done::toString);
            assertEquals(1, done.at("/work/counts/outcomes/accepted").asInt(), done::toString);
        }
    }

    /** The one takes the order, and the other makes it. Neither is given a key that finds a number or signs. */
    @Test
    void aDatasetThatOneFunctionWasAskedForIsMadeByAnother() {
        Map<String, String> settings = freshSettings(aws());
        Store store = new DynamoDbStore(
                Clients.dynamoDb(aws().dynamoDb()), settings.get("RINGLOCK_TABLE_PREFIX"), Clock.systemUTC());
        new MadeUpPeople(Instant.now(), 7).stock(store, 200);
        settings.keySet().removeAll(List.of("RINGLOCK_MAC_KEY", "RINGLOCK_SIGNING_KEY"));
        try (FunctionProcess datasets = start("datasets", settings);
                FunctionProcess work = start("dataset", settings)) {
            RuntimeApi.RuntimeAnswer ordered =
                    datasets.invoke(EventFiles.json("datasets", "01-a-dataset-is-ordered-202"));
            assertAnswered("ordered-202", ordered, datasets);
            String id = told(ordered).path("datasetId").asText();
            RuntimeApi.RuntimeAnswer made = work.invoke(ofDataset("dataset", "01-never-asked-for-0", id));
            assertTrue(EventFiles.json(made.body()).path("done").asBoolean(), made::body);
            JsonNode view = told(datasets.invoke(ofDataset("datasets", "04-no-such-dataset-404", id)));
            assertEquals("done", view.path("state").asText(), () -> view + work.log());
            RuntimeApi.RuntimeAnswer part = datasets.invoke(ofDataset("datasets", "05-a-part-of-no-dataset-404", id));
            assertAnswered("rows-200", part, datasets);
            List<String> rows =
                    EventFiles.json(part.body()).path("body").asText().lines().toList();
            assertEquals("pseudonym,country,state.marketing", rows.get(0));
            assertEquals(view.path("rows").asInt(), rows.size() - 1);
            RuntimeApi.RuntimeAnswer whose =
                    datasets.invoke(ofDataset("datasets", "09-a-pseudonym-of-no-dataset-404", id)
                            .replace("p_" + "a".repeat(26), rows.get(1).split(",")[0]));
            assertAnswered("whose-200", whose, datasets);
            assertTrue(told(whose).path("contactId").asText().startsWith("c1_"), whose::body);
            assertAnswered("ended-200", datasets.invoke(ofDataset("datasets", "10-nothing-to-end-404", id)), datasets);
            assertAnswered(
                    "no-rows-404", datasets.invoke(ofDataset("datasets", "05-a-part-of-no-dataset-404", id)), datasets);
        }
    }

    private static String ofDataset(String function, String event, String id) {
        return EventFiles.json(function, event).replaceAll("01KD5M0AZ0{16}A", id);
    }

    private static JsonNode told(RuntimeApi.RuntimeAnswer answer) {
        return EventFiles.json(EventFiles.json(answer.body()).path("body").asText());
    }

    private static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }

    @Test
    void anExportThatOneFunctionWasAskedForIsWrittenByAnother() {
        Map<String, String> settings = freshSettings(aws());
        try (FunctionProcess audience = start("audience", settings);
                FunctionProcess export = start("export", settings)) {
            RuntimeApi.RuntimeAnswer asked =
                    audience.invoke(EventFiles.json("audience", "10-an-export-is-asked-for-202"));
            assertAnswered("asked-202", asked, audience);
            String id = EventFiles.json(
                            EventFiles.json(asked.body()).path("body").asText())
                    .path("exportId")
                    .asText();
            String step = EventFiles.json("export", "01-never-asked-for-0").replaceAll("01KD5M0AZ0{16}A", id);
            RuntimeApi.RuntimeAnswer written = export.invoke(step);
            assertTrue(EventFiles.json(written.body()).path("done").asBoolean(), written::body);
            String look = EventFiles.json("audience", "11-no-such-export-404").replaceAll("01KD5M0AZ0{16}A", id);
            RuntimeApi.RuntimeAnswer done = audience.invoke(look);
            assertAnswered("done-200", done, audience);
            assertTrue(done.body().contains("\\\"state\\\":\\\"done\\\""), done::body);
        }
    }

    FunctionProcess start(String function, Map<String, String> settings) {
        return FunctionProcess.start(code(), function, settings);
    }

    FunctionProcess start(String function) {
        return start(function, freshSettings(aws()));
    }

    /** Unpacked once for all tests of a class. */
    private Path code() {
        Path code = folder.resolve("code");
        return Files.exists(code) ? code : FunctionProcess.unpack(zip(), code);
    }

    /** A function's environment, with tables of its own. */
    static Map<String, String> freshSettings(AwsLike aws) {
        String prefix = "test-" + UUID.randomUUID() + "-";
        TestTables.create(aws.dynamoDb(), prefix);
        Map<String, String> settings = new HashMap<>();
        settings.put("AWS_ENDPOINT_URL_DYNAMODB", aws.dynamoDb().toString());
        settings.put("AWS_ENDPOINT_URL_KMS", aws.kms().toString());
        settings.put("RINGLOCK_TABLE_PREFIX", prefix);
        settings.put("RINGLOCK_NUMBER_KEY", aws.numberKey());
        settings.put("RINGLOCK_MAC_KEY", aws.macKey());
        settings.put("RINGLOCK_SIGNING_KEY", aws.signingKey());
        settings.put("RINGLOCK_PURPOSE", "service");
        // as the claims of the event files have it
        settings.put("RINGLOCK_ISSUER", "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_example");
        settings.put("RINGLOCK_CLIENTS", "console");
        settings.put("RINGLOCK_MACHINES", "sender-marketing");
        settings.putAll(S3StandIn.settings());
        settings.putAll(ProvidersStandIn.settings());
        return settings;
    }

    static void assertAnswered(String name, RuntimeApi.RuntimeAnswer answer, FunctionProcess process) {
        assertEquals("response", answer.to(), () -> name + ": " + answer.body() + "\n" + process.log());
        assertEquals(
                EventFiles.status(name),
                EventFiles.json(answer.body()).path("statusCode").asInt(),
                () -> name + ": " + answer.body() + "\n" + process.log());
    }

    /** One line an event, in JSON, with the trace it belongs to; and nothing of any number in any line. */
    static void assertLogged(FunctionProcess process, String function) {
        List<JsonNode> lines = process.log().lines().map(EventFiles::json).toList();
        List<JsonNode> invocations =
                lines.stream().filter(line -> line.has("invocations")).toList();
        assertEquals(EventFiles.of(function).size(), invocations.size(), process::log);
        for (JsonNode line : invocations) {
            assertEquals(
                    process.setting("AWS_LAMBDA_FUNCTION_NAME"),
                    line.path("function").asText());
            assertTrue(line.path("duration").isNumber(), line::toString);
            assertEquals(RuntimeApi.TRACE_HEADER, line.path("trace").asText(), line::toString);
        }
        String digits = process.log().replaceAll("[^0-9]", "");
        // whole national numbers: fewer digits are found in a time of the clock now and then, such as 17:55:50.123
        for (String telling : List.of("2025550123", "2025550124", "2025550125", "701740605", "2079460123")) {
            assertFalse(digits.contains(telling), process::log);
        }
    }
}
