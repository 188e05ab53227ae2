package dev.ringlock.imports.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.Engines;
import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.Replay;
import dev.ringlock.contactability.Contactability;
import dev.ringlock.imports.rows.DirtyFile;
import dev.ringlock.imports.run.ImportAnswer.ImportRefusal;
import dev.ringlock.imports.run.ImportAnswer.RefusedRequest;
import dev.ringlock.inbound.InboundClient;
import dev.ringlock.keys.Envelope;
import dev.ringlock.keys.Index;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Sha256;
import dev.ringlock.phone.ContactId;
import dev.ringlock.policy.Policy;
import dev.ringlock.policy.PolicyFile;
import dev.ringlock.purge.People;
import dev.ringlock.purge.PurgeClient;
import dev.ringlock.steps.IndexRotation;
import dev.ringlock.steps.KeyCheck;
import dev.ringlock.steps.Notices;
import dev.ringlock.terms.Purpose;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What an import keeps on every store: each row is accounted for, the ledger tells of it, and nothing of the file is left. */
public abstract class ImportsContract extends ImportsOnStore {

    private static final Path POLICY = Path.of("src/main/resources/policy/harbour-books.yaml");
    private static final Purpose MARKETING = new Purpose("marketing");

    @Test
    void aCheckCountsWhatTheRunCountsAndStoresNothing() {
        Engines on = new Engines(store(), clock);
        ImportClient door = new ImportClient(on, files());
        String id = door.opened("crm", mixed(0));
        ImportProgress checked = door.check(id, MAPPING);
        Map<String, Long> outcomes =
                Map.of("accepted", 17L, "duplicate", 3L, "expired", 1L, "older", 4L, "opted_out", 3L, "refused", 1L);
        assertEquals(outcomes, found(checked).outcomes());
        assertEquals(Map.of("letters", 1L, "unknown_answer", 1L), found(checked).faults());
        assertEquals(
                List.of(30L, 1L, 2L),
                List.of(
                        found(checked).rows(),
                        found(checked).silent(),
                        found(checked).faulty()));
        assertTrue(checked.checked().exact());
        for (int i = 0; i < 10; i++) {
            assertEquals(
                    0,
                    store().load(List.of(on.index.contactId(People.american(i))))
                            .get(0)
                            .version());
        }
        assertEquals(found(checked), counts(door.run(id)));
    }

    @Test
    void aNoNeedsNoEvidenceAndCountsBeforeEachYesOfTheFile() {
        Engines on = new Engines(store(), clock);
        ImportClient door = new ImportClient(on, files());
        door.imported("crm", mixed(0), MAPPING);
        assertEquals(State.WITHDRAWN, state(on, 3, "marketing"));
        assertEquals(State.WITHDRAWN, state(on, 4, "marketing"));
        assertEquals(State.GRANTED, state(on, 4, "service"));
        assertEquals(State.WITHDRAWN, state(on, 7, "service"));
        assertNull(state(on, 6, "marketing"));
    }

    @Test
    void theSameFileTwiceChangesNothing() {
        Engines on = new Engines(store(), clock);
        ImportClient door = new ImportClient(on, files());
        ImportCounts first = counts(door.imported("crm", mixed(0), MAPPING));
        List<String> stored = told(on, 0);
        clock.advance(Duration.ofDays(1));
        ImportCounts second = counts(door.imported("crm", mixed(0), MAPPING));
        assertEquals(stored, told(on, 0));
        assertEquals(first.rows(), second.rows());
        assertFalse(second.outcomes().containsKey("accepted"), second::toString);
    }

    @Test
    void theSameFileAfterARotationOfTheIndexKeyChangesNothing() {
        Engines before = new Engines(store(), clock);
        ImportCounts first = counts(new ImportClient(before, files()).imported("crm", mixed(0), MAPPING));
        IndexRotation rotation = new IndexRotation(store(), before.keys, clock);
        assertTrue(rotation.begin());
        clock.advance(IndexRotation.LEARNT);
        rotation.goOn();
        Index index = new Index(before.keys, new KeyCheck(store(), clock));
        Engines on = new Engines(store(), clock, before.policy, before.keys, index);
        new PurgeClient(on).vouchedFor(clock.instant()).run(false);
        List<String> stored = lives(on);
        assertTrue(stored.toString().contains("c2_") && stored.toString().contains("c1_"), stored::toString);
        clock.advance(Duration.ofDays(1));
        ImportCounts second = counts(new ImportClient(on, files()).imported("crm", mixed(0), MAPPING));
        assertEquals(stored, lives(on));
        assertEquals(first.rows(), second.rows());
        assertFalse(second.outcomes().containsKey("accepted"), second::toString);
    }

    /** Where each of the people lives, and what they said. */
    private static List<String> lives(Engines on) {
        return IntStream.range(0, 10)
                .mapToObj(person -> on.store
                        .load(on.index.contactIds(People.american(person)))
                        .get(0))
                .map(contact -> contact.id() + " " + contact.version() + " " + contact.consents()
                        + contact.optOutOfEverything())
                .toList();
    }

    @Test
    void aNoReachesEachNumberOfItsRow() {
        Engines on = new Engines(store(), clock);
        String file = "Mobile,Phone,Status\n" + number(0) + "," + number(1) + ",no\n" + number(1) + ",,no\n";
        ImportCounts counts = counts(new ImportClient(on, files()).imported("crm", file, """
                source: crm
                number: {columns: [Mobile, Phone]}
                decisions: [{purpose: marketing, answer: {column: Status}}]
                """));
        assertEquals(2, counts.rows());
        assertEquals(Map.of("accepted", 2L, "duplicate", 1L), counts.outcomes());
        for (int person = 0; person < 2; person++) {
            assertTrue(on.store
                    .load(List.of(on.index.contactId(People.american(person))))
                    .get(0)
                    .hasOptOut());
        }
    }

    @Test
    void aDirtyFileEndsWithEachRowAccountedFor() throws IOException {
        DirtyFile dirty = new DirtyFile(9_000_000);
        ImportClient door = new ImportClient(new Engines(store(), clock), files());
        String id = door.opened("dirty-crm", dirty.open(), Imports.LONGEST_PART);
        ImportCounts checked = found(door.check(id, DirtyFile.MAPPING));
        Map<String, Long> faults = new TreeMap<>();
        dirty.expected().values().stream()
                .filter(outcome -> !Set.of("yes", "no", "nothing").contains(outcome))
                .forEach(fault -> faults.merge(fault, 1L, Long::sum));
        faults.put("undated_no", dirty.undatedNoes());
        assertEquals(faults, checked.faults());
        assertEquals(dirty.expected().size(), checked.rows());
        long decided = dirty.expected().values().stream()
                .filter(outcome -> Set.of("yes", "no").contains(outcome))
                .count();
        assertEquals(decided, checked.rows() - checked.silent() - checked.faulty());
        assertEquals(
                decided,
                checked.outcomes().values().stream().mapToLong(count -> count).sum());
        List<String> report = door.imports().report(id).orElseThrow().lines().toList();
        assertEquals("line,column,code,cure", report.get(0));
        dirty.expected().forEach((line, outcome) -> {
            if (faults.containsKey(outcome)) {
                assertTrue(
                        report.stream().anyMatch(row -> row.matches(line + ",[A-Za-z]*," + outcome + ",.+")), outcome);
            }
        });
        assertEquals(checked, counts(door.run(id)));
    }

    @Test
    void theLedgerTellsWhoImportedWhichFileAndEachContactItsOwn() {
        Engines on = new Engines(store(), clock);
        ImportClient door = new ImportClient(on, files());
        String file = csv(number(0) + ",marketing,yes,2046-01-10T10:00:00Z,T-1", number(1) + ",marketing,no,,");
        String id = door.opened("crm", file);
        door.check(id, MAPPING);
        clock.advance(Duration.ofMillis(1));
        door.run(id);
        List<Entry> entries = entries(id);
        assertEquals(
                Set.of(Event.IMPORT_ASKED, Event.IMPORT_CHECKED, Event.IMPORT_STARTED, Event.IMPORT_DONE),
                Set.copyOf(entries.stream().map(Entry::event).toList()));
        for (Entry entry : entries) {
            boolean starts = entry.event() == Event.IMPORT_ASKED || entry.event() == Event.IMPORT_STARTED;
            assertEquals(starts ? "import.asked" : null, entry.fields().get("told_as"));
            assertEquals(starts ? Sha256.hex(MAPPING) : null, entry.fields().get("mapping_sha256"));
            assertEquals(
                    entry.event() == Event.IMPORT_ASKED ? null : Sha256.hex(file),
                    entry.fields().get("file_sha256"));
            assertEquals("pia", entry.actor());
            assertEquals(id, entry.fields().get("import"));
        }
        Entry done = entries.stream()
                .filter(entry -> entry.event() == Event.IMPORT_DONE)
                .findFirst()
                .orElseThrow();
        assertEquals("2", done.fields().get("count_accepted"));
        Map<String, String> yes = history(on, People.american(0)).get(0).fields();
        assertEquals(
                List.of("imported", id, "crm", "2", "T-1"),
                List.of(
                        yes.get("method"),
                        yes.get("import"),
                        yes.get("source"),
                        yes.get("line"),
                        yes.get("claimed_evidence")));
        Entry no = history(on, People.american(1)).get(0);
        assertEquals(Event.WITHDRAWN, no.event());
        assertEquals(
                List.of("imported", "3"),
                List.of(no.fields().get("method"), no.fields().get("line")));
        assertNull(yes.get("told_as"));
        assertNull(no.fields().get("told_as"));
    }

    @Test
    void eachContactsEntryIsToldToTheOwnersSystemsOnlyIfThatWasAskedFor() {
        Engines on = new Engines(store(), clock);
        ImportClient door = new ImportClient(on, files());
        String id = door.opened("crm", mixed(0));
        door.check(id, MAPPING, true);
        door.run(id);
        for (int i : List.of(0, 3)) {
            history(on, People.american(i))
                    .forEach(entry ->
                            assertEquals("consent.imported", entry.fields().get("told_as")));
        }
    }

    @Test
    void aDoubleOptInIsGrantedIfTheRowSaysWhenItWasConfirmed() {
        Policy doubled = policy("    doubleOptIn: false\n  service", "    doubleOptIn: true\n  service");
        Engines on = new Engines(store(), clock, doubled);
        String file = HEADER.strip() + ",Confirmed\n"
                + "2," + number(0) + ",marketing,yes,2046-01-01T10:00:00Z,t-2,2046-01-01T10:03:00Z\n"
                + "3," + number(1) + ",marketing,yes,2046-01-01T10:00:00Z,t-3,\n"
                + "4," + number(2) + ",marketing,yes,2046-01-01T10:00:00Z,t-4,2045-12-31T10:00:00Z\n";
        ImportCounts counts = counts(new ImportClient(on, files())
                .imported("crm", file, MAPPING.replace("how:", "confirmedAt: {column: Confirmed}\nhow:")));
        assertEquals(Map.of("accepted", 1L, "requested", 1L), counts.outcomes());
        assertEquals(Map.of("impossible_date", 1L), counts.faults());
        assertEquals(State.GRANTED, state(on, 0, "marketing"));
        assertEquals(State.REQUESTED, state(on, 1, "marketing"));
        assertNull(state(on, 2, "marketing"));
        assertEquals(
                "2046-01-01T10:03:00Z",
                history(on, People.american(0)).stream()
                        .map(entry -> entry.fields().get("claimed_confirmed_at"))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(""));
    }

    @Test
    void whatHasNoDateIsKnownAgainThoughItsPersonDecidedSince() {
        Policy asking = policy(
                "    doubleOptIn: false\n  service", "    doubleOptIn: false\n    importYes: requested\n  service");
        Engines on = new Engines(store(), clock, asking);
        ImportClient door = new ImportClient(on, files());
        String file = csv("+12025550123,marketing,no,,", number(1) + ",marketing,yes,,");
        assertEquals(
                Map.of("accepted", 1L, "requested", 1L),
                counts(door.imported("crm", file, MAPPING)).outcomes());
        clock.advance(Duration.ofDays(1));
        InboundClient phone = new InboundClient(on);
        phone.text("SM1", "+12025550123", "+12025550100", "START", null);
        clock.advance(Duration.ofMinutes(1));
        phone.text("SM2", "+12025550123", "+12025550100", "YES", null);
        ContactId person = on.index
                .contactIds(dev.ringlock.phone.PhoneNumber.ofCanonical("+12025550123"))
                .first();
        assertEquals(State.GRANTED, store().load(List.of(person)).get(0).state(MARKETING));
        clock.advance(Duration.ofDays(1));
        assertEquals(
                Map.of("duplicate", 2L),
                counts(door.imported("crm", file, MAPPING)).outcomes());
        assertEquals(State.GRANTED, store().load(List.of(person)).get(0).state(MARKETING));
    }

    /** Two lists of one system name the same person, without dates and row ids: the second no is another one. */
    @Test
    void anUndatedNoToAnotherPurposeIsNoRepetition() {
        Engines on = new Engines(store(), clock);
        ImportClient door = new ImportClient(on, files());
        String marketing = csv("+12025550123,marketing,no,,");
        String service = csv("+12025550123,service,no,,");
        for (String list : List.of(marketing, service)) {
            assertEquals(
                    Map.of("accepted", 1L),
                    counts(door.imported("crm", list, MAPPING)).outcomes());
            assertEquals(
                    Map.of("duplicate", 1L),
                    counts(door.imported("crm", list, MAPPING)).outcomes());
        }
    }

    @Test
    void aNoticeThatThePolicyNeverHadIsRegisteredFirstAndEverythingGoesOnWithIt() {
        Engines on = new Engines(store(), clock);
        ImportClient door = new ImportClient(on, files());
        String legacy = MAPPING.replace(
                "notice: {id: signup, version: 1, language: en}",
                "legacy: {name: shop-2019, language: en, wording: Yes - send me offers.}");
        String file = csv(number(0) + ",marketing,yes,2046-01-10T10:00:00Z,T-1");
        assertEquals(
                Map.of("accepted", 1L),
                counts(door.imported("crm", file, legacy)).outcomes());
        List<Entry> words = store().history("notice/shop-2019/1", null, 10).items();
        assertEquals(
                Set.of(Event.NOTICE_REGISTERED, Event.NOTICE_FROZEN),
                Set.copyOf(words.stream().map(Entry::event).toList()));
        assertTrue(words.get(0).fields().get("notice_text").contains("Yes - send me offers."));
        ContactId id = on.index.contactId(People.american(0));
        var stored = store().load(List.of(id)).get(0);
        assertEquals("shop-2019", stored.consent(MARKETING).notice().id());
        var replayed = Replay.of(List.of(id), history(on, People.american(0)), on.policy.purposes());
        assertEquals(stored.consents(), replayed.get(0).consents());
        assertTrue(Contactability.of(stored, MARKETING, clock.instant()).isAllowed());
        new Notices(on.policy, store(), clock).register();
        String other = legacy.replace("send me offers", "send me everything");
        ImportProgress refused = door.check(door.opened("crm", file), other);
        assertEquals(
                List.of(ImportState.OPEN, "notice_changed"),
                List.of(refused.state(), refused.problem().code()));
    }

    @Test
    void aRunTakesOnlyWhatWasCheckedByThisPolicy() throws IOException {
        Engines on = new Engines(store(), clock);
        ImportClient door = new ImportClient(on, files());
        String id = door.opened("crm", mixed(0));
        assertEquals(ImportRefusal.NOT_CHECKED, refusal(door.askForRun(id)));
        door.check(id, MAPPING);
        Policy newer = policy("expiresAfter: P2Y", "expiresAfter: P1Y");
        ImportClient later = new ImportClient(new Engines(store(), clock, newer), files());
        assertEquals(ImportRefusal.CHECK_AGAIN, refusal(later.askForRun(id)));
        ImportClient.taken(door.askForRun(id));
        later.work(id);
        assertEquals(
                List.of(ImportState.OPEN, "policy_changed"),
                List.of(later.find(id).state(), later.find(id).problem().code()));
        later.check(id, MAPPING);
        assertEquals(ImportState.DONE, later.run(id).state());
    }

    @Test
    void partsThatDifferOrAreMissingAreRefused() {
        ImportClient door = new ImportClient(new Engines(store(), clock), files());
        String id = door.imports().begin(ImportClient.PIA, "crm", "").order().importId();
        byte[] part = mixed(0).getBytes(StandardCharsets.UTF_8);
        SentFile one = new SentFile(1, part.length, "");
        SentFile two = new SentFile(2, 2L * part.length, "");
        assertEquals(ImportRefusal.PART_MISSING, checkRefusal(door, id, one));
        ImportClient.taken(door.imports().addPart(id, 2, part));
        assertEquals(ImportRefusal.PART_MISSING, checkRefusal(door, id, one));
        ImportClient.taken(door.imports().addPart(id, 1, part));
        assertEquals(2, ImportClient.taken(door.imports().addPart(id, 1, part)).parts());
        assertEquals(2, files().list("parts/" + id).size());
        assertEquals(ImportRefusal.PART_DIFFERS, refusal(door.imports().addPart(id, 1, new byte[] {1})));
        assertEquals(ImportRefusal.UNKNOWN, refusal(door.imports().cancel(ImportClient.PIA, "0".repeat(26))));
        assertEquals(ImportRefusal.PART_NUMBER, refusal(door.imports().addPart(id, 0, part)));
        assertEquals(ImportRefusal.PART_SIZE, refusal(door.imports().addPart(id, 3, new byte[0])));
        assertEquals(ImportRefusal.FILE_DIFFERS, checkRefusal(door, id, one));
        assertEquals(ImportRefusal.FILE_DIFFERS, checkRefusal(door, id, new SentFile(2, 2L * part.length + 1, "")));
        ImportClient.taken(door.imports().askForCheck(ImportClient.PIA, id, MAPPING, false, two));
        assertEquals(ImportRefusal.WHOLE, refusal(door.imports().addPart(id, 3, part)));
    }

    /** The first part ends with a whole row, so half of the file reads as a whole one. */
    @Test
    void halfOfAFileIsNeverCheckedAsIfItWereTheWhole() {
        ImportClient door = new ImportClient(new Engines(store(), clock), files());
        byte[] first = mixed(0).getBytes(StandardCharsets.UTF_8);
        byte[] second = "99,+12025550123,marketing,no,,\n".getBytes(StandardCharsets.UTF_8);
        String id = door.imports().begin(ImportClient.PIA, "crm", "").order().importId();
        ImportClient.taken(door.imports().addPart(id, 1, first));
        SentFile sent = new SentFile(2, first.length + second.length, "");
        RefusedRequest refused =
                (RefusedRequest) door.imports().askForCheck(ImportClient.PIA, id, MAPPING, false, sent);
        assertEquals(ImportRefusal.PART_MISSING, refused.reason());
        assertTrue(refused.detail().startsWith("Part 2 of the file is missing."), refused.detail());
        ImportClient.taken(door.imports().addPart(id, 2, second));
        ImportClient.taken(door.imports().askForCheck(ImportClient.PIA, id, MAPPING, false, sent));
        door.work(id);
        assertEquals(31, found(door.find(id)).rows());
    }

    @Test
    void aFileWithAnotherHashThanItsSenderHasIsNotChecked() {
        ImportClient door = new ImportClient(new Engines(store(), clock), files());
        String file = mixed(0);
        String id = door.opened("crm", file);
        for (String hash : List.of(Sha256.hex("another"), Sha256.hex(file))) {
            SentFile sent = new SentFile(1, file.length(), hash);
            ImportClient.taken(door.imports().askForCheck(ImportClient.PIA, id, MAPPING, false, sent));
            door.work(id);
            boolean same = hash.equals(Sha256.hex(file));
            assertEquals(
                    same ? ImportState.CHECKED : ImportState.OPEN, door.find(id).state());
            if (!same) {
                assertEquals("file_differs", door.find(id).problem().code());
            }
        }
    }

    private static ImportRefusal checkRefusal(ImportClient door, String id, SentFile sent) {
        return refusal(door.imports().askForCheck(ImportClient.PIA, id, MAPPING, false, sent));
    }

    @Test
    void aRunNamesTheRefusedRowsThatMayBeOptOuts() {
        ImportClient door = new ImportClient(new Engines(store(), clock), files());
        String id = door.opened("crm", csv(number(0) + ",marketing,perhaps,,", number(1) + ",marketing,no,,"));
        assertEquals(1, found(door.check(id, MAPPING)).refusedNoes());
        RefusedRequest refused = (RefusedRequest) door.imports().askForRun(ImportClient.PIA, id, 0);
        assertEquals(ImportRefusal.REFUSED_NOES, refused.reason());
        assertTrue(refused.detail().contains("refused 1 rows"), refused.detail());
        assertEquals(ImportRefusal.REFUSED_NOES, refusal(door.imports().askForRun(ImportClient.PIA, id, 2)));
        ImportClient.taken(door.imports().askForRun(ImportClient.PIA, id, 1));
    }

    /** Whoever may write to the bucket changes neither the mapping nor the parts that somebody was asked to agree to. */
    @Test
    void whatTheManifestsFileSaysIsNotBelieved() {
        Engines on = new Engines(store(), clock);
        ImportClient door = new ImportClient(on, files());
        String id = door.opened("crm", csv(number(0) + ",marketing,yes,2046-01-10T10:00:00Z,T-1"));
        door.check(id, MAPPING);
        String name = "orders/" + id;
        String kept = new String(files().get(name).orElseThrow(), StandardCharsets.UTF_8);
        String forged = kept.replace("{column: Status}", "{column: Status, yes: [no], no: [yes]}");
        assertFalse(forged.equals(kept));
        files().put(name, forged.getBytes(StandardCharsets.UTF_8));
        door.run(id);
        assertEquals(State.GRANTED, state(on, 0, "marketing"));
        assertEquals(MAPPING, door.find(id).mapping());
    }

    /** Its step may have been lost on the way. */
    @Test
    void whatStandsStillIsBegunAgainOnceInAWhile() {
        ImportClient door = new ImportClient(new Engines(store(), clock), files());
        String id = door.opened("crm", mixed(0));
        SentFile sent = door.sent(id);
        for (int i = 0; i < 2; i++) {
            ImportClient.taken(door.imports().askForCheck(ImportClient.PIA, id, MAPPING, false, sent));
        }
        assertEquals(1, entries(id).size());
        assertEquals(
                ImportRefusal.NOT_OPEN, refusal(door.imports().askForCheck(ImportClient.PIA, id, MAPPING, true, sent)));
        clock.advance(Duration.ofMinutes(16));
        for (int i = 0; i < 2; i++) {
            ImportClient.taken(door.imports().askForCheck(ImportClient.PIA, id, MAPPING, false, sent));
        }
        assertEquals(
                List.of("import.asked", "import.asked"),
                entries(id).stream().map(entry -> entry.fields().get("told_as")).toList());
        door.work(id);
        ImportClient.taken(door.askForRun(id));
        clock.advance(Duration.ofMinutes(16));
        ImportClient.taken(door.askForRun(id));
        assertEquals(5, entries(id).size());
        door.work(id);
        assertEquals(ImportState.DONE, door.find(id).state());
    }

    @Test
    void whatIsNoIdIsNoImport() {
        ImportClient door = new ImportClient(new Engines(store(), clock), files());
        door.imports().begin(ImportClient.PIA, "crm", "", "spring");
        String key = "key/" + Sha256.hex(Envelope.lengthPrefixed(ImportClient.PIA.id(), "spring"));
        for (String id : List.of(key, "", "x", "../orders")) {
            assertTrue(door.imports().find(id).isEmpty());
            assertEquals(ImportRefusal.UNKNOWN, refusal(door.imports().cancel(ImportClient.PIA, id)));
        }
    }

    @Test
    void aFileThatLacksAColumnIsToldSoAndMayBeCheckedAgain() {
        ImportClient door = new ImportClient(new Engines(store(), clock), files());
        String id = door.opened("crm", mixed(0));
        ImportProgress open = door.check(id, MAPPING.replace("column: Phone", "column: Mobile"));
        assertEquals(
                List.of(ImportState.OPEN, "file_columns"),
                List.of(open.state(), open.problem().code()));
        assertEquals(ImportState.CHECKED, door.check(id, MAPPING).state());
    }

    @Test
    void itsFileGoesWithItsEndAndAllOfItAfterAMonth() {
        ImportClient door = new ImportClient(new Engines(store(), clock), files());
        String done = door.opened("crm", mixed(0));
        door.check(done, MAPPING);
        String waiting = door.opened("crm", mixed(1));
        assertEquals(1, files().list("parts/" + done).size());
        door.run(done);
        assertEquals(List.of(), files().list("parts/" + done));
        ImportStep step = door.step(ImportStep.of(waiting));
        assertTrue(step.done());
        assertEquals(1, files().list("parts/" + waiting).size());
        clock.advance(Duration.between(clock.instant(), Instant.parse(step.until())));
        door.step(step);
        assertEquals(List.of(), files().list("parts/" + waiting));
        assertEquals("import_expired", door.find(waiting).problem().code());
        assertTrue(door.imports().report(done).isPresent());
        assertEquals(2, door.imports().all().size());
        clock.advance(Duration.ofDays(24));
        for (String id : List.of(done, waiting)) {
            assertTrue(door.step(ImportStep.of(id)).done());
            assertTrue(door.imports().find(id).isEmpty());
        }
        for (String folder : List.of("orders", "reports", "parts", "work")) {
            assertEquals(List.of(), files().list(folder));
        }
        assertEquals(4, entries(done).size());
    }

    private static ImportRefusal refusal(ImportAnswer answer) {
        return ((RefusedRequest) answer).reason();
    }

    private static Policy policy(String text, String instead) {
        try {
            Path changed = Files.createTempFile("policy", ".yaml");
            String known = Files.readString(POLICY);
            assertTrue(known.contains(text));
            Files.writeString(changed, known.replaceFirst(text, instead));
            Policy policy = PolicyFile.read(changed);
            Files.delete(changed);
            return policy;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
