package dev.ringlock.keys;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes independent requests to a key engine in parallel. They take as long as the slowest of them, not their sum. */
final class ParallelCalls {

    private static final Executor THREADS = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "keys");
        thread.setDaemon(true);
        return thread;
    });

    private ParallelCalls() {}

    /** The same with at most {@code atOnce} at a time. After a failure, the rest may not be made. */
    static void run(List<Runnable> calls, int atOnce) {
        AtomicInteger next = new AtomicInteger();
        Runnable one = () -> {
            for (int i = next.getAndIncrement(); i < calls.size(); i = next.getAndIncrement()) {
                calls.get(i).run();
            }
        };
        run(Collections.nCopies(Math.min(atOnce, calls.size()), one));
    }

    /** Makes all requests. Returns, or throws one of their exceptions, when the last of them has ended. */
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
