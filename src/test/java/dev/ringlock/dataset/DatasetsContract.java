package dev.ringlock.dataset;

import static dev.ringlock.dataset.DatasetClient.filter;
import static dev.ringlock.dataset.DatasetClient.json;
import static dev.ringlock.dataset.DatasetClient.wanted;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.Contact;
import dev.ringlock.dataset.run.DatasetStep;
import dev.ringlock.http.Json;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.phone.LineType;
import dev.ringlock.policy.Policies;
import dev.ringlock.policy.Policy;
import dev.ringlock.policy.PolicyFile;
import dev.ringlock.store.ContactFilter;
import dev.ringlock.store.FilesInMemory;
import dev.ringlock.store.ForwardingStore;
import dev.ringlock.store.Page;
import dev.ringlock.store.Store;
import dev.ringlock.store.StoreUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The promises of datasets on every store. */
public abstract class DatasetsContract {

    private static final int K = 10;
    private static final String ANN = "ann";
    private static final String PATH = "/v1/datasets/";

    protected final TestClock clock = new TestClock();
    protected final FilesInMemory files = new FilesInMemory();

    private Engines engines;
    private DatasetClient client;
    private MadeUpPeople people;

    /** The store under test, empty at a test's begin. */
    protected abstract Store store();

    @BeforeEach
    void open() {
        engines = new Engines(store(), clock);
        client = new DatasetClient(engines, files);
        people = new MadeUpPeople(clock.instant(), 7);
    }

    @Test
    void rowsAreSharedByTenPeopleAtLeastAndTheirStatesDiffer() {
        people.stock(store(), 1_500);
        String id = client.made(ANN, wanted("rows", "country", "area", "signup_week", "language", "state.marketing"));
        JsonNode view = client.seen(ANN, id);
        assertEquals("done", view.path("state").asText(), view::toString);
        Map<String, Set<String>> states = new HashMap<>();
        Map<String, Integer> sizes = new TreeMap<>();
        List<String> lines = client.lines(ANN, id);
        for (String line : lines) {
            String shared = line.substring(line.indexOf(',') + 1, line.lastIndexOf(','));
            sizes.merge(shared, 1, Integer::sum);
            states.computeIfAbsent(shared, none -> new HashSet<>()).add(line.substring(line.lastIndexOf(',') + 1));
        }
        assertTrue(sizes.size() > 3, sizes::toString);
        assertTrue(sizes.values().stream().allMatch(size -> size >= K), sizes::toString);
        assertTrue(states.values().stream().allMatch(values -> values.size() >= 2), states::toString);
        assertEquals(lines.size(), view.path("rows").asInt());
        assertEquals(lines.size(), view.path("people").asInt());
        assertEquals(
                sizes.values().stream().min(Integer::compare).orElseThrow(),
                view.path("k").asInt());
        assertEquals(2, view.path("l").asInt());
        int suppressed = view.path("suppressed").asInt();
        assertEquals(1_500, lines.size() + suppressed);
        assertTrue(suppressed == 0 || (suppressed >= K && suppressed <= 1_500 * 5 / 100), view::toString);
    }

    @Test
    void bothFormatsSayTheSame() {
        people.stock(store(), 200);
        String id = client.made(ANN, wanted("rows", "country", "language"));
        List<String> csv = client.lines(ANN, id);
        APIGatewayV2HTTPResponse answer = client.get(ANN, "/" + id + "/parts/1?format=ndjson");
        List<String> rows = answer.getBody()
                .lines()
                .map(line -> {
                    JsonNode row = Json.read(line.getBytes(StandardCharsets.UTF_8));
                    return row.path("pseudonym").asText() + ","
                            + row.path("country").asText() + ","
                            + row.path("language").asText();
                })
                .toList();
        assertFalse(csv.isEmpty());
        assertEquals(csv, rows);
        assertEquals(400, client.get(ANN, "/" + id + "/parts/1?format=xml").getStatusCode());
        assertEquals(404, client.get(ANN, "/" + id + "/parts/2").getStatusCode());
    }

    @Test
    void countsAddUpToPeople() {
        people.stock(store(), 900);
        String id = client.made(ANN, wanted("counts", "country", "line_type", "state.marketing"));
        JsonNode view = client.seen(ANN, id);
        List<String> lines = client.lines(ANN, id);
        int sum = lines.stream()
                .mapToInt(line -> Integer.parseInt(line.substring(line.lastIndexOf(',') + 1)))
                .sum();
        assertEquals(view.path("people").asInt(), sum);
        assertTrue(lines.stream().allMatch(line -> Integer.parseInt(line.substring(line.lastIndexOf(',') + 1)) >= K));
    }

    @Test
    void eventsCountPeopleOfWeeksThatAreOver() {
        List<Contact> all = people.stock(store(), 60);
        for (int i = 0; i < 40; i++) {
            Contact contact = all.get(i);
            for (int twice = 0; twice < 2; twice++) {
                people.event(
                        store(),
                        contact,
                        Event.WITHDRAWN,
                        clock.instant().minus(Duration.ofDays(14)).plusSeconds(i),
                        Map.of("purpose", "marketing", "method", "reply"));
            }
            people.event(
                    store(),
                    contact,
                    Event.WITHDRAWN,
                    clock.instant().minusSeconds(i + 1),
                    Map.of("purpose", "marketing"));
        }
        String id = client.made(ANN, wanted("events", "week", "event", "reason", "purpose"));
        assertEquals(
                List.of("2046-W45,withdrawn,reply,marketing,40"),
                client.lines(ANN, id),
                () -> client.seen(ANN, id).toString());
    }

    @Test
    void whoCameThisWeekIsLeftOut() {
        people.stock(store(), 100);
        List<Contact> fresh = Arrays.asList(new Contact[30]);
        fresh.replaceAll(none -> people.person(
                "US",
                Set.of("US-NY"),
                LineType.MOBILE,
                clock.instant().minus(Duration.ofHours(3)),
                "en",
                Map.of(MadeUpPeople.MARKETING, State.GRANTED)));
        MadeUpPeople.put(store(), fresh);
        String id = client.made(ANN, wanted("rows", "country"));
        JsonNode view = client.seen(ANN, id);
        assertEquals(100, view.path("people").asInt() + view.path("suppressed").asInt(), view::toString);
    }

    @Test
    void filtersChooseAmongPeopleAndNotByWhatIsSensitive() {
        people.stock(store(), 800);
        Map<String, Object> ask = wanted("rows", "language");
        ask.put("filters", List.of(filter("area", "US"), filter("line_type", "mobile")));
        String id = client.made(ANN, ask);
        assertEquals("done", client.seen(ANN, id).path("state").asText());
        assertTrue(client.seen(ANN, id).path("people").asInt() < 600);
        ask.put("filters", List.of(filter("state.marketing", "withdrawn")));
        APIGatewayV2HTTPResponse refused = client.ask(ANN, ask);
        assertEquals(422, refused.getStatusCode());
        assertEquals(
                "/filters/0/column",
                json(refused).path("errors").path(0).path("pointer").asText());
    }

    @Test
    void aRequestWithMistakesIsToldAllOfThem() {
        Map<String, Object> ask = wanted("rows", "country", "number");
        ask.put("reason", "call +1 202 555 0123");
        ask.put("keptDays", 500);
        ask.put(
                "filters",
                List.of(filter("shoe_size", "9"), Map.of("column", "area", "values", List.of("US;", "12025550123"))));
        ask.put("purpose", "marketing");
        JsonNode errors = json(client.ask(ANN, ask)).path("errors");
        Set<String> pointers = new HashSet<>();
        errors.forEach(error -> pointers.add(error.path("pointer").asText()));
        assertEquals(
                Set.of("/reason", "/keptDays", "/columns", "/filters/0/column", "/filters/1/values", ""),
                pointers,
                errors::toString);
        assertEquals(List.of(), files.list(DatasetStep.FOLDER));
    }

    @Test
    void nothingIsWalkedBeforeTheLedgerKnowsOfIt() {
        people.stock(store(), 100);
        String id = json(client.ask(ANN, wanted("rows", "country")))
                .path("datasetId")
                .asText();
        assertEquals(
                Event.DATASET_ASKED,
                store().newest("actor/" + ANN).orElseThrow().event());
        clock.advance(Duration.ofSeconds(1));
        client.steps().run(id);
        clock.advance(Duration.ofSeconds(1));
        client.lines(ANN, id);
        List<Entry> entries = store().wholeHistory("actor/" + ANN);
        assertEquals(
                List.of(Event.DATASET_ASKED, Event.DATASET_DONE, Event.DATASET_TAKEN),
                entries.stream().map(Entry::event).toList());
        Map<String, String> manifest = entries.get(1).fields();
        JsonNode view = client.seen(ANN, id);
        assertEquals(id, manifest.get("dataset"));
        assertEquals("country", manifest.get("columns"));
        assertEquals("Why fewer people signed up in spring", manifest.get("reason"));
        assertEquals(view.path("k").asText(), manifest.get("k"));
        assertEquals(view.path("suppressed").asText(), manifest.get("suppressed"));
        assertEquals(view.path("expiresAt").asText(), manifest.get("expires"));
        assertEquals("country:" + view.path("columns").path(0).path("level"), manifest.get("levels"));
    }

    @Test
    void anAnalystSeesTheirOwnAndAPrivacyOfficerNoRows() {
        people.stock(store(), 100);
        String id = client.made(ANN, wanted("rows", "country"));
        assertEquals(404, client.get("bob", "/" + id).getStatusCode());
        assertEquals(404, client.get("bob", "/" + id + "/parts/1").getStatusCode());
        assertEquals(0, json(client.get("bob", "")).path("datasets").size());
        assertEquals(200, client.send("GET", PATH + id, "", "pia", "[privacy]").getStatusCode());
        assertEquals(
                403,
                client.send("GET", PATH + id + "/parts/1", "", "pia", "[privacy]")
                        .getStatusCode());
        assertEquals(
                404,
                client.send("GET", PATH + id + "/parts/1", "", "pia", "[privacy analyst]")
                        .getStatusCode());
        for (String groups : List.of("[support:service]", "[campaign:marketing]", "[auditor]", "[admin]", "[]")) {
            assertEquals(403, client.send("GET", PATH + id, "", "eve", groups).getStatusCode(), groups);
            assertEquals(
                    403,
                    client.send("POST", "/v1/datasets", Json.write(wanted("rows", "country")), "eve", groups)
                            .getStatusCode(),
                    groups);
        }
    }

    @Test
    void aPrivacyOfficerFindsWhosePseudonymItIsWhileTheKeyLives() {
        List<Contact> all = people.stock(store(), 120);
        String id = client.made(ANN, wanted("rows", "country"));
        String pseudonym = client.lines(ANN, id).get(3).split(",")[0];
        String body = Json.write(Map.of("pseudonym", pseudonym, "reason", "Their data looks wrong"));
        assertEquals(
                403,
                client.send("POST", PATH + id + "/reidentify", body, ANN, "[analyst]")
                        .getStatusCode());
        APIGatewayV2HTTPResponse answer = client.send("POST", PATH + id + "/reidentify", body, "pia", "[privacy]");
        String contact = json(answer).path("contactId").asText();
        assertTrue(all.stream().anyMatch(each -> each.id().value().equals(contact)), answer.getBody());
        // both in one millisecond, so in no order
        Map<Event, Map<String, String>> entries =
                store().wholeHistory("actor/pia").stream().collect(Collectors.toMap(Entry::event, Entry::fields));
        assertEquals(Set.of(Event.REIDENTIFY_ASKED, Event.REIDENTIFIED), entries.keySet());
        assertEquals(contact, entries.get(Event.REIDENTIFIED).get("contact"));
        assertEquals(
                "Their data looks wrong", entries.get(Event.REIDENTIFY_ASKED).get("reason"));
        String other = Json.write(Map.of("pseudonym", "p_" + "a".repeat(26), "reason", "A guess"));
        JsonNode none = json(client.send("POST", PATH + id + "/reidentify", other, "pia", "[privacy]"));
        assertFalse(none.has("contactId") || none.has("next"), none::toString);
    }

    @Test
    void nobodyCanLinkAnExpiredDataset() {
        people.stock(store(), 120);
        Map<String, Object> ask = wanted("rows", "country");
        ask.put("keptDays", 3);
        String id = client.made(ANN, ask);
        String body = Json.write(
                Map.of("pseudonym", client.lines(ANN, id).get(0).split(",")[0], "reason", "Their data looks wrong"));
        assertTrue(store().recall("dataset/" + id + "/key").isPresent());
        clock.advance(Duration.ofDays(3));
        // by itself, before any step has deleted anything
        assertEquals(Optional.empty(), store().recall("dataset/" + id + "/key"));
        assertGone(id, body);
        DatasetStep step = client.step(DatasetStep.of(id));
        assertTrue(step.done());
        assertGone(id, body);
        assertEquals(List.of(), files.list("parts"));
        // the table stays: the next dataset of the analyst is made from the same rows
        assertFalse(files.list("read").isEmpty());
        clock.advance(Duration.ofDays(28));
        assertTrue(client.step(step).done());
        assertTrue(files.all().isEmpty(), () -> files.all().keySet().toString());
    }

    private void assertGone(String id, String reidentify) {
        assertEquals(404, client.get(ANN, "/" + id).getStatusCode());
        assertEquals(404, client.get(ANN, "/" + id + "/parts/1").getStatusCode());
        assertEquals(
                404,
                client.send("POST", PATH + id + "/reidentify", reidentify, "pia", "[privacy]")
                        .getStatusCode());
    }

    @Test
    void aDatasetCanBeEndedBeforeItsTime() {
        people.stock(store(), 120);
        String id = client.made(ANN, wanted("rows", "country"));
        assertEquals(
                404,
                client.send("POST", PATH + id + "/end", "", "bob", "[analyst]").getStatusCode());
        clock.advance(Duration.ofSeconds(1));
        APIGatewayV2HTTPResponse ended = client.send("POST", PATH + id + "/end", "", ANN, "[analyst]");
        assertEquals("ended", json(ended).path("state").asText(), ended.getBody());
        assertEquals(0, json(ended).path("parts").size());
        assertFalse(json(ended).has("people") || json(ended).has("k"), ended.getBody());
        assertEquals(404, client.get(ANN, "/" + id + "/parts/1").getStatusCode());
        assertEquals(List.of(), files.list("parts"));
        assertEquals(Optional.empty(), store().recall("dataset/" + id + "/key"));
        assertEquals(
                Event.DATASET_ENDED,
                store().newest("actor/" + ANN).orElseThrow().event());
    }

    @Test
    void oneDatasetOfAPersonIsMadeAtATime() {
        people.stock(store(), 100);
        String first = json(client.ask(ANN, wanted("rows", "country")))
                .path("datasetId")
                .asText();
        APIGatewayV2HTTPResponse second = client.ask(ANN, wanted("rows", "language"));
        assertEquals(409, second.getStatusCode());
        assertTrue(json(second).path("detail").asText().contains(first));
        assertEquals(202, client.ask("bob", wanted("rows", "language")).getStatusCode());
        client.steps().run(first);
        assertEquals(202, client.ask(ANN, wanted("rows", "language")).getStatusCode());
    }

    @Test
    void whoEndsADatasetThatIsBeingMadeMayAskAgain() {
        people.stock(store(), 100);
        String first = json(client.ask(ANN, wanted("rows", "country")))
                .path("datasetId")
                .asText();
        client.send("POST", PATH + first + "/end", "", ANN, "[analyst]");
        assertTrue(client.steps().run(first).done());
        assertEquals("ended", client.seen(ANN, first).path("state").asText());
        assertEquals(202, client.ask(ANN, wanted("rows", "language")).getStatusCode());
    }

    @Test
    void eachAnswerTakesAPlaceForThirtyDays() {
        people.stock(store(), 100);
        client = new DatasetClient(new Engines(store(), clock, policy("datasets: {answers: 2}")), files);
        Map<String, Object> ask = wanted("rows", "country");
        ask.put("keptDays", 1);
        client.made(ANN, ask);
        clock.advance(Duration.ofDays(10));
        client.made(ANN, ask);
        APIGatewayV2HTTPResponse refused = client.ask(ANN, ask);
        assertEquals(429, refused.getStatusCode());
        assertEquals(
                String.valueOf(Duration.ofDays(20).toSeconds()),
                refused.getHeaders().get("Retry-After"));
        assertEquals(202, client.ask("bob", ask).getStatusCode());
        clock.advance(Duration.ofDays(20));
        client.made(ANN, ask);
    }

    @Test
    void aRefusedAnswerTakesAPlaceToo() {
        people.stock(store(), 9);
        client = new DatasetClient(new Engines(store(), clock, policy("datasets: {answers: 1}")), files);
        String id = client.made(ANN, wanted("rows", "country"));
        JsonNode view = client.seen(ANN, id);
        assertEquals("refused", view.path("state").asText());
        assertEquals("too_few_people", view.path("refusal").asText());
        assertFalse(view.has("k") || view.has("people"), view::toString);
        assertEquals(429, client.ask(ANN, wanted("rows", "country")).getStatusCode());
    }

    @Test
    void aRepeatedRequestOrdersNothingNew() {
        people.stock(store(), 100);
        String body = Json.write(wanted("rows", "country"));
        APIGatewayV2HTTPResponse first = client.send("POST", "/v1/datasets", body, ANN, "[analyst]", "key-1");
        APIGatewayV2HTTPResponse again = client.send("POST", "/v1/datasets", body, ANN, "[analyst]", "key-1");
        assertEquals(202, again.getStatusCode());
        assertEquals(json(first).path("datasetId"), json(again).path("datasetId"));
        String other = Json.write(wanted("rows", "language"));
        assertEquals(
                422,
                client.send("POST", "/v1/datasets", other, ANN, "[analyst]", "key-1")
                        .getStatusCode());
        assertEquals(1, files.list(DatasetStep.FOLDER).size());
    }

    @Test
    void whatWasInterruptedGoesOn() {
        people.stock(store(), 2_500);
        int[] pages = {0};
        Store failing = new ForwardingStore(store()) {
            @Override
            public Page<Contact> list(ContactFilter filter, String cursor, int limit) {
                if (++pages[0] == 2) {
                    throw new StoreUnavailableException("not now");
                }
                return super.list(filter, cursor, limit);
            }
        };
        DatasetClient interrupted = new DatasetClient(engines, failing, files);
        String id = json(interrupted.ask(ANN, wanted("rows", "country")))
                .path("datasetId")
                .asText();
        assertThrows(RuntimeException.class, () -> interrupted.step(DatasetStep.of(id)));
        assertEquals("running", client.seen(ANN, id).path("state").asText());
        assertTrue(interrupted.step(DatasetStep.of(id)).done());
        JsonNode view = client.seen(ANN, id);
        assertEquals(
                2_500, view.path("people").asInt() + view.path("suppressed").asInt());
        String before = view.toString();
        client.step(DatasetStep.of(id));
        assertEquals(before, client.seen(ANN, id).toString());
    }

    @Test
    void whatFailsTooOftenIsToldAsFailed() {
        people.stock(store(), 100);
        String id = json(client.ask(ANN, wanted("rows", "country")))
                .path("datasetId")
                .asText();
        clock.advance(Duration.ofSeconds(1));
        assertTrue(client.step(new DatasetStep(id, false, true, null)).done());
        assertEquals("failed", client.seen(ANN, id).path("state").asText());
        assertEquals(
                Event.DATASET_FAILED,
                store().newest("actor/" + ANN).orElseThrow().event());
        assertEquals(202, client.ask(ANN, wanted("rows", "country")).getStatusCode());
    }

    /** The rows are read with the first of them, for a month: what changes later is in none. */
    @Test
    void allDatasetsOfAnAnalystAreMadeFromTheSameRows() {
        people.stock(store(), 100);
        Map<String, Object> ask = wanted("counts", "country", "state.marketing");
        String first = client.made(ANN, ask);
        clock.advance(Duration.ofDays(8));
        new MadeUpPeople(clock.instant(), 99).stock(store(), 50);
        String second = client.made(ANN, ask);
        assertEquals(client.lines(ANN, first), client.lines(ANN, second));
        assertEquals(
                client.seen(ANN, first).path("asOf"), client.seen(ANN, second).path("asOf"));
        assertEquals(
                150,
                client.seen("bob", client.made("bob", wanted("counts", "country")))
                        .path("people")
                        .asInt());
        clock.advance(Duration.ofDays(22));
        assertEquals(
                150,
                client.seen(ANN, client.made(ANN, wanted("counts", "country")))
                        .path("people")
                        .asInt());
    }

    @Test
    void aColumnThatTheRowsDoNotHaveIsToldWithADay() {
        people.stock(store(), 100);
        client.made(ANN, wanted("rows", "country"));
        DatasetClient later =
                new DatasetClient(new Engines(store(), clock, Policies.replacing("service", "advice")), files);
        APIGatewayV2HTTPResponse answer = later.ask(ANN, wanted("rows", "country", "state.advice"));
        assertEquals(422, answer.getStatusCode(), answer.getBody());
        assertTrue(answer.getBody().contains("read anew from 2046-12-23"), answer.getBody());
        assertEquals(
                "done",
                later.seen(ANN, later.made(ANN, wanted("rows", "country")))
                        .path("state")
                        .asText());
    }

    /** In its last hours a table's first answers may be forgotten before the last are compared with them. */
    @Test
    void aTableThatIsAboutToEndIsReadAnew() {
        people.stock(store(), 100);
        String first = client.made(ANN, wanted("counts", "country"));
        clock.advance(Duration.ofDays(30).minusMinutes(5));
        String second = client.made(ANN, wanted("counts", "country"));
        assertFalse(client.seen(ANN, first)
                .path("asOf")
                .equals(client.seen(ANN, second).path("asOf")));
    }

    /** It would refuse every dataset for a month that three of a thousand have a state that nobody else has. */
    @Test
    void aRareStateDoesNotRefuseWhatDoesNotAskForIt() {
        people.stock(store(), 400);
        List<Contact> rare = people.stock(store(), 3).stream()
                .map(contact -> people.person(
                        "US",
                        Set.of("US-NY"),
                        LineType.MOBILE,
                        clock.instant().minus(Duration.ofDays(20)),
                        "en",
                        Map.of(MadeUpPeople.MARKETING, State.GRANTED, MadeUpPeople.SERVICE, State.EXPIRED)))
                .toList();
        MadeUpPeople.put(store(), rare);
        String id = client.made(ANN, wanted("rows", "country", "language", "state.marketing"));
        assertEquals("done", client.seen(ANN, id).path("state").asText());
    }

    /** No answer is given if an earlier one cannot be compared with it. */
    @Test
    void aLostAnswerOfBeforeStopsTheNext() {
        people.stock(store(), 100);
        String first = client.made(ANN, wanted("rows", "country"));
        files.delete("answers/" + first);
        String second = json(client.ask(ANN, wanted("rows", "language")))
                .path("datasetId")
                .asText();
        assertThrows(RuntimeException.class, () -> client.step(DatasetStep.of(second)));
        assertEquals("running", client.seen(ANN, second).path("state").asText());
    }

    @Test
    void aListShowsThePersonsOwnBehindManyOfOthers() {
        people.stock(store(), 20);
        String own = client.made(ANN, wanted("rows", "country"));
        for (int i = 0; i < 120; i++) {
            clock.advance(Duration.ofSeconds(1));
            assertEquals(
                    202, client.ask("other-" + i, wanted("rows", "country")).getStatusCode());
        }
        assertEquals(
                own,
                json(client.get(ANN, ""))
                        .path("datasets")
                        .path(0)
                        .path("datasetId")
                        .asText());
    }

    /** The process died between the order's file and its row, or the row is not in what was restored. */
    @Test
    void aFileWithoutAnOrderGoesAfterAnHour() {
        String id = client.made(ANN, wanted("rows", "country"));
        String table = client.steps().tableOf(id);
        // as after a restore, which has none of these rows
        store().forget("dataset/" + id);
        store().forget("dataset/" + table + "/key");
        clock.advance(Duration.ofMinutes(59));
        assertThrows(RuntimeException.class, () -> client.step(DatasetStep.of(id)));
        clock.advance(Duration.ofMinutes(1));
        assertTrue(client.step(DatasetStep.of(id)).done());
        assertTrue(files.all().isEmpty(), () -> files.all().keySet().toString());
        assertTrue(client.step(DatasetStep.of(id)).done());
    }

    @Test
    void noFileHoldsAnIdOfAContact() {
        List<Contact> all = people.stock(store(), 100);
        String id = client.made(ANN, wanted("rows", "country"));
        Set<String> ids = all.stream().map(contact -> contact.id().value()).collect(Collectors.toSet());
        client.lines(ANN, id).forEach(line -> assertFalse(ids.contains(line.split(",")[0].replace("p_", "c1_"))));
        files.all().values().forEach(bytes -> {
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            assertTrue(ids.stream().noneMatch(contact -> text.contains(contact.substring(3))));
        });
    }

    private static Policy policy(String more) {
        try {
            String example = Files.readString(Path.of("src/main/resources/policy/harbour-books.yaml"));
            return PolicyFile.read("example", example + "\n" + more + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
