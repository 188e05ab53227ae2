package dev.ringlock.audience.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.capture.CaptureClient;
import dev.ringlock.http.EventFailedException;
import dev.ringlock.http.Json;
import dev.ringlock.inbound.InboundClient;
import dev.ringlock.keys.CannotOpenException;
import dev.ringlock.keys.DataKeys.Sealed;
import dev.ringlock.keys.Envelope;
import dev.ringlock.keys.PartSeals;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Sha256;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.store.Commit;
import dev.ringlock.store.CommitResult;
import dev.ringlock.store.Compartment;
import dev.ringlock.store.ForwardingStore;
import dev.ringlock.store.KilledFiles;
import dev.ringlock.store.KilledStore;
import dev.ringlock.store.Page;
import dev.ringlock.store.SealedFiles;
import dev.ringlock.store.Store;
import dev.ringlock.store.StoreUnavailableException;
import dev.ringlock.subject.SubjectClient;
import dev.ringlock.terms.Purpose;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an export keeps on every store: whoever has said no is never handed out, and whatever happens it is whole. */
public abstract class ExportsContract {

    private static final String ALL = "+12025550101";
    private static final Purpose SERVICE = new Purpose("service");

    protected final TestClock clock = new TestClock();

    private int messages;

    /** The store under test, empty at a test's begin. */
    protected abstract Store store();

    /** The files under test, likewise. */
    protected abstract SealedFiles files();

    @Test
    void itIsAskedForAndRunsAndIsDone() {
        Engines on = people(5);
        ExportClient door = new ExportClient(on, files());
        APIGatewayV2HTTPResponse asked = door.ask("service", "csv");
        assertEquals(202, asked.getStatusCode(), asked.getBody());
        JsonNode begun = json(asked);
        String id = begun.path("exportId").asText();
        assertEquals(
                "{\"exportId\":\"" + id + "\",\"purpose\":\"service\",\"state\":\"running\",\"format\":\"csv\","
                        + "\"reason\":\"the spring sale\",\"campaign\":\"spring-26\",\"askedBy\":\"cam\","
                        + "\"askedAt\":\"2046-11-23T10:00:00.000Z\",\"expiresAt\":\"2046-11-24T10:00:00.000Z\","
                        + "\"percent\":0,\"count\":0,\"parts\":[]}",
                asked.getBody());
        assertEquals(begun, json(door.get("service", "/" + id)));
        assertEquals(404, door.get("service", "/" + id + "/parts/1").getStatusCode());
        clock.advance(Duration.ofSeconds(5));
        door.run("service", id);
        JsonNode done = json(door.get("service", "/" + id));
        String file = "contactId,number\r\n"
                + sorted(on, 5).entrySet().stream()
                        .map(one -> one.getKey() + "," + one.getValue() + "\r\n")
                        .collect(Collectors.joining());
        assertEquals("done", done.path("state").asText());
        assertEquals("2046-11-23T10:00:05.000Z", done.path("doneAt").asText());
        assertEquals(100, done.path("percent").asInt());
        assertEquals(5, done.path("count").asInt());
        assertEquals(
                "[{\"part\":1,\"count\":5,\"bytes\":" + file.length() + ",\"sha256\":\"" + Sha256.hex(file) + "\"}]",
                done.path("parts").toString());
        APIGatewayV2HTTPResponse part = door.get("service", "/" + id + "/parts/1");
        assertEquals(200, part.getStatusCode());
        assertEquals(file, part.getBody());
        assertEquals("text/csv; charset=utf-8", part.getHeaders().get("Content-Type"));
        assertEquals("no-store", part.getHeaders().get("Cache-Control"));
        assertEquals(
                "attachment; filename=\"" + id + "-1.csv\"", part.getHeaders().get("Content-Disposition"));
        for (String elsewhere : List.of("0", "2", "999999")) {
            assertEquals(
                    404, door.get("service", "/" + id + "/parts/" + elsewhere).getStatusCode());
        }
        assertEquals(
                "{\"contacts\":[]}", door.get("service", "/" + id + "/recall").getBody());
    }

    @Test
    void everyStepIsOnTheLedgerUnderThePerson() {
        Engines on = people(3);
        ExportClient door = new ExportClient(on, files());
        String id = door.asked("service", "csv");
        clock.advance(Duration.ofMillis(1));
        door.run("service", id);
        clock.advance(Duration.ofMillis(1));
        door.get("service", "/" + id + "/parts/1");
        clock.advance(Duration.ofMillis(1));
        door.get("service", "/" + id + "/recall");
        List<Entry> entries = store().history("actor/cam", null, 100).items();
        assertEquals(
                List.of(Event.EXPORT_ASKED, Event.EXPORT_DONE, Event.EXPORT_TAKEN, Event.EXPORT_TAKEN),
                entries.stream().map(Entry::event).toList());
        Map<String, String> each = Map.of(
                "actor", "cam",
                "export", id,
                "purpose", "service",
                "format", "csv",
                "reason", "the spring sale",
                "campaign", "spring-26");
        List<Map<String, String>> more = List.of(
                Map.of("told_as", "export.asked"),
                Map.of("count", "3", "parts", "1"),
                Map.of("part", "1", "count", "3"),
                Map.of("recall", "true"));
        for (int i = 0; i < 4; i++) {
            Map<String, String> wanted = new TreeMap<>(each);
            wanted.putAll(more.get(i));
            assertEquals(wanted, entries.get(i).fields());
        }
    }

    @Test
    void jsonIsALineForEachAndAnEmptyAudienceIsDoneToo() {
        Engines on = people(2);
        ExportClient door = new ExportClient(on, files());
        String id = door.asked("service", "ndjson");
        door.run("service", id);
        APIGatewayV2HTTPResponse part = door.get("service", "/" + id + "/parts/1");
        assertEquals(
                sorted(on, 2).entrySet().stream()
                        .map(one -> "{\"contactId\":\"" + one.getKey() + "\",\"number\":\"" + one.getValue() + "\"}\n")
                        .collect(Collectors.joining()),
                part.getBody());
        assertEquals("application/x-ndjson", part.getHeaders().get("Content-Type"));
        String empty = door.asked("marketing", "csv");
        door.run("marketing", empty);
        JsonNode done = json(door.get("marketing", "/" + empty));
        assertEquals("done", done.path("state").asText());
        assertEquals(0, done.path("count").asInt());
        assertEquals(0, done.path("parts").size());
        assertEquals(404, door.get("marketing", "/" + empty + "/parts/1").getStatusCode());
        assertEquals(
                "{\"contacts\":[]}",
                door.get("marketing", "/" + empty + "/recall").getBody());
    }

    /** Two of ten are read at once; after the second page two people opt out, one who was read and one who was not. */
    @Test
    void whoWithdrawsWhileItRunsIsNotInItOrIsRecalled() {
        Engines on = people(10);
        List<String> ids = List.copyOf(sorted(on, 10).keySet());
        Store acting = new ForwardingStore(new SlowStore(store(), clock)) {
            private int pages;

            @Override
            public Page<Compartment> audience(Purpose purpose, Instant now, @Nullable String cursor, int limit) {
                Page<Compartment> page = super.audience(purpose, now, cursor, limit);
                pages++;
                if (pages == 2) {
                    stop(on, ids.get(1));
                    stop(on, ids.get(6));
                }
                return page;
            }
        };
        ExportClient door = new ExportClient(on, acting, files(), SERVICE);
        String id = door.asked("service", "csv");
        ExportStep step = door.step(ExportStep.of(id, "service"));
        assertFalse(step.done());
        JsonNode running = json(door.get("service", "/" + id));
        assertEquals("running", running.path("state").asText());
        assertEquals(4, running.path("count").asInt());
        assertTrue(
                running.path("percent").asInt() > 0 && running.path("percent").asInt() < 100, running::toString);
        door.run("service", id);
        assertEquals(9, json(door.get("service", "/" + id)).path("count").asInt());
        List<String> left = new ArrayList<>(ids);
        left.removeAll(List.of(ids.get(1), ids.get(6)));
        assertEquals(left, handedOut(door, id));
        assertEquals(List.of(ids.get(1)), recalled(door, id));
    }

    /** Two of ten are read at once; after the second page two people are erased, one who was read and one who was not. */
    @Test
    void whoIsErasedWhileItRunsIsInNoLaterPartAndIsHandedOutToNobody() {
        Engines on = people(10);
        TreeMap<String, String> people = sorted(on, 10);
        List<String> ids = List.copyOf(people.keySet());
        Store acting = new ForwardingStore(new SlowStore(store(), clock)) {
            private int pages;

            @Override
            public Page<Compartment> audience(Purpose purpose, Instant now, @Nullable String cursor, int limit) {
                Page<Compartment> page = super.audience(purpose, now, cursor, limit);
                pages++;
                if (pages == 2) {
                    for (String erased : List.of(ids.get(1), ids.get(6))) {
                        String number = Objects.requireNonNull(people.get(erased));
                        assertEquals(200, new SubjectClient(on).erase(number).getStatusCode());
                    }
                }
                return page;
            }
        };
        ExportClient door = new ExportClient(on, acting, files(), SERVICE);
        String id = door.asked("service", "csv");
        door.run("service", id);
        assertEquals(9, json(door.get("service", "/" + id)).path("count").asInt(), "one was written before");
        List<String> left = new ArrayList<>(ids);
        left.removeAll(List.of(ids.get(1), ids.get(6)));
        assertEquals(left, handedOut(door, id));
        assertEquals(List.of(ids.get(1)), recalled(door, id));
    }

    @Test
    void whoSaysNoAfterItIsNeverHandedOutAndIsRecalled() {
        Engines on = people(6);
        List<String> ids = List.copyOf(sorted(on, 6).keySet());
        ExportClient door = new ExportClient(on, files());
        String id = door.asked("service", "ndjson");
        door.run("service", id);
        assertEquals(ids, handedOut(door, id));
        stop(on, ids.get(5));
        say(on, ids.get(0), "please don't stop");
        stop(on, ids.get(3));
        assertEquals(List.of(ids.get(1), ids.get(2), ids.get(4)), handedOut(door, id));
        assertEquals(List.of(ids.get(0), ids.get(3), ids.get(5)), recalled(door, id));
    }

    @Test
    void aNoThatIsAcknowledgedWhileThePartIsAskedForTakesItOut() {
        Engines on = people(2);
        List<String> ids = List.copyOf(sorted(on, 2).keySet());
        Store acting = afterEntry(Event.EXPORT_TAKEN, () -> stop(on, ids.get(0)));
        String id = new ExportClient(on, files()).asked("service", "csv");
        new ExportClient(on, files()).run("service", id);
        assertEquals(List.of(ids.get(1)), handedOut(new ExportClient(on, acting, files(), SERVICE), id));
    }

    @Test
    void aNoThatIsAcknowledgedWhileTheFileIsFetchedTakesItOut() {
        Engines on = people(2);
        List<String> ids = List.copyOf(sorted(on, 2).keySet());
        ExportClient door = new ExportClient(on, files());
        String id = door.asked("service", "csv");
        door.run("service", id);
        ExportClient slow = new ExportClient(on, store(), afterReading(() -> stop(on, ids.get(0))), SERVICE);
        assertEquals(List.of(ids.get(1)), handedOut(slow, id));
        ExportClient slower = new ExportClient(on, store(), afterReading(() -> stop(on, ids.get(1))), SERVICE);
        assertEquals(ids, recalled(slower, id));
    }

    @Test
    void whatCannotBeWrittenDownIsNeitherBegunNorHandedOut() {
        Engines on = people(2);
        Store full = new ForwardingStore(store()) {
            @Override
            public CommitResult commit(Commit commit) {
                throw new StoreUnavailableException("full");
            }
        };
        ExportClient refused = new ExportClient(on, full, files(), SERVICE);
        assertEquals(503, refused.ask("service", "csv").getStatusCode());
        ExportClient door = new ExportClient(on, files());
        assertEquals("{\"exports\":[]}", door.get("service", "").getBody());
        on.keys.takeCalls();
        String left = files().list("service").get(0);
        ExportStep unasked = ExportStep.of(left.substring(left.lastIndexOf('/') + 1), "service");
        assertThrows(EventFailedException.class, () -> door.step(unasked));
        clock.advance(ExportStep.LIFE);
        assertTrue(door.step(unasked).done());
        assertEquals(List.of(), files().list("service"));
        assertEquals(0, on.keys.takeCalls());
        String id = door.asked("service", "csv");
        door.run("service", id);
        on.keys.takeCalls();
        assertEquals(503, refused.get("service", "/" + id + "/parts/1").getStatusCode());
        assertEquals(503, refused.get("service", "/" + id + "/recall").getStatusCode());
        assertEquals(0, on.keys.takeCalls());
    }

    @Test
    void oneThatIsLookedForBeforeItIsCommittedIsWrittenAllTheSame() {
        Engines on = people(2);
        ExportClient door = new ExportClient(on, files());
        Store looking = new ForwardingStore(store()) {
            @Override
            public CommitResult commit(Commit commit) {
                for (String early : files().list("service")) {
                    ExportStep step = ExportStep.of(early.substring(early.lastIndexOf('/') + 1), "service");
                    assertThrows(EventFailedException.class, () -> door.step(step));
                }
                return super.commit(commit);
            }
        };
        String id = new ExportClient(on, looking, files(), SERVICE).asked("service", "csv");
        assertEquals(List.of(id), json(door.get("service", "")).path("exports").findValuesAsText("exportId"));
        door.run("service", id);
        assertEquals(2, handedOut(door, id).size());
    }

    /** Step Functions waits in whole seconds. */
    @Test
    void theDeletionIsStartedWhenItIsOverAndAStepTooMuchPutsNothing() {
        Engines on = people(2);
        clock.advance(Duration.ofMillis(999));
        ExportClient door = new ExportClient(on, files());
        String id = door.asked("service", "csv");
        ExportStep done = door.step(ExportStep.of(id, "service"));
        assertEquals("2046-11-24T10:01:00.999Z", done.until());
        String manifest = "service/manifests/" + id;
        files().delete(manifest);
        assertEquals(done, door.step(done));
        assertEquals(Optional.empty(), files().get(manifest));
        clock.advance(Duration.between(
                clock.instant(),
                Instant.parse(Objects.requireNonNull(done.until())).truncatedTo(ChronoUnit.SECONDS)));
        door.step(done);
        assertEquals(List.of(), files().list("service"));
    }

    @Test
    void killedAtAnyCallAndGoneOnWithItIsWhole() {
        Engines on = people(7);
        List<String> ids = List.copyOf(sorted(on, 7).keySet());
        String counted = new ExportClient(on, files()).asked("service", "csv");
        KilledStore counting = new KilledStore(new SlowStore(store(), clock), Integer.MAX_VALUE, false);
        new ExportClient(on, counting, new KilledFiles(files(), counting), SERVICE).run("service", counted);
        assertTrue(counting.calls() >= 20, "calls: " + counting.calls());
        for (int call = 0; call < 2 * counting.calls(); call += killedAt()) {
            String id = new ExportClient(on, files()).asked("service", "csv");
            KilledStore killed = new KilledStore(new SlowStore(store(), clock), call / 2, call % 2 == 1);
            ExportClient dying = new ExportClient(on, killed, new KilledFiles(files(), killed), SERVICE);
            assertTrue(killed.kills(() -> dying.run("service", id)), "it was killed at call " + call / 2);
            ExportClient next = new ExportClient(on, new SlowStore(store(), clock), files(), SERVICE);
            next.run("service", id);
            assertEquals(
                    "done", json(next.get("service", "/" + id)).path("state").asText());
            assertEquals(ids, handedOut(next, id), "killed at call " + call / 2);
            assertEquals(1, ended(id), "killed at call " + call / 2);
        }
    }

    /** At which calls it is killed: at each, or where each takes long at each of so many, an odd number. */
    protected int killedAt() {
        return 1;
    }

    @Test
    void askedForByAProcessThatIsKilledItIsBegunOrNot() {
        Engines on = people(1);
        for (int call = 0; call < 4; call++) {
            KilledStore killed = new KilledStore(store(), call / 2, call % 2 == 1);
            ExportClient dying = new ExportClient(on, killed, new KilledFiles(files(), killed), SERVICE);
            assertTrue(killed.kills(() -> dying.ask("service", "csv")));
        }
        ExportClient door = new ExportClient(on, files());
        JsonNode begun = json(door.get("service", "")).path("exports");
        assertEquals(1, begun.size());
        assertEquals(1, store().history("actor/cam", null, 100).items().size());
        String id = begun.get(0).path("exportId").asText();
        door.run("service", id);
        assertEquals(1, handedOut(door, id).size());
    }

    /** The clock is moved by both, so that their parts end at different places. */
    @Test
    void twoRunsAtOnceLeaveOneExport() {
        Engines on = people(12);
        List<String> ids = List.copyOf(sorted(on, 12).keySet());
        for (int round = 0; round < 6; round++) {
            String id = new ExportClient(on, files()).asked("service", "csv");
            ExportClient door = new ExportClient(on, new SlowStore(store(), clock), files(), SERVICE);
            List<CompletableFuture<Void>> runs = IntStream.range(0, 2)
                    .mapToObj(i -> CompletableFuture.runAsync(() -> door.run("service", id)))
                    .toList();
            runs.forEach(CompletableFuture::join);
            assertEquals(ids, handedOut(door, id));
            assertEquals(12, json(door.get("service", "/" + id)).path("count").asInt());
            assertEquals(1, ended(id));
        }
    }

    @Test
    void aDayLaterItIsOverAndItsFilesGo() {
        Engines on = people(2);
        ExportClient door = new ExportClient(on, files());
        String id = door.asked("service", "csv");
        door.run("service", id);
        String running = door.asked("service", "csv");
        clock.advance(Duration.ofHours(24).minusMillis(1));
        assertEquals(
                List.of(running, id).stream().sorted(Comparator.reverseOrder()).toList(),
                json(door.get("service", "")).path("exports").findValuesAsText("exportId"));
        assertEquals(2, handedOut(door, id).size());
        clock.advance(Duration.ofMillis(1));
        assertEquals("{\"exports\":[]}", door.get("service", "").getBody());
        for (String rest : List.of("", "/parts/1", "/recall")) {
            assertEquals(404, door.get("service", "/" + id + rest).getStatusCode());
        }
        assertTrue(door.step(new ExportStep(id, "service", true, false, null)).done());
        assertEquals(List.of("service/manifests/" + running), files().list("service"));
        assertTrue(door.step(ExportStep.of(running, "service")).done());
        assertEquals(List.of(), files().list("service"));
    }

    @Test
    void oneThatCannotBeGoneOnWithIsGivenUp() {
        Engines on = people(5);
        ExportClient door = new ExportClient(on, new SlowStore(store(), clock), files(), SERVICE);
        String id = door.asked("service", "csv");
        door.step(ExportStep.of(id, "service"));
        assertTrue(door.step(new ExportStep(id, "service", false, true, null)).done());
        JsonNode failed = json(door.get("service", "/" + id));
        assertEquals("failed", failed.path("state").asText());
        assertFalse(failed.has("doneAt"));
        assertTrue(door.step(ExportStep.of(id, "service")).done());
        assertEquals("failed", json(door.get("service", "/" + id)).path("state").asText());
        assertEquals(4, handedOut(door, id).size());
        String done = door.asked("service", "csv");
        door.run("service", done);
        door.step(new ExportStep(done, "service", false, true, null));
        assertEquals("done", json(door.get("service", "/" + done)).path("state").asText());
    }

    @Test
    void anotherPurposeHasNothingOfItAndCouldNotOpenIt() {
        Engines on = people(3);
        ExportClient door = new ExportClient(on, files());
        String id = door.asked("service", "csv");
        door.run("service", id);
        for (String rest : List.of("", "/parts/1", "/recall")) {
            assertEquals(404, door.get("marketing", "/" + id + rest).getStatusCode());
        }
        assertEquals("{\"exports\":[]}", door.get("marketing", "").getBody());
        ExportClient marketings = new ExportClient(on, store(), files(), new Purpose("marketing"));
        assertEquals(404, marketings.get("service", "/" + id).getStatusCode());
        assertThrows(EventFailedException.class, () -> marketings.step(ExportStep.of(id, "service")));
        ExportPart part = new Exports(store(), files())
                .find(SERVICE, id)
                .orElseThrow()
                .parts()
                .get(0);
        Sealed sealed = new Sealed(
                files().get(part.file()).orElseThrow(), Base64.getDecoder().decode(part.wrappedKey()));
        PartSeals seals = new PartSeals(on.keys, new Envelope());
        assertEquals(part.bytes(), seals.open(id, SERVICE, 1, sealed).length);
        assertThrows(CannotOpenException.class, () -> seals.open(id, new Purpose("marketing"), 1, sealed));
        assertThrows(CannotOpenException.class, () -> seals.open(id, SERVICE, 2, sealed));
    }

    @Test
    void noFileAndNoEntryHoldsANumber() {
        Engines on = people(5);
        ExportClient door = new ExportClient(on, files());
        String id = door.asked("service", "ndjson");
        door.run("service", id);
        handedOut(door, id);
        List<String> names = files().list("service");
        assertEquals(2, names.size());
        StringBuilder all = new StringBuilder(String.join(" ", names));
        names.forEach(name -> all.append(new String(files().get(name).orElseThrow(), StandardCharsets.ISO_8859_1)));
        store().history("actor/cam", null, 100).items().forEach(all::append);
        for (int i = 0; i < 5; i++) {
            assertFalse(all.toString().contains(number(i).substring(5)));
        }
    }

    private Engines people(int count) {
        Engines on = new Engines(store(), clock);
        CaptureClient capture = new CaptureClient(on);
        for (int i = 0; i < count; i++) {
            capture.signUp(number(i), "service");
        }
        return on;
    }

    private static String number(int which) {
        return "+12025550" + (120 + which);
    }

    /** Numbers by their contacts' ids, in the order of these. */
    private static TreeMap<String, String> sorted(Engines on, int count) {
        TreeMap<String, String> sorted = new TreeMap<>();
        IntStream.range(0, count)
                .forEach(i -> sorted.put(
                        on.index.contactId(PhoneNumber.ofCanonical(number(i))).value(), number(i)));
        return sorted;
    }

    private void stop(Engines on, String contact) {
        say(on, contact, "STOP");
    }

    private void say(Engines on, String contact, String text) {
        String number = Objects.requireNonNull(sorted(on, 20).get(contact));
        messages++;
        new InboundClient(on).text("SM" + messages, number, ALL, text, null);
    }

    private Store afterEntry(Event event, Runnable act) {
        return new ForwardingStore(store()) {
            @Override
            public CommitResult commit(Commit commit) {
                CommitResult outcome = super.commit(commit);
                if (commit.entries().stream().anyMatch(entry -> entry.event() == event)) {
                    act.run();
                }
                return outcome;
            }
        };
    }

    private SealedFiles afterReading(Runnable act) {
        SealedFiles to = files();
        return new SealedFiles() {
            @Override
            public void put(String name, byte[] content) {
                to.put(name, content);
            }

            @Override
            public Optional<byte[]> get(String name) {
                Optional<byte[]> file = to.get(name);
                if (name.contains("/parts/")) {
                    act.run();
                }
                return file;
            }

            @Override
            public List<String> list(String folder) {
                return to.list(folder);
            }

            @Override
            public void delete(String name) {
                to.delete(name);
            }
        };
    }

    private long ended(String id) {
        return store().history("actor/cam", null, 1_000).items().stream()
                .filter(entry -> entry.event() == Event.EXPORT_DONE
                        && id.equals(entry.fields().get("export")))
                .count();
    }

    /** The contacts in all parts, in their order. */
    private static List<String> handedOut(ExportClient door, String id) {
        List<String> contacts = new ArrayList<>();
        Consumer<String> add = line -> contacts.add(line.replaceAll(".*(c1_[a-z2-7]{26}).*", "$1"));
        json(door.get("service", "/" + id))
                .path("parts")
                .forEach(part -> door.get(
                                "service",
                                "/" + id + "/parts/" + part.path("part").asInt())
                        .getBody()
                        .lines()
                        .filter(line -> !line.startsWith("contactId"))
                        .forEach(add));
        contacts.forEach(contact -> assertTrue(ContactId.isId(contact), contact));
        return contacts;
    }

    /** All pages of the recall. */
    private static List<String> recalled(ExportClient door, String id) {
        List<String> contacts = new ArrayList<>();
        String next = "1";
        while (!next.isEmpty()) {
            JsonNode page = json(door.get("service", "/" + id + "/recall?cursor=" + next));
            page.path("contacts").forEach(contact -> contacts.add(contact.asText()));
            next = page.path("next").asText();
        }
        return contacts;
    }

    private static JsonNode json(APIGatewayV2HTTPResponse answer) {
        assertTrue(answer.getStatusCode() < 300, answer.getBody());
        return Json.read(answer.getBody(), JsonNode.class);
    }
}
