package dev.ringlock.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringlock.TestClock;
import dev.ringlock.audience.export.ExportStep;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.store.FilesInMemory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which exports are gone on with, and when. */
class ExportRunsTest {

    private final TestClock clock = new TestClock();
    private final FilesInMemory files = new FilesInMemory();
    private final List<String> steps = new ArrayList<>();
    private final String first = Ulid.of(clock.instant(), new byte[10]).value();
    private int failures;
    private int left = 2;

    private final ExportRuns runs = new ExportRuns(
            this::step, files, () -> List.of("gifts", "marketing", "service"), Set.of("marketing", "service"), clock);

    @Test
    void eachIsSteppedUntilItIsDoneAndThenLeftAloneUntilItIsOver() {
        files.put("service/manifests/" + first, new byte[0]);
        runs.look();
        assertEquals(List.of("service", "service", "service"), steps);
        runs.look();
        clock.advance(ExportStep.LIFE.minusMillis(1));
        runs.look();
        assertEquals(3, steps.size());
        clock.advance(Duration.ofMillis(1));
        runs.look();
        assertEquals(4, steps.size());
    }

    @Test
    void oneThatFailsGoesOnAMinuteLaterAndHoldsUpNoOther() {
        String second = new Ulid(first).next().value();
        files.put("marketing/manifests/" + first, new byte[0]);
        files.put("service/manifests/" + second, new byte[0]);
        clock.advance(Duration.ofSeconds(11));
        left = 0;
        failures = 1;
        runs.look();
        assertEquals(2, steps.size());
        clock.advance(Duration.ofSeconds(1));
        runs.look();
        assertEquals(2, steps.size());
        clock.advance(Duration.ofMinutes(1));
        runs.look();
        assertEquals(3, steps.size());
        clock.advance(Duration.ofMinutes(1));
        runs.look();
        assertEquals(3, steps.size());
    }

    @Test
    void oneThatIsNotQuiteThereYetIsLookedForASecondLater() {
        files.put("service/manifests/" + first, new byte[0]);
        left = 0;
        failures = 1;
        runs.look();
        clock.advance(Duration.ofSeconds(1));
        runs.look();
        assertEquals(2, steps.size());
    }

    @Test
    void ofAPurposeThatThePolicyHasNoMoreNothingIsWrittenAndWhatIsOverGoes() {
        files.put("gifts/manifests/" + first, new byte[0]);
        left = 0;
        runs.look();
        clock.advance(ExportStep.LIFE.minusMillis(1));
        runs.look();
        assertEquals(List.of(), steps);
        clock.advance(Duration.ofMillis(1));
        runs.look();
        assertEquals(List.of("gifts"), steps);
    }

    @Test
    void nothingIsDoneWhereNothingWasAskedFor() {
        runs.look();
        assertEquals(List.of(), steps);
    }

    private ExportStep step(ExportStep step) {
        steps.add(step.purpose());
        if (failures > 0) {
            failures--;
            throw new IllegalStateException("not now");
        }
        boolean done = left == 0;
        left = Math.max(0, left - 1);
        return new ExportStep(step.exportId(), step.purpose(), done, false, null);
    }
}
