package dev.ringlock.standalone.command;

import dev.ringlock.imports.run.ImportProgress;
import dev.ringlock.imports.run.ImportProgress.WorkProgress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Shows how far a check or a run is: a bar on a terminal, else a line now and then. */
final class ImportBar {

    private static final int WIDTH = 30;
    private static final Duration LINE_EVERY = Duration.ofSeconds(10);

    private final PrintWriter err;
    private final boolean isTerminal;
    private ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(ImportBar::daemon);

    /** @param isTerminal whether a line can be written over */
    ImportBar(PrintWriter err, boolean isTerminal) {
        this.err = err;
        this.isTerminal = isTerminal;
    }

    void begin(Supplier<Optional<ImportProgress>> progress) {
        long begin = System.nanoTime();
        long every = isTerminal ? 1 : LINE_EVERY.toSeconds();
        thread = Executors.newSingleThreadScheduledExecutor(ImportBar::daemon);
        thread.scheduleWithFixedDelay(() -> show(progress, begin), every, every, TimeUnit.SECONDS);
    }

    void end() {
        thread.shutdownNow();
        if (isTerminal) {
            err.print("\r\u001b[K");
            err.flush();
        }
    }

    private void show(Supplier<Optional<ImportProgress>> progress, long begin) {
        try {
            progress.get().ifPresent(now -> show(now, Duration.ofNanos(System.nanoTime() - begin)));
        } catch (RuntimeException e) {
            // the work itself tells what is wrong
        }
    }

    private void show(ImportProgress now, Duration since) {
        WorkProgress work = now.work();
        if (work != null) {
            String text = line(now.state().id(), work, since);
            err.print(isTerminal ? "\r\u001b[K" + text : text + System.lineSeparator());
            err.flush();
        }
    }

    /** Such as {@code checking [#######.......] 25% 12,000 rows/s, 0:31 left}. */
    static String line(String state, WorkProgress work, Duration since) {
        int full = WIDTH * work.percent() / 100;
        long millis = Math.max(1, since.toMillis());
        long rate = work.rowsRead() * 1_000 / millis;
        StringBuilder line = new StringBuilder(state)
                .append(" [")
                .append("#".repeat(full))
                .append(".".repeat(WIDTH - full))
                .append(String.format(Locale.ROOT, "] %d%% %,d rows/s", work.percent(), rate));
        if (work.percent() > 0 && work.percent() < 100) {
            long left = millis * (100 - work.percent()) / work.percent() / 1_000;
            line.append(String.format(Locale.ROOT, ", %d:%02d left", left / 60, left % 60));
        }
        return line.toString();
    }

    private static Thread daemon(Runnable work) {
        Thread made = new Thread(work, "import-bar");
        made.setDaemon(true);
        return made;
    }
}
