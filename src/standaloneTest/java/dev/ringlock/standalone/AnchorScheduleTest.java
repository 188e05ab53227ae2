package dev.ringlock.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.inbound.InboundLines;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The runs are made up. The limit is only so that what hangs fails. */
@Timeout(60)
class AnchorScheduleTest {

    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Test
    void eachFailureIsCountedAndToldAndTheNextLookTriesAgain() throws InterruptedException {
        BlockingQueue<Supplier<List<String>>> runs = new LinkedBlockingQueue<>(List.of(
                () -> List.of("The time-stamping authority gave no time stamp: it was refused"),
                () -> {
                    throw new IllegalStateException("the number +12025550123");
                },
                () -> {
                    throw new StackOverflowError();
                },
                List::of));
        BlockingQueue<Integer> left = new LinkedBlockingQueue<>();
        InboundLines handler = new InboundLines(lines);
        Logger.getLogger("ringlock").addHandler(handler);
        try {
            AnchorSchedule schedule = new AnchorSchedule(
                    Optional.of(() -> {
                        Supplier<List<String>> run = runs.poll();
                        left.add(runs.size());
                        return run == null ? List.of() : run.get();
                    }),
                    Duration.ZERO,
                    Duration.ofMillis(1),
                    false);
            schedule.start(new StartupEvent());
            while (left.take() > 0) {
                // the next one
            }
            schedule.stop(new ShutdownEvent());
        } finally {
            Logger.getLogger("ringlock").removeHandler(handler);
        }
        assertEquals(3, lines.stream().filter("anchor: failed 1"::equals).count(), lines.toString());
        assertTrue(lines.get(0).startsWith("The time-stamping authority gave no time stamp"), lines.get(0));
        assertTrue(lines.stream().noneMatch(line -> line.contains("+1202")), lines.toString());
    }
}
