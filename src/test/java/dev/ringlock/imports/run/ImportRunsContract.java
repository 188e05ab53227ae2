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
import dev.ringlock.policy.PolicyFile;
import dev.ringlock.purge.PurgeClient;
import dev.ringlock.store.Commit;
import dev.ringlock.store.CommitResult;
import dev.ringlock.store.ForwardingStore;
import dev.ringlock.store.KilledFiles;
import dev.ringlock.store.KilledStore;
import dev.ringlock.store.Store;
import dev.ringlock.terms.Purpose;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
        for (int round = 2; round < 42; round++) {
            int call = (round - 2) * calls / 40;
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
            ImportClient.taken(door.imports().askForRun(ImportClient.PIA, id));
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
        ids[0] = door.opened(
                "crm",
                csv(IntStream.range(0, 10)
                        .mapToObj(person -> number(person) + ",marketing,yes,2046-01-10T10:00:00Z,T")
                        .toArray(String[]::new)));
        door.check(ids[0], MAPPING);
        ImportProgress cancelled = door.run(ids[0]);
        assertEquals(ImportState.CANCELLED, cancelled.state());
        long stored = IntStream.range(0, 10)
                .filter(person -> state(on, person, "marketing") == State.GRANTED)
                .count();
        assertEquals(4, stored);
        assertEquals(4L, cancelled.work().counts().outcomes().get("accepted"));
        assertEquals(List.of(), files().list("parts/" + ids[0]));
        assertFalse(door.imports().askForRun(ImportClient.PIA, ids[0]) instanceof ImportAnswer.TakenRequest);
    }

    @Test
    void withoutKeysAStepFailsAndTheNextOneGoesOn() {
        boolean[] fails = {false};
        TestKeys keys = new TestKeys() {
            @Override
            public DataKey generate(Purpose purpose) {
                if (fails[0] && !purpose.equals(Purpose.IMPORT)) {
                    throw new KeysUnavailableException("the engine does not answer");
                }
                return super.generate(purpose);
            }
        };
        Engines on = new Engines(
                store(), clock, PolicyFile.read(Path.of("src/main/resources/policy/harbour-books.yaml")), keys);
        ImportClient door = new ImportClient(on, store(), files(), GROUP);
        String id = door.opened("crm", mixed(0));
        ImportCounts checked = found(door.check(id, MAPPING));
        fails[0] = true;
        ImportClient.taken(door.imports().askForRun(ImportClient.PIA, id));
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
        ImportClient.taken(door.imports().askForRun(ImportClient.PIA, id));
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
            ImportClient.taken(door.imports().askForCheck(ImportClient.PIA, id, MAPPING, false));
        }
        door.work(id);
        if (door.find(id).state() == ImportState.CHECKED) {
            ImportClient.taken(door.imports().askForRun(ImportClient.PIA, id));
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
