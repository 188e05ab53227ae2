package dev.ringlock.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.capture.CaptureClient;
import dev.ringlock.contacts.ContactsClient;
import dev.ringlock.http.Json;
import dev.ringlock.http.Paging;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.steps.Runs;
import dev.ringlock.store.Commit;
import dev.ringlock.store.CommitResult;
import dev.ringlock.store.ForwardingStore;
import dev.ringlock.store.LedgerSpan;
import dev.ringlock.store.Page;
import dev.ringlock.store.Store;
import dev.ringlock.store.UnwritableStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an auditor reads, on every store: all that staff saw and did, by whom, about whom and when; and that it was read. */
public abstract class AuditContract {

    private static final String PHONE = "+12025550123";
    private static final String LEDGER = "/v1/ledger";
    private static final String RUNS = "/v1/runs";
    private static final String OVERVIEW = "/v1/overview";
    private static final Map<String, String> TODAY =
            Map.of("from", "2046-11-23T00:00:00Z", "to", "2046-11-24T00:00:00Z");

    protected final TestClock clock = new TestClock();

    private Store store;
    private Engines engines;
    private AuditClient door;

    /** @param empty the store under test */
    protected final void begin(Store empty) {
        store = empty;
        engines = new Engines(store, clock);
        door = new AuditClient(engines);
    }

    /** Somebody signs up; a person of staff looks them up, and takes a consent back. */
    private void work() {
        new CaptureClient(engines).signUp(PHONE, "marketing");
        ContactsClient contacts = new ContactsClient(engines);
        clock.advance(Duration.ofMinutes(1));
        contacts.call("privacy", "GET", "/" + id(), "");
        clock.advance(Duration.ofMinutes(1));
        String no = "{\"all\": true, \"reason\": \"wants no more\", \"asked\": \"phone\"}";
        assertEquals(
                200,
                contacts.call("privacy", "POST", "/" + id() + "/withdraw", no).getStatusCode());
        clock.advance(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100})
    void whatAPersonOfStaffSawAndDidIsReadByWhoItWas(int limit) {
        work();
        List<JsonNode> lines = walk(Map.of("actor", ContactsClient.PERSON), limit);
        assertEquals(List.of("read", "acted", "withdrawn", "withdrawn"), inOrder(lines));
        lines.forEach(line -> assertEquals(
                ContactsClient.PERSON, line.path("fields").path("actor").asText()));
        JsonNode read = lines.get(0);
        assertEquals("actor/" + ContactsClient.PERSON, read.path("subject").asText());
        assertEquals("2046-11-23T10:01:00.000Z", read.path("arrivedAt").asText());
        assertEquals("look_up", read.at("/fields/action").asText());
        assertEquals(id(), read.at("/fields/contact").asText());
        assertEquals(
                List.of("read"),
                inOrder(walk(
                        Map.of(
                                "actor", ContactsClient.PERSON,
                                "from", "2046-11-23T10:01:00Z",
                                "to", "2046-11-23T10:02:00Z"),
                        limit)));
        assertEquals(List.of(), walk(Map.of("actor", "somebody-else"), limit));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100})
    void aContactsEntriesAreReadByWhoItIs(int limit) {
        work();
        assertEquals(List.of("given", "withdrawn", "withdrawn"), inOrder(walk(Map.of("contact", id()), limit)));
        Map<String, String> early = Map.of("contact", id(), "to", "2046-11-23T10:02:00Z");
        assertEquals(List.of("given"), inOrder(walk(early, limit)));
        Map<String, String> late = Map.of("contact", id(), "from", "2046-11-23T10:00:00.001Z");
        assertEquals(List.of("withdrawn", "withdrawn"), inOrder(walk(late, limit)));
        assertEquals(List.of(), walk(Map.of("contact", "c1_" + "a".repeat(26)), limit));
    }

    @Test
    void everythingIsReadByTimeAndWhatReadsItIsThereToo() {
        work();
        List<String> events = inOrder(walk(TODAY, 100));
        assertEquals(List.of("given", "read", "acted", "withdrawn", "withdrawn", "read"), events);
        assertEquals(
                events.subList(0, 5),
                inOrder(walk(Map.of("from", "2046-11-23T10:00:00Z", "to", "2046-11-23T10:03:00Z"), 2)));
        assertEquals(List.of(), walk(Map.of("from", "2046-10-23T00:00:00Z", "to", "2046-11-23T00:00:00Z"), 100));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100})
    void theNewestComeFirstIfThatIsAskedFor(int limit) {
        work();
        Instant end = clock.instant();
        for (Map<String, String> query : List.of(
                Map.of("from", "2046-11-23T10:00:00Z", "to", end.toString()),
                Map.of("contact", id(), "to", end.toString()),
                Map.of("contact", id(), "from", "2046-11-23T10:00:00.001Z"),
                Map.of("actor", ContactsClient.PERSON))) {
            List<JsonNode> oldestFirst = walk(query, 100);
            assertTrue(oldestFirst.size() > 1, query::toString);
            Map<String, String> newest = new HashMap<>(query);
            newest.put("order", "newest");
            List<JsonNode> newestFirst = new ArrayList<>(walk(newest, limit));
            Collections.reverse(newestFirst);
            assertEquals(oldestFirst, newestFirst, query::toString);
        }
    }

    @Test
    void onlyTheWantedEventsAreToldAndListsCanBeLeftOut() {
        work();
        ContactsClient contacts = new ContactsClient(engines);
        contacts.call("privacy", "GET", "", "");
        Map<String, String> of = Map.of("actor", ContactsClient.PERSON);
        assertEquals(List.of("read", "acted", "withdrawn", "withdrawn", "read"), inOrder(walk(of, 2)));
        assertEquals(List.of("read", "acted"), inOrder(walk(with(of, "event", "read,acted", "lists", "false"), 2)));
        assertEquals(List.of("withdrawn", "withdrawn"), inOrder(walk(with(of, "event", "withdrawn"), 1)));
        assertEquals(List.of("given"), inOrder(walk(with(Map.of("contact", id()), "event", "given"), 1)));
        Map<String, String> today = with(TODAY, "lists", "false");
        assertEquals(List.of("given", "read", "acted", "withdrawn", "withdrawn"), inOrder(walk(today, 100)));
    }

    private static Map<String, String> with(Map<String, String> query, String... more) {
        Map<String, String> all = new HashMap<>(query);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    @Test
    void whatWasReadIsOnTheLedgerUnderWhoReadIt() {
        work();
        String unknown = "c1_" + "a".repeat(26);
        door.get("auditor", LEDGER, Map.of("actor", "ben"));
        door.get("auditor", LEDGER, Map.of("contact", unknown, "to", "2046-11-23T10:00:00Z"));
        door.get("auditor", LEDGER, TODAY);
        door.get("privacy", RUNS, Map.of("from", "2046-11-20"));
        List<String> read = store.history("actor/" + AuditClient.PERSON, null, 100).items().stream()
                .peek(entry -> assertEquals(Event.READ, entry.event()))
                .map(entry -> new TreeMap<>(entry.fields()).toString())
                .sorted()
                .toList();
        String who = ", actor=" + AuditClient.PERSON;
        assertEquals(
                Stream.of(
                                "{action=audit" + who + ", person=ben}",
                                "{action=audit" + who + ", contact=" + unknown + ", to=2046-11-23T10:00:00Z}",
                                "{action=audit" + who + ", from=2046-11-23T00:00:00Z, to=2046-11-24T00:00:00Z}",
                                "{action=see_runs" + who + ", from=2046-11-20, to=2046-11-23}")
                        .sorted()
                        .toList(),
                read);
    }

    @Test
    void whatCannotBeWrittenDownIsNotShown() {
        work();
        AuditClient broken = new AuditClient(new Engines(new UnwritableStore(store).down(), clock));
        for (APIGatewayV2HTTPResponse answer : List.of(
                broken.get("auditor", LEDGER, TODAY),
                broken.get("auditor", LEDGER, Map.of("actor", ContactsClient.PERSON)),
                broken.get("auditor", LEDGER, Map.of("contact", id())),
                broken.get("auditor", RUNS, Map.of()))) {
            assertEquals(503, answer.getStatusCode());
            assertFalse(answer.getBody().contains("subject"), answer.getBody());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', 401, 401",
        "support:service, 403, 403",
        "campaign:service, 403, 403",
        "analyst, 403, 403",
        "privacy, 403, 200",
        "auditor, 200, 200",
        "admin, 403, 403"
    })
    void onlyWhoMayReadsAndARefusalTellsNothing(String role, int ledger, int runs) {
        work();
        for (Map<String, String> query :
                List.of(TODAY, Map.of("contact", id()), Map.of("contact", "c1_" + "a".repeat(26)))) {
            APIGatewayV2HTTPResponse answer = door.get(role, LEDGER, query);
            assertEquals(ledger, answer.getStatusCode());
            if (ledger != 200) {
                AuditClient unread = new AuditClient(new Engines(new UnreadLedger(store), clock));
                assertEquals(
                        answer.getBody(),
                        unread.get(role, LEDGER, Map.of("nonsense", "x")).getBody());
            }
        }
        assertEquals(runs, door.get(role, RUNS, Map.of()).getStatusCode());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ledger |                                                                  | required required",
                "ledger | from=2046-11-01T00:00:00Z                                        | required",
                "ledger | from=2046-11-01T00:00:00Z to=2046-12-02T00:00:00.001Z            | size",
                "ledger | from=2046-11-01T00:00:00Z to=2046-11-01T00:00:00Z                | size",
                "ledger | from=2046-11-01 to=+12046-11-01T00:00:00Z                        | wrong_type wrong_type",
                "ledger | from=yesterday actor=ann                                         | wrong_type",
                "ledger | actor=ann contact=c1_aaaaaaaaaaaaaaaaaaaaaaaaaa                  | not_both",
                "ledger | contact=c1_short                                                 | not_a_contact_id",
                "ledger | actor=a/b                                                        | wrong_type",
                "ledger | actor=ann limit=101                                              | size",
                "ledger | actor=ann cursor=c1_x                                            | wrong_type",
                "ledger | actor=ann event=read,told                                        | unknown_choice",
                "ledger | actor=ann event=                                                 | unknown_choice",
                "ledger | actor=ann order=up lists=no                                      | unknown_choice unknown_choice",
                "ledger | actor=ann events=read                                            | unknown_field",
                "runs   | from=2046-11-24                                                  | size",
                "runs   | from=2046-10-23                                                  | size",
                "runs   | to=2026-13-01                                                    | wrong_type",
                "runs   | limit=1                                                          | unknown_field"
            })
    void whatIsWrongWithAQueryIsToldAndNothingIsRead(String path, @Nullable String query, String codes) {
        AuditClient unread = new AuditClient(new Engines(new UnreadLedger(store), clock));
        JsonNode problem = read(422, unread.get("auditor", "/v1/" + path, parsed(query)));
        assertEquals(List.of(codes.split(" ")), problem.path("errors").findValuesAsText("code"), problem::toString);
    }

    /** Behind the place of an entry comes its subject, or nothing. */
    @Test
    void whatNoCursorOfTheLedgerCanHoldIsToldAndNothingIsRead() {
        AuditClient unread = new AuditClient(new Engines(new UnreadLedger(store), clock));
        String place = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
        for (String behind : List.of("/", "/" + "x".repeat(301), "/actor/a b", "/actor/\u0000")) {
            Map<String, String> query =
                    Map.of("actor", "ann", "cursor", Objects.requireNonNull(Paging.told(place + behind)));
            JsonNode problem = read(422, unread.get("auditor", LEDGER, query));
            assertEquals(List.of("wrong_type"), problem.path("errors").findValuesAsText("code"), behind);
        }
    }

    @Test
    void onlyAGetOfTheTwoReads() {
        for (String path : List.of(LEDGER, RUNS)) {
            APIGatewayV2HTTPResponse answer = door.call("auditor", "POST", path, TODAY);
            assertEquals(405, answer.getStatusCode());
            assertEquals("GET", answer.getHeaders().get("Allow"));
        }
        assertEquals(404, door.get("auditor", LEDGER + "/all", TODAY).getStatusCode());
    }

    @Test
    void runsAreReadTheNewestFirst() {
        List<String> runs = new ArrayList<>();
        for (String begin : List.of("2046-11-16T23:00:00Z", "2046-11-17T01:00:00Z", "2046-11-23T02:00:00Z")) {
            Instant at = Instant.parse(begin);
            Entry run = new Entry(
                    Runs.OF_PURGE.subject(Runs.day(at)),
                    engines.arrivals.ulid(at),
                    Event.PURGED,
                    at.plusSeconds(1),
                    "",
                    new TreeMap<>(Map.of("due", "3")));
            store.commit(Commit.of(List.of(run)));
            runs.add(0, run.ulid().value());
        }
        assertEquals(runs.subList(0, 2), runs(Map.of()), "a week, today included");
        assertEquals(runs, runs(Map.of("from", "2046-11-16")));
        assertEquals(runs.subList(1, 3), runs(Map.of("from", "2046-11-16", "to", "2046-11-22")));
        assertEquals(runs.subList(1, 3), runs(Map.of("to", "2046-11-22")));
        JsonNode newest = read(200, door.get("privacy", RUNS, Map.of())).at("/runs/0");
        assertEquals("run/purge/2046-11-23", newest.path("subject").asText());
        assertEquals("3", newest.at("/fields/due").asText());
    }

    @Test
    void theOverviewCountsPeopleByDayAndNobodyIsOnTheLedgerForIt() {
        work();
        clock.advance(Duration.ofDays(2));
        new CaptureClient(engines).signUp("+12025550147", "marketing", "service");
        store.commit(Commit.of(List.of(
                entry("c1_" + "b".repeat(26), Event.EXPIRING, Map.of("valid_until", "2046-12-01T00:00:00Z")),
                entry("c1_" + "d".repeat(26), Event.EXPIRING, Map.of("valid_until", "2046-11-01T00:00:00Z")),
                entry(Runs.OF_PURGE.subject(Runs.day(clock.instant())), Event.PURGED, Map.of("due", "4")))));
        JsonNode told = read(200, door.get("privacy", OVERVIEW, Map.of()));

        assertEquals("America/New_York", told.path("timeZone").asText());
        assertEquals(30, told.path("days").size());
        assertEquals("2046-11-25 1 0", day(told, 0), "one contact, two purposes");
        assertEquals("2046-11-24 0 0", day(told, 1));
        assertEquals("2046-11-23 1 1", day(told, 2));
        assertEquals(1, told.path("expiring").asInt());
        assertEquals(0, told.at("/held/count").asInt());
        assertEquals("4", told.at("/lastRun/fields/due").asText());
        assertFalse(told.has("countedFrom"), "all of it is counted");
        assertEquals(
                List.of(),
                store.history("actor/" + AuditClient.PERSON, null, 10).items(),
                "nobody was shown, so nothing is written");
    }

    @ParameterizedTest
    @CsvSource({
        "support:service, 1, true, false",
        "campaign:marketing, 1, false, false",
        "campaign:service, 0, false, false",
        "privacy, 1, true, true",
        "auditor, 1, false, true"
    })
    void theOverviewTellsEachRoleWhatItMaySee(String role, int signups, boolean holds, boolean runs) {
        work();
        store.commit(Commit.of(
                List.of(entry(Runs.OF_PURGE.subject(Runs.day(clock.instant())), Event.PURGED, Map.of("due", "4")))));
        JsonNode told = read(200, door.get(role, OVERVIEW, Map.of()));

        assertEquals(signups, told.at("/days/0/signups").asInt());
        assertEquals(holds, told.has("held"));
        assertEquals(runs, told.has("lastRun"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', 401, 401",
        "support:service, 200, 200",
        "campaign:service, 200, 403",
        "analyst, 403, 403",
        "privacy, 200, 200",
        "auditor, 200, 403"
    })
    void theOverviewAndTheCountOfHoldsAreForThese(String role, int overview, int holds) {
        assertEquals(overview, door.get(role, OVERVIEW, Map.of()).getStatusCode());
        assertEquals(holds, door.get(role, OVERVIEW + "/holds", Map.of()).getStatusCode());
    }

    @Test
    void theOverviewStopsCountingAndSaysFromWhereItIsWhole() {
        Instant begin = clock.instant();
        clock.advance(Duration.ofDays(3));
        for (int i = 0; i < 21; i++) {
            List<Entry> some = new ArrayList<>();
            for (int j = 0; j < 100; j++) {
                some.add(entry("subject-" + i + "-" + j, Event.WITHDRAWN, Map.of()));
            }
            store.commit(Commit.of(some));
        }
        JsonNode told = read(200, door.get("auditor", OVERVIEW, Map.of()));

        assertEquals(Overview.MOST_ENTRIES, told.at("/days/0/optOuts").asInt());
        assertTrue(Instant.parse(told.path("countedFrom").asText()).isAfter(begin), told::toString);
    }

    private Entry entry(String subject, Event event, Map<String, String> fields) {
        Instant now = engines.arrivals.now();
        return new Entry(subject, engines.arrivals.ulid(now), event, now, "", new TreeMap<>(fields));
    }

    private static String day(JsonNode told, int ago) {
        JsonNode day = told.path("days").path(ago);
        return day.path("day").asText() + " " + day.path("signups").asInt() + " "
                + day.path("optOuts").asInt();
    }

    private List<String> runs(Map<String, String> query) {
        List<String> ids = new ArrayList<>();
        read(200, door.get("auditor", RUNS, query))
                .path("runs")
                .forEach(run -> ids.add(run.path("id").asText()));
        return ids;
    }

    /** To the end, which is where there is no next page. */
    private List<JsonNode> walk(Map<String, String> asked, int limit) {
        List<JsonNode> lines = new ArrayList<>();
        Map<String, String> query = new HashMap<>(asked);
        query.put("limit", String.valueOf(limit));
        for (int pages = 0; pages < 50; pages++) {
            JsonNode page = read(200, door.get("auditor", LEDGER, query));
            assertTrue(page.path("entries").size() <= limit);
            page.path("entries").forEach(lines::add);
            if (page.path("next").isMissingNode()) {
                return lines;
            }
            query.put("cursor", page.path("next").asText());
        }
        throw new AssertionError("it comes to no end");
    }

    /** The events of each millisecond in the order of their names: chance orders them there. */
    private static List<String> inOrder(List<JsonNode> lines) {
        List<String> arrivals =
                lines.stream().map(line -> line.path("arrivedAt").asText()).toList();
        assertEquals(arrivals.stream().sorted().toList(), arrivals);
        return lines.stream()
                .map(line -> line.path("arrivedAt").asText() + " "
                        + line.path("event").asText())
                .sorted()
                .map(text -> text.split(" ", 2)[1])
                .toList();
    }

    private static Map<String, String> parsed(@Nullable String query) {
        Map<String, String> parsed = new HashMap<>();
        Stream.of(query == null ? new String[0] : query.split(" "))
                .map(pair -> pair.split("=", 2))
                .forEach(pair -> parsed.put(pair[0], pair[1]));
        return parsed;
    }

    private static JsonNode read(int status, APIGatewayV2HTTPResponse answer) {
        assertEquals(status, answer.getStatusCode(), answer.getBody());
        assertEquals("no-store", answer.getHeaders().get("Cache-Control"));
        return Json.read(answer.getBody().getBytes(StandardCharsets.UTF_8));
    }

    private String id() {
        return engines.index.contactId(PhoneNumber.ofCanonical(PHONE)).value();
    }

    /** A store that must not be asked. */
    private static final class UnreadLedger extends ForwardingStore {

        UnreadLedger(Store to) {
            super(to);
        }

        @Override
        public Page<Entry> history(String subject, @Nullable String cursor, int limit) {
            throw new AssertionError("read before it was known who is calling");
        }

        @Override
        public Page<Entry> recent(String subject, @Nullable String cursor, int limit) {
            throw new AssertionError("read before it was known who is calling");
        }

        @Override
        public Page<Entry> ledgerOf(String actor, LedgerSpan span, @Nullable String cursor, int limit) {
            throw new AssertionError("read before it was known who is calling");
        }

        @Override
        public Page<Entry> ledger(LedgerSpan span, @Nullable String cursor, int limit) {
            throw new AssertionError("read before it was known who is calling");
        }

        @Override
        public CommitResult commit(Commit commit) {
            throw new AssertionError("written before it was known who is calling");
        }
    }
}
