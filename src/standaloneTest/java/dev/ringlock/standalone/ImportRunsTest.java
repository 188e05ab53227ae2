package dev.ringlock.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringlock.TestClock;
import dev.ringlock.http.Time;
import dev.ringlock.imports.run.ImportOrder;
import dev.ringlock.imports.run.ImportProgress;
import dev.ringlock.imports.run.ImportState;
import dev.ringlock.imports.run.ImportStep;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.store.FilesInMemory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which imports are gone on with, and when. */
class ImportRunsTest {

    private final TestClock clock = new TestClock();
    private final FilesInMemory files = new FilesInMemory();
    private final Map<String, ImportState> states = new TreeMap<>();
    private final List<String> steps = new ArrayList<>();
    private final ImportOrder first =
            new ImportOrder(Ulid.of(clock.instant(), new byte[10]).value(), "crm", "", "8c1f-alex");
    private final List<String> givenUp = new ArrayList<>();
    private int left;
    private int failures;

    private final ImportRuns runs = new ImportRuns(this::step, this::progress, files, clock);

    @Test
    void nothingIsDoneBeforeSomebodyAsks() {
        in(ImportState.OPEN);
        runs.look();
        runs.look();
        assertEquals(List.of(), steps);
    }

    @Test
    void aCheckIsSteppedToItsEndAndARunAsSoonAsItIsAskedFor() {
        in(ImportState.CHECKING);
        left = 2;
        runs.look();
        assertEquals(1, steps.size());
        runs.look();
        runs.look();
        assertEquals(3, steps.size());
        assertEquals(ImportState.CHECKED, states.get(first.importId()));
        runs.look();
        assertEquals(3, steps.size());
        in(ImportState.RUNNING);
        runs.look();
        assertEquals(4, steps.size());
        assertEquals(ImportState.DONE, states.get(first.importId()));
        runs.look();
        assertEquals(4, steps.size());
    }

    /** What is over is looked at again when its files have to go, and a file that nobody asked for goes too. */
    @Test
    void theEndOfItsTimeIsAStepToo() {
        in(ImportState.CANCELLED);
        runs.look();
        clock.advance(Duration.ofDays(30).minusMillis(1));
        runs.look();
        assertEquals(1, steps.size());
        clock.advance(Duration.ofMillis(1));
        runs.look();
        assertEquals(2, steps.size());
        steps.clear();
        in(ImportState.OPEN);
        runs.look();
        assertEquals(1, steps.size());
    }

    @Test
    void oneThatFailsGoesOnAMinuteLater() {
        in(ImportState.RUNNING);
        clock.advance(Duration.ofSeconds(11));
        failures = 1;
        runs.look();
        clock.advance(Duration.ofSeconds(1));
        runs.look();
        assertEquals(1, steps.size());
        clock.advance(Duration.ofMinutes(1));
        runs.look();
        assertEquals(2, steps.size());
    }

    /** Each other import has its steps in between. */
    @Test
    void oneThatAlwaysFailsIsGivenUpAndHoldsUpNobody() {
        in(ImportState.RUNNING);
        clock.advance(Duration.ofSeconds(11));
        failures = 8;
        String other = Ulid.of(clock.instant(), new byte[10]).value();
        files.put(ImportStep.FOLDER + "/" + other, new byte[0]);
        states.put(other, ImportState.RUNNING);
        clock.advance(Duration.ofSeconds(11));
        left = 100;
        for (int look = 0; look < 9; look++) {
            runs.look();
            clock.advance(Duration.ofSeconds(61));
        }
        assertEquals(9, steps.stream().filter(first.importId()::equals).count());
        assertEquals(9, steps.stream().filter(other::equals).count());
        assertEquals(List.of(first.importId()), givenUp);
    }

    private void in(ImportState state) {
        files.put(ImportStep.FOLDER + "/" + first.importId(), new byte[0]);
        states.put(first.importId(), state);
    }

    private ImportStep step(ImportStep step) {
        steps.add(step.importId());
        if (step.giveUp()) {
            givenUp.add(step.importId());
        }
        if (failures > 0 && step.importId().equals(first.importId())) {
            failures--;
            throw new IllegalStateException("not now");
        }
        boolean done = left == 0;
        left = Math.max(0, left - 1);
        if (done) {
            states.computeIfPresent(step.importId(), (id, state) -> switch (state) {
                case CHECKING -> ImportState.CHECKED;
                case RUNNING -> ImportState.DONE;
                default -> state;
            });
        }
        return new ImportStep(step.importId(), done, false, Time.rfc3339(first.expiresAt()));
    }

    private Optional<ImportProgress> progress(String id) {
        return Optional.ofNullable(states.get(id))
                .map(state -> new ImportProgress(
                        first, state, 1, 1, "", "", "", false, "", clock.instant(), null, null, null));
    }
}
