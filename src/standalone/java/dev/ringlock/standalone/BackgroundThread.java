package dev.ringlock.standalone;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** The only thread of some work in the background, so that one piece of it is done at a time. It ends with the server. */
final class BackgroundThread {

    /** How long a stopping server waits for the step at work. The next server does the rest. */
    private static final Duration LAST_STEP = Duration.ofSeconds(10);

    private final ScheduledExecutorService thread;

    private volatile boolean stopping;

    BackgroundThread(String name) {
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, name));
    }

    /** @param every between the end of one time and the begin of the next. A far too long one is the longest possible */
    ScheduledFuture<?> repeat(Runnable work, Duration first, Duration every) {
        return thread.scheduleWithFixedDelay(
                work,
                TimeUnit.MILLISECONDS.convert(first),
                TimeUnit.MILLISECONDS.convert(every),
                TimeUnit.MILLISECONDS);
    }

    <T> Future<T> submit(Callable<T> work) {
        return thread.submit(work);
    }

    /** Whether work has to end after the step at work. */
    boolean isStopping() {
        return stopping;
    }

    void stop() throws InterruptedException {
        stopping = true;
        thread.shutdown();
        if (!thread.awaitTermination(LAST_STEP.toSeconds(), TimeUnit.SECONDS)) {
            thread.shutdownNow();
        }
    }
}
