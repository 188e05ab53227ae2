package dev.ringlock.imports.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.Engines;
import dev.ringlock.capture.CaptureClient;
import dev.ringlock.consent.Consent.State;
import dev.ringlock.http.EventFailedException;
import dev.ringlock.inbound.InboundClient;
import dev.ringlock.keys.DataKey;
import dev.ringlock.keys.KeysUnavailableException;
import dev.ringlock.keys.TestKeys;
import dev.ringlock.ledger.Event;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.Policy;
import dev.ringlock.policy.PolicyFile;
import dev.ringlock.purge.PurgeClient;
import dev.ringlock.store.Commit;
import dev.ringlock.store.CommitResult;
import dev.ringlock.store.ForwardingStore;
import dev.ringlock.store.KilledFiles;
import dev.ringlock.store.KilledStore;
import dev.ringlock.store.Store;
import dev.ringlock.store.StoreUnavailableException;
import dev.ringlock.subject.SubjectClient;
import dev.ringlock.terms.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Imports that are killed, doubled, cancelled, or cross with what people do: each ends with the same state and the same counts. */
public abstract class ImportRunsContract extends ImportsOnStore {

    private static final int GROUP = 4;

    /** So long does a group take: two fit into a step. */
    private static final Duration TAKES = Duration.ofSeconds(31);

    @Test
    void killedAtAnyCallAndGoneOnWithItEndsTheSame() {
        Engines on = new Engines(store(), clock);
        ImportClient whole = new ImportClient(on, files());
        ImportCounts counts = counts(whole.imported("crm", mixed(0), MAPPING));
        List<String> told = told(on, 0);
        KilledStore counting = new KilledStore(slow(store()), Integer.MAX_VALUE, false);
        imported(new ImportClient(on, counting, new KilledFiles(files(), counting), GROUP), 1);
        int calls = counting.calls();
        assertTrue(calls > 60, "calls: " + calls);
        for (int round = 2; round < 2 + kills(); round++) {
            int call = (round - 2) * calls / kills();
            KilledStore killed = new KilledStore(slow(store()), call, round % 2 == 1);
            ImportClient dying = new ImportClient(on, killed, new KilledFiles(files(), killed), GROUP);
            ImportClient next = new ImportClient(on, slow(store()), files(), GROUP);
            String id = next.opened("crm", mixed(round));
            String place = "killed at call " + call + " of " + calls;
            if (!killed.kills(() -> ran(dying, id))) {
                throw new AssertionError("not " + place);
            }
            assertEquals(counts, ran(next, id), place);
            assertEquals(told, told(on, round), place);
        }
    }

    /** At so many calls it is killed, at even distances. */
    protected int kills() {
        return 40;
    }

    @Test
    void twoRunnersAtOnceEndTheSame() {
        Engines on = new Engines(store(), clock);
        ImportCounts counts = counts(new ImportClient(on, files()).imported("crm", mixed(0), MAPPING));
        List<String> told = told(on, 0);
        for (int round = 1; round < 6; round++) {
            ImportClient door = new ImportClient(on, slow(store()), files(), GROUP);
            ImportClient other = new ImportClient(on, slow(store()), files(), round % 2 == 0 ? GROUP : 5);
            String id = door.opened("crm", mixed(round));
            door.check(id, MAPPING);
            ImportClient.taken(door.askForRun(id));
            List<CompletableFuture<Void>> runs = List.of(
                    CompletableFuture.runAsync(() -> triedAgain(door, id)),
                    CompletableFuture.runAsync(() -> triedAgain(other, id)));
            runs.forEach(CompletableFuture::join);
            assertEquals(told, told(on, round));
            assertEquals(counts, counts(door.find(id)));
            assertEquals(4, entries(id).size());
        }
    }

    @Test
    void whatPeopleDoInTheMiddleCounts() {
        Engines on = new Engines(store(), clock);
        String said = "+12025550123";
        String signed = "+12025550124";
        String file = csv(
                number(0) + ",marketing,yes,2046-01-10T10:00:00Z,T",
                number(1) + ",marketing,yes,2046-01-10T10:00:00Z,T",
                said + ",marketing,yes,2046-01-10T10:00:00Z,T",
                signed + ",marketing,yes,2046-01-10T10:00:00Z,T",
                number(2) + ",marketing,yes,2046-01-10T10:00:00Z,T");
        Store busy = after(1, () -> {
            new InboundClient(on).text("SM1", said, "+12025550101", "STOP", null);
            new CaptureClient(on).signUp(signed, "marketing");
            new PurgeClient(on).vouchedFor(clock.instant()).run(false);
        });
        ImportClient door = new ImportClient(on, busy, files(), 2);
        String id = door.opened("crm", file);
        assertEquals(Map.of("accepted", 5L), found(door.check(id, MAPPING)).outcomes());
        assertEquals(
                Map.of("accepted", 3L, "opted_out", 1L, "older", 1L),
                counts(door.run(id)).outcomes());
    }

    /** One before their row is stored, and one after it. */
    @Test
    void whoIsErasedInTheMiddleStaysErased() {
        Engines on = new Engines(store(), clock);
        String stored = number(0);
        String next = number(3);
        String file = csv(
                stored + ",marketing,yes,2046-01-10T10:00:00Z,T",
                number(1) + ",marketing,yes,2046-01-10T10:00:00Z,T",
                next + ",marketing,yes,2046-01-10T10:00:00Z,T",
                number(2) + ",marketing,yes,2046-01-10T10:00:00Z,T");
        Store busy = after(1, () -> {
            for (String number : List.of(stored, next)) {
                assertEquals(200, new SubjectClient(on).erase(number).getStatusCode());
            }
        });
        ImportClient door = new ImportClient(on, busy, files(), 2);
        String id = door.opened("crm", file);
        door.check(id, MAPPING);
        assertEquals(
                Map.of("accepted", 3L, "opted_out", 1L), counts(door.run(id)).outcomes());
        for (String number : List.of(stored, next)) {
            ContactId erased = on.index.contactId(PhoneNumber.ofCanonical(number));
            Set<Purpose> declared = on.policy.purposes().keySet();
            assertTrue(store().load(List.of(erased)).get(0).isErased(declared));
            assertEquals(Set.of(), store().sealedRows(erased, declared).compartments());
        }
    }

    @Test
    void whoDecidesWhileTheirRowIsStoredIsCountedAsTheyDecided() {
        Engines on = new Engines(store(), clock);
        String said = "+12025550123";
        String file = csv(
                number(0) + ",marketing,yes,2046-01-10T10:00:00Z,T", said + ",marketing,yes,2046-01-10T10:00:00Z,T");
        boolean[] once = {false};
        Store busy = new ForwardingStore(store()) {
            @Override
            public List<CommitResult> commitAll(List<Commit> commits) {
                if (!once[0]) {
                    once[0] = true;
                    new InboundClient(on).text("SM1", said, "+12025550101", "STOP", null);
                }
                return super.commitAll(commits);
            }
        };
        ImportClient door = new ImportClient(on, busy, files(), GROUP);
        String id = door.opened("crm", file);
        door.check(id, MAPPING);
        assertEquals(
                Map.of("accepted", 1L, "opted_out", 1L), counts(door.run(id)).outcomes());
        assertEquals(
                State.WITHDRAWN,
                store().load(List.of(on.index.contactId(dev.ringlock.phone.PhoneNumber.ofCanonical(said))))
                        .get(0)
                        .state(new Purpose("marketing")));
    }

    @Test
    void cancelledInTheMiddleItsCountsAreWhatIsStored() {
        Engines on = new Engines(store(), clock);
        String[] ids = new String[1];
        ImportClient staff = new ImportClient(on, files());
        ImportClient door = new ImportClient(
                on, after(2, () -> ImportClient.taken(staff.imports().cancel(ImportClient.PIA, ids[0]))), files(), 2);
        ids[0] = door.opened("crm", granted(10));
        door.check(ids[0], MAPPING);
        ImportProgress cancelled = door.run(ids[0]);
        assertEquals(ImportState.CANCELLED, cancelled.state());
        assertEquals(4, stored(on, 10));
        assertEquals(4L, cancelled.work().counts().outcomes().get("accepted"));
        assertEquals(List.of(), files().list("parts/" + ids[0]));
        assertFalse(door.askForRun(ids[0]) instanceof ImportAnswer.TakenRequest);
    }

    /** The runner has written down its group, and stores it after the cancellation. */
    @Test
    void cancelledWhileAGroupIsStoredItsCountsAreWhatIsStored() {
        Engines on = new Engines(store(), clock);
        String[] ids = new String[1];
        ImportClient staff = new ImportClient(on, files());
        int[] left = {2};
        Store busy = new ForwardingStore(store()) {
            @Override
            public List<CommitResult> commitAll(List<Commit> commits) {
                if (--left[0] == 0) {
                    ImportClient.taken(staff.imports().cancel(ImportClient.PIA, ids[0]));
                    staff.work(ids[0]);
                }
                return super.commitAll(commits);
            }
        };
        ImportClient door = new ImportClient(on, busy, files(), 2);
        ids[0] = door.opened("crm", granted(10));
        door.check(ids[0], MAPPING);
        ImportProgress cancelled = door.run(ids[0]);
        assertEquals(ImportState.CANCELLED, cancelled.state());
        assertEquals(stored(on, 10), cancelled.work().counts().outcomes().get("accepted"));
        assertEquals(4L, stored(on, 10));
        assertEquals(
                "4",
                entries(ids[0]).stream()
                        .filter(entry -> entry.event() == Event.IMPORT_CANCELLED)
                        .map(entry -> entry.fields().getOrDefault("count_accepted", ""))
                        .filter(count -> !count.isEmpty())
                        .reduce((one, last) -> last)
                        .orElseThrow());
    }

    /** Its engine of keys never answers again. */
    @Test
    void whatCannotBeSettledLeavesNoFileBehind() {
        boolean[] fails = {false};
        Engines on = new Engines(store(), clock, policy(), failing(fails));
        for (boolean cancels : List.of(true, false)) {
            fails[0] = false;
            ImportClient door = new ImportClient(on, slow(store()), files(), GROUP);
            String id = door.opened("crm", mixed(cancels ? 0 : 1));
            door.check(id, MAPPING);
            ImportClient.taken(door.askForRun(id));
            door.step(ImportStep.of(id));
            fails[0] = true;
            if (cancels) {
                ImportClient.taken(door.imports().cancel(ImportClient.PIA, id));
            } else {
                clock.advance(Duration.ofDays(7));
            }
            assertTrue(door.step(ImportStep.of(id)).done());
            assertEquals(List.of(), files().list("parts/" + id));
            assertEquals(ImportState.CANCELLED, door.find(id).state());
        }
    }

    @Test
    void aFileIsDeletedAfterAWeekThoughItsEndCannotBeWrittenDown() {
        Engines on = new Engines(store(), clock);
        boolean[] fails = {false};
        Store refusing = new ForwardingStore(store()) {
            @Override
            public CommitResult commit(Commit commit) {
                if (fails[0]) {
                    throw new StoreUnavailableException("it does not answer");
                }
                return super.commit(commit);
            }
        };
        ImportClient door = new ImportClient(on, refusing, files(), GROUP);
        String id = door.opened("crm", mixed(0));
        door.check(id, MAPPING);
        clock.advance(Duration.ofDays(7));
        fails[0] = true;
        assertThrows(EventFailedException.class, () -> door.step(ImportStep.of(id)));
        assertEquals(List.of(), files().list("parts/" + id));
        fails[0] = false;
        door.work(id);
        assertEquals("import_expired", door.find(id).problem().code());
    }

    /** To go on, a step stores the last group once more, and that alone takes all of its time. */
    @Test
    void eachStepGoesOnHoweverLongItTakes() {
        Engines on = new Engines(store(), clock);
        ImportCounts counts = counts(new ImportClient(on, files()).imported("crm", mixed(0), MAPPING));
        Store slow = slow(slow(slow(store())));
        ImportClient door = new ImportClient(on, slow, files(), GROUP);
        String id = door.opened("crm", mixed(1));
        ImportClient.taken(door.imports().askForCheck(ImportClient.PIA, id, MAPPING, false, door.sent(id)));
        for (int steps = 0; steps < 20; steps++) {
            door.step(ImportStep.of(id));
        }
        ImportClient.taken(door.askForRun(id));
        for (int steps = 0; steps < 20; steps++) {
            door.step(ImportStep.of(id));
        }
        assertEquals(counts, counts(door.find(id)));
    }

    /** A row has two yeses. One is stored by another runner; the other is what its person has taken back just then. */
    @Test
    void theSecondDecisionOfARowIsCountedAsItIs() {
        Engines on = new Engines(store(), clock);
        String both = MAPPING.replace(
                "  - purpose: {column: List, words: {all: everything}}\n    answer: {column: Status}\n",
                "  - {purpose: marketing, answer: {column: Status}}\n  - {purpose: service, answer: {column: List, yes: [\"yes\"], no: [\"no\"]}}\n");
        String file = csv("+12025550123,yes,yes,2046-01-10T10:00:00Z,T-1");
        ImportClient other = new ImportClient(on, files());
        String[] ids = new String[1];
        boolean[] once = {false};
        Store busy = new ForwardingStore(store()) {
            @Override
            public List<CommitResult> commitAll(List<Commit> commits) {
                if (!once[0]) {
                    once[0] = true;
                    super.commitAll(commits.subList(0, 1));
                    new InboundClient(on).text("SM1", "+12025550123", "+12025550101", "STOP", null);
                }
                return super.commitAll(commits);
            }
        };
        ImportClient door = new ImportClient(on, busy, files(), GROUP);
        ids[0] = door.opened("crm", file);
        assertEquals(Map.of("accepted", 2L), found(door.check(ids[0], both)).outcomes());
        Map<String, Long> outcomes = counts(door.run(ids[0])).outcomes();
        assertEquals(1L, outcomes.get("accepted"), outcomes::toString);
        assertEquals(2L, outcomes.values().stream().mapToLong(count -> count).sum());
    }

    /** What the rows before would have stored is kept from group to group, and from step to step. */
    @Test
    void aCheckCountsWhatTheRunCountsWhateverTheRowsSay() {
        Path asking;
        try {
            String text = Files.readString(Path.of("src/main/resources/policy/harbour-books.yaml"))
                    .replaceFirst("doubleOptIn: false\n", "doubleOptIn: false\n    importYes: requested\n");
            asking = Files.writeString(Files.createTempFile("policy", ".yaml"), text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        Engines on = new Engines(store(), clock, PolicyFile.read(asking), new TestKeys());
        ImportClient door = new ImportClient(on, slow(store()), files(), GROUP);
        Random random = new Random(19);
        for (int round = 0; round < 5; round++) {
            int first = 100 * round;
            String[] rows = IntStream.range(0, 60)
                    .mapToObj(row -> {
                        String answer = random.nextInt(3) == 0 ? "no" : "yes";
                        String list = List.of("marketing", "service", answer.equals("no") ? "all" : "service")
                                .get(random.nextInt(3));
                        String date =
                                random.nextInt(4) == 0 ? "" : "2046-0" + (1 + random.nextInt(4)) + "-10T10:00:00Z";
                        return number(first + random.nextInt(8)) + "," + list + "," + answer + "," + date + ",T-" + row;
                    })
                    .toArray(String[]::new);
            String id = door.opened("crm", csv(rows));
            ImportCounts checked = found(door.check(id, MAPPING));
            assertEquals(checked, counts(door.run(id)), String.join("\n", rows));
        }
    }

    /** No step has as many rows as a sign needs. */
    @Test
    void signsOfAJunkListAreSeenOverSeveralSteps() {
        Engines on = new Engines(store(), clock);
        String file = granted(40);
        ImportClient whole = new ImportClient(on, files());
        List<ImportProgress.CheckFlag> flags =
                whole.check(whole.opened("crm", file), MAPPING).checked().flags();
        ImportClient door = new ImportClient(on, slow(store()), files(), GROUP);
        List<ImportProgress.CheckFlag> seen =
                door.check(door.opened("crm", file), MAPPING).checked().flags();
        assertTrue(flags.stream().anyMatch(flag -> flag.sign().equals("one_instant")), flags::toString);
        assertEquals(
                flags.stream().map(ImportProgress.CheckFlag::sign).toList(),
                seen.stream().map(ImportProgress.CheckFlag::sign).toList());
    }

    private static String granted(int people) {
        return csv(IntStream.range(0, people)
                .mapToObj(person -> number(person) + ",marketing,yes,2046-01-10T10:00:00Z,T")
                .toArray(String[]::new));
    }

    private long stored(Engines on, int people) {
        return IntStream.range(0, people)
                .filter(person -> state(on, person, "marketing") == State.GRANTED)
                .count();
    }

    private static TestKeys failing(boolean[] fails) {
        return new TestKeys() {
            @Override
            public DataKey generate(Purpose purpose) {
                if (fails[0] && !purpose.equals(Purpose.IMPORT)) {
                    throw new KeysUnavailableException("the engine does not answer");
                }
                return super.generate(purpose);
            }
        };
    }

    private static Policy policy() {
        return PolicyFile.read(Path.of("src/main/resources/policy/harbour-books.yaml"));
    }

    @Test
    void withoutKeysAStepFailsAndTheNextOneGoesOn() {
        boolean[] fails = {false};
        Engines on = new Engines(store(), clock, policy(), failing(fails));
        ImportClient door = new ImportClient(on, store(), files(), GROUP);
        String id = door.opened("crm", mixed(0));
        ImportCounts checked = found(door.check(id, MAPPING));
        fails[0] = true;
        ImportClient.taken(door.askForRun(id));
        assertThrows(EventFailedException.class, () -> door.work(id));
        assertEquals(ImportState.RUNNING, door.find(id).state());
        fails[0] = false;
        door.work(id);
        assertEquals(checked, counts(door.find(id)));
    }

    @Test
    void whatFailsTooOftenIsGivenUpAndCountsWhatIsSurelyStored() {
        Engines on = new Engines(store(), clock);
        ImportClient door = new ImportClient(on, slow(store()), files(), GROUP);
        String id = door.opened("crm", mixed(0));
        door.check(id, MAPPING);
        ImportClient.taken(door.askForRun(id));
        door.step(ImportStep.of(id));
        assertTrue(door.step(new ImportStep(id, false, true, null)).done());
        ImportProgress failed = door.find(id);
        assertEquals(
                List.of(ImportState.FAILED, "import_failed"),
                List.of(failed.state(), failed.problem().code()));
        assertEquals(List.of(), files().list("parts/" + id));
    }

    /** As the caller of a step does: one may meet the other while it deletes the file. */
    private static void triedAgain(ImportClient door, String id) {
        try {
            door.work(id);
        } catch (EventFailedException e) {
            door.work(id);
        }
    }

    /** The steps that are left, and what was counted. */
    private ImportCounts ran(ImportClient door, String id) {
        if (door.find(id).state() == ImportState.OPEN) {
            ImportClient.taken(door.imports().askForCheck(ImportClient.PIA, id, MAPPING, false, door.sent(id)));
        }
        door.work(id);
        if (door.find(id).state() == ImportState.CHECKED) {
            ImportClient.taken(door.askForRun(id));
        }
        door.work(id);
        return counts(door.find(id));
    }

    private void imported(ImportClient door, int round) {
        ran(door, new ImportClient(new Engines(store(), clock), files()).opened("crm", mixed(round)));
    }

    /** Takes half a step for each read of contacts. */
    private Store slow(Store to) {
        return new ForwardingStore(to) {
            @Override
            public List<dev.ringlock.consent.Contact> load(List<dev.ringlock.phone.ContactId> ids) {
                clock.advance(TAKES);
                return super.load(ids);
            }
        };
    }

    /** Something happens once, after so many groups are stored. */
    private Store after(int groups, Runnable act) {
        int[] left = {groups};
        return new ForwardingStore(store()) {
            @Override
            public List<CommitResult> commitAll(List<Commit> commits) {
                List<CommitResult> results = super.commitAll(commits);
                if (--left[0] == 0) {
                    act.run();
                }
                return results;
            }
        };
    }
}
