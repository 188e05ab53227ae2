package dev.ringlock.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringlock.TestClock;
import dev.ringlock.dataset.run.DatasetStep;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.store.FilesInMemory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which datasets are gone on with, and when. */
class DatasetRunsTest {

    private final TestClock clock = new TestClock();
    private final FilesInMemory files = new FilesInMemory();
    private final String id = Ulid.of(clock.instant(), new byte[10]).value();
    private final Instant expiry = clock.instant().plus(Duration.ofDays(30));
    private final List<DatasetStep> steps = new ArrayList<>();
    private final DatasetRuns runs = new DatasetRuns(this::step, files, clock);
    private int left;
    private int failures;

    @Test
    void aDatasetIsSteppedToItsEndAndAgainWhenItsTimeIsOver() {
        files.put(DatasetStep.FOLDER + "/" + id, new byte[0]);
        left = 3;
        runs.look();
        assertEquals(4, steps.size());
        runs.look();
        clock.advance(Duration.ofDays(30).minusMillis(1));
        runs.look();
        assertEquals(4, steps.size());
        clock.advance(Duration.ofMillis(1));
        runs.look();
        assertEquals(5, steps.size());
    }

    @Test
    void oneThatAlwaysFailsIsGivenUp() {
        files.put(DatasetStep.FOLDER + "/" + id, new byte[0]);
        clock.advance(Duration.ofSeconds(11));
        failures = 8;
        for (int look = 0; look < 10; look++) {
            runs.look();
            clock.advance(Duration.ofSeconds(61));
        }
        assertEquals(9, steps.size());
        assertEquals(1, steps.stream().filter(DatasetStep::giveUp).count());
    }

    private DatasetStep step(DatasetStep step) {
        steps.add(step);
        if (failures > 0) {
            failures--;
            throw new IllegalStateException("not now");
        }
        boolean done = left == 0;
        left = Math.max(0, left - 1);
        return new DatasetStep(step.datasetId(), done, step.giveUp(), expiry.toString());
    }
}
