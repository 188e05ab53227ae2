package dev.ringlock.keys;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** Calls to a key engine that need nothing of each other: a round of them takes as long as its slowest, not their sum. */
final class SideBySide {

    private static final Executor THREADS = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "keys");
        thread.setDaemon(true);
        return thread;
    });

    private SideBySide() {}

    /** Makes all the calls, and returns or throws when the last of them has ended; what it throws is one of theirs. */
    static void run(List<Runnable> calls) {
        if (calls.size() == 1) {
            calls.get(0).run();
            return;
        }
        CompletableFuture<?>[] running = calls.stream()
                .map(call -> CompletableFuture.runAsync(call, THREADS))
                .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(running).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
