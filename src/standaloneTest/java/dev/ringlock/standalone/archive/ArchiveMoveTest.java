package dev.ringlock.standalone.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.audit.AuditClient;
import dev.ringlock.capture.CaptureClient;
import dev.ringlock.confirm.ConfirmClient;
import dev.ringlock.consent.FailureKind;
import dev.ringlock.contacts.ContactsClient;
import dev.ringlock.decide.DecideClient;
import dev.ringlock.http.Json;
import dev.ringlock.inbound.InboundClient;
import dev.ringlock.keys.CannotOpenException;
import dev.ringlock.keys.Envelope;
import dev.ringlock.keys.Opener;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.purge.Cast;
import dev.ringlock.purge.People;
import dev.ringlock.purge.PurgeClient;
import dev.ringlock.store.Compartment;
import dev.ringlock.terms.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A vault that every writer has written to, as an archive, and as the vault that is made of it. */
class ArchiveMoveTest {

    private static final String ALL = "+12025550101";
    private static final String MARKETING_ONLY = "+12025550100";
    private static final String PROVED = "+12025550110";
    private static final String STOPPED = "+12025550111";
    private static final String NEVER_SEEN = "+12025550112";
    private static final String HELD = "+12025550113";
    private static final String ASKED = "+12025550114";
    private static final String WAITING = "+12025550115";
    private static final String TEXT = "please do not ever stop before nine";
    private static final Duration MARCH = Duration.ofDays(40);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestClock clock = new TestClock();
    private final List<String> numbers = new ArrayList<>();
    private final List<Instant> instants = new ArrayList<>();
    private final Path folder;
    private VaultForTests old;
    private VaultForTests fresh;

    ArchiveMoveTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void fillAndMove() throws IOException {
        old = VaultForTests.made(Files.createDirectory(folder.resolve("old")), clock);
        fill(old.engines());
        fresh = old.movedTo(Files.createDirectory(folder.resolve("new")));
    }

    @AfterEach
    void close() {
        old.close();
        fresh.close();
    }

    private void fill(Engines on) {
        on.notices.register();
        new PurgeClient(on).vouchedFor(on.clock.instant());
        new Cast(on, 1);
        IntStream.range(16, 29)
                .mapToObj(People::american)
                .map(PhoneNumber::e164)
                .forEach(numbers::add);
        numbers.addAll(List.of(PROVED, STOPPED, NEVER_SEEN, HELD, ASKED, WAITING, "+12025550119"));
        Stream.of(PROVED, STOPPED, HELD, ASKED)
                .forEach(each -> new CaptureClient(on).signUp(each, "marketing", "service"));
        wait(Duration.ofMinutes(1));
        new InboundClient(on).text("SM1", STOPPED, MARKETING_ONLY, "STOP", null);
        new InboundClient(on).text("SM2", NEVER_SEEN, ALL, "STOP ALL", null);
        new InboundClient(on).text("SM3", HELD, ALL, TEXT, null);
        new InboundClient(on).text("SM4", PROVED, ALL, "STOP", null);
        wait(Duration.ofMinutes(2));
        on.messages.take();
        String record = new CaptureClient(on).signUp(PROVED, "service");
        assertTrue(new ConfirmClient(on).confirms(record, PROVED, code(on)));
        wait(Duration.ofHours(1));
        new People(on, on.policy).failure(PhoneNumber.ofCanonical(ASKED), on.clock.instant(), FailureKind.BLOCKED);
        wait(Duration.ofHours(30));
        new PurgeClient(on).run(false);
        wait(Duration.ofHours(1));
        for (String key : List.of("spring-1", "spring-2")) {
            Map<String, Object> reserving = DecideClient.question(PROVED, "service");
            reserving.put("reserve", true);
            new DecideClient(on)
                    .call(
                            "POST",
                            "decide:service",
                            "/v1/decisions",
                            Json.write(reserving),
                            Map.of("Idempotency-Key", key));
        }
        new InboundClient(on).text("SM5", STOPPED, ALL, "START", null);
        new CaptureClient(on).signUp(WAITING, "service");
        wait(Duration.ofMinutes(1));
    }

    private void wait(Duration time) {
        instants.add(clock.instant());
        clock.advance(time);
    }

    @Test
    void everyRowIsThere() {
        Map<String, List<String>> rows = old.rows();
        assertEquals(List.of(), VaultForTests.differences(rows, fresh.rows()));
        rows.forEach((table, all) -> assertFalse(all.isEmpty(), "nothing to compare in " + table));
    }

    @Test
    void everybodyHasTheSameDecisions() {
        List<String> before = answers(old.engines());
        assertEquals(String.join("\n", before), String.join("\n", answers(fresh.engines())));
        for (String word : List.of("\"allow\"", "\"deny\"", "withdrawn", "no_consent", "held", "dead_number")) {
            assertTrue(before.stream().anyMatch(each -> each.contains(word)), "no answer tells " + word);
        }
    }

    private List<String> answers(Engines on) {
        List<String> answers = new ArrayList<>();
        DecideClient decide = new DecideClient(on);
        for (String number : numbers) {
            for (String purpose : List.of("marketing", "service")) {
                for (String channel : List.of("sms", "voice")) {
                    for (Instant at : List.of(clock.instant(), clock.instant().plus(MARCH))) {
                        Map<String, Object> ask = DecideClient.question(number, purpose);
                        ask.put("channel", channel);
                        ask.put("at", at.toString());
                        answers.add(number + " "
                                + told(decide.post("decide:" + purpose, "/v1/decisions", ask)
                                        .getBody()));
                    }
                    for (Instant at : instants) {
                        Map<String, Object> ask = DecideClient.question(number, purpose);
                        ask.put("channel", channel);
                        ask.put("at", at.toString());
                        answers.add(number + " " + at + " "
                                + told(new ContactsClient(on)
                                        .past("auditor", Json.write(ask))
                                        .getBody()));
                    }
                }
            }
        }
        return answers;
    }

    private static String told(String body) {
        return body.replaceAll("\"decisionId\":\"[^\"]*\"", "");
    }

    @Test
    void staffAndAuditorsSeeTheSame() {
        List<String> before = seen(old.engines());
        assertTrue(before.stream().anyMatch(each -> each.contains("masked")));
        assertEquals(String.join("\n", before), String.join("\n", seen(fresh.engines())));
    }

    private List<String> seen(Engines on) {
        List<String> seen = new ArrayList<>();
        for (String number : numbers) {
            String body = Json.write(Map.of("number", number));
            seen.add(new ContactsClient(on)
                    .call("privacy", "POST", "/lookup", body)
                    .getBody());
            String id = on.index.contactId(PhoneNumber.ofCanonical(number)).value();
            seen.add(new ContactsClient(on)
                    .call("auditor", "GET", "/" + id + "/ledger", "")
                    .getBody());
        }
        seen.add(new AuditClient(on)
                .get("auditor", "/v1/ledger", Map.of("from", "2046-11-23T00:00:00Z", "to", "2046-11-24T00:00:00Z"))
                .getBody());
        return seen;
    }

    @Test
    void numbersOpenUnderTheNewKeysAndNotUnderTheOld() {
        Engines on = fresh.engines();
        int opened = 0;
        for (String number : numbers) {
            PhoneNumber phone = PhoneNumber.ofCanonical(number);
            for (Purpose purpose : List.of(People.MARKETING, People.SERVICE, Purpose.MAINTENANCE)) {
                for (Compartment stored : on.store.compartments(purpose, List.of(on.index.contactId(phone)))) {
                    assertEquals(number, opened(fresh, stored));
                    assertNotEquals(number, opened(old, stored));
                    opened++;
                }
            }
        }
        assertTrue(opened > 20, opened + " opened");
    }

    private static String opened(VaultForTests vault, Compartment stored) {
        try (Opener opener = new Opener(vault.keys(), new Envelope())) {
            return opener.open(stored.contact(), stored.purpose(), stored.sealed(), stored.wrappedKey())
                    .e164();
        } catch (CannotOpenException e) {
            return "";
        }
    }

    @Test
    void theTextOfAHeldMessageIsReadThere() throws IOException {
        Engines on = fresh.engines();
        String id = on.index.contactId(PhoneNumber.ofCanonical(HELD)).value();
        String shown =
                new ContactsClient(on).call("privacy", "GET", "/" + id, "").getBody();
        JsonNode hold = JSON.readTree(shown);
        assertTrue(hold.at("/hold/messages").toString().contains(TEXT), shown);
    }

    @Test
    void lifeGoesOnThere() {
        Engines on = fresh.engines();
        new CaptureClient(on).signUp("+12025550119", "marketing");
        assertEquals("allow", decision(on, "+12025550119", "marketing"));
        new InboundClient(on).text("SM9", "+12025550119", ALL, "STOP", null);
        assertEquals("deny", decision(on, "+12025550119", "marketing"));
        assertEquals("allow", decision(on, PROVED, "service"));
        new InboundClient(on).text("SM10", PROVED, ALL, "STOP", null);
        assertEquals("deny", decision(on, PROVED, "service"));
        clock.advance(Duration.ofDays(20));
        new PurgeClient(on).run(false);
    }

    @Test
    void aYesThatCountedThereDoesNotCountAgainHere() {
        // the question of SM5 is open there and here
        Engines on = fresh.engines();
        new InboundClient(old.engines()).text("SM11", STOPPED, ALL, "YES", null);
        new InboundClient(on).text("SM5", STOPPED, ALL, "START", null);
        assertEquals("deny", decision(on, STOPPED, "marketing"));
        new InboundClient(on).text("SM12", STOPPED, ALL, "YES", null);
        assertEquals("allow", decision(on, STOPPED, "marketing"));
    }

    @Test
    void aCodeThatWasSentBeforeProvesThere() {
        Engines on = old.engines();
        new InboundClient(on).text("SM20", WAITING, ALL, "STOP", null);
        clock.advance(Duration.ofMinutes(2));
        String record = new CaptureClient(on).signUp(WAITING, "service");
        String code = code(on);
        try (VaultForTests next = old.movedTo(Files.createDirectory(folder.resolve("next")))) {
            assertEquals("deny", decision(next.engines(), WAITING, "service"));
            assertTrue(new ConfirmClient(next.engines()).confirms(record, WAITING, code));
            assertEquals("allow", decision(next.engines(), WAITING, "service"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theLedgerSaysWhoAskedAndWhatCame() {
        Map<Event, List<String>> archives = new TreeMap<>();
        for (String subject : List.of("actor/ana", "actor/ben")) {
            fresh.store().history(subject, null, 100).items().stream()
                    .filter(entry -> entry.event() == Event.ARCHIVE_ASKED)
                    .forEach(entry -> archives.computeIfAbsent(entry.event(), none -> new ArrayList<>())
                            .add(entry.actor() + " with " + entry.fields().get("with")));
        }
        assertEquals(List.of("ana with ben", "ben with ana"), archives.get(Event.ARCHIVE_ASKED));
        Entry done = old.newest("ana", Event.ARCHIVE_DONE);
        assertEquals(VaultForTests.KEY, done.fields().get("keys"));
        assertEquals("0", done.fields().get("broken"));
        assertEquals("0", done.fields().get("unopened"));
        var restored =
                fresh.store().newest("archive/" + done.fields().get("archive")).orElseThrow();
        assertEquals(Event.ARCHIVE_RESTORED, restored.event());
        assertEquals(done.fields().get("sha256"), restored.fields().get("sha256"));
    }

    private static String decision(Engines on, String number, String purpose) {
        try {
            return JSON.readTree(new DecideClient(on)
                            .post("decide:" + purpose, "/v1/decisions", DecideClient.question(number, purpose))
                            .getBody())
                    .path("decision")
                    .asText();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String code(Engines on) {
        return on.messages.take().stream()
                .map(message -> Pattern.compile("\\b[0-9]{6}\\b").matcher(message.text()))
                .filter(Matcher::find)
                .map(Matcher::group)
                .reduce((one, other) -> other)
                .orElseThrow();
    }
}
