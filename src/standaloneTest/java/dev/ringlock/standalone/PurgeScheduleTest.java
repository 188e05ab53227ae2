package dev.ringlock.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.purge.PurgeStep;
import io.quarkus.runtime.ShutdownEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whose steps are made up. The limit is only so that what hangs fails. */
@Timeout(60)
class PurgeScheduleTest {

    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private @Nullable PurgeSchedule schedule;

    @AfterEach
    void stop() throws InterruptedException {
        if (schedule != null) {
            schedule.stop(new ShutdownEvent());
        }
    }

    @Test
    void whereAStepFailedTheNextTimeGoesOn() throws Exception {
        LinkedBlockingQueue<PurgeStep> begun = new LinkedBlockingQueue<>();
        AtomicInteger failures = new AtomicInteger(2);
        PurgeSchedule made = made(step -> {
            begun.add(step);
            if (step.cursor() == null) {
                return new PurgeStep("a run", false, "half way", false, null, null);
            }
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("made up");
            }
            return new PurgeStep("a run", false, null, true, null, null);
        });
        made.start();
        made.postpone();

        PurgeStep half = new PurgeStep("a run", false, "half way", false, null, null);
        assertEquals(
                List.of(PurgeStep.first(false), half, half, half, PurgeStep.first(false)),
                List.of(begun.take(), begun.take(), begun.take(), begun.take(), begun.take()));
    }

    @Test
    void thereIsOneRunAtATime() throws Exception {
        AtomicInteger atWork = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        PurgeSchedule made = made(step -> {
            most.accumulateAndGet(atWork.incrementAndGet(), Math::max);
            Thread.yield();
            atWork.decrementAndGet();
            return new PurgeStep("a run", step.dryRun(), null, true, null, null);
        });
        made.start();

        ExecutorService people = Executors.newFixedThreadPool(4);
        try {
            List<Future<Optional<PurgeStep>>> runs = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                runs.add(people.submit(() -> made.run(true)));
            }
            for (Future<Optional<PurgeStep>> run : runs) {
                assertTrue(run.get().orElseThrow().dryRun());
            }
        } finally {
            people.shutdownNow();
        }
        assertEquals(1, most.get());
    }

    @Test
    void aRunThatFailsIsToldAsNotEnded() {
        PurgeSchedule made = made(step -> {
            throw new IllegalStateException("made up");
        });

        assertEquals(Optional.empty(), made.run(false));
    }

    @Test
    void itStopsBetweenTwoSteps() throws Exception {
        CountDownLatch atWork = new CountDownLatch(1);
        PurgeSchedule made = made(step -> {
            atWork.countDown();
            return new PurgeStep("a run", false, "no end", false, null, null);
        });
        ExecutorService person = Executors.newSingleThreadExecutor();
        try {
            Future<Optional<PurgeStep>> run = person.submit(() -> made.run(false));
            atWork.await();
            made.stop(new ShutdownEvent());

            assertEquals(Optional.empty(), run.get());
        } finally {
            person.shutdownNow();
        }
    }

    private PurgeSchedule made(UnaryOperator<PurgeStep> function) {
        PurgeSchedule made = new PurgeSchedule(function, AT_ONCE, null);
        schedule = made;
        return made;
    }
}
