package dev.ringlock.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.ringlock.reconcile.ReconcileStep;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whose steps are made up. The limit is only so that what hangs fails. */
@Timeout(60)
class ReconcileScheduleTest {

    private static final ReconcileStep HALF =
            new ReconcileStep("01ARZ3NDEKTSV4RRFFQ69G5FAV", "telnyx", List.of(), false, "theirs/2", 1, false, null);

    @Test
    void aRunGoesStepByStepAndAFailedOneIsBegunAgain() throws InterruptedException {
        LinkedBlockingQueue<ReconcileStep> begun = new LinkedBlockingQueue<>();
        ReconcileSchedule schedule = new ReconcileSchedule(
                step -> {
                    begun.add(step);
                    if (step.cursor() != null) {
                        throw new IllegalStateException("made up");
                    }
                    return HALF;
                },
                Duration.ZERO,
                Duration.ofMillis(1));
        schedule.start(new StartupEvent());
        ReconcileStep first = ReconcileStep.first(null, false);
        assertEquals(
                List.of(first, HALF, first, HALF), List.of(begun.take(), begun.take(), begun.take(), begun.take()));
        assertNull(first.provider(), "all of them");
        schedule.stop(new ShutdownEvent());
    }
}
