package dev.ringlock.store.dynamodb;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Requests that wait in parallel. It resembles the keys room's {@code ParallelCalls}: the two rooms do not know each
 * other.
 */
final class ParallelRequests {

    private static final Executor THREADS = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "dynamodb");
        thread.setDaemon(true);
        return thread;
    });

    private ParallelRequests() {}

    /** The results of {@code call} for all items, in their order. An exception of one of them is thrown. */
    static <A, B> List<B> each(List<A> all, Function<A, B> call) {
        if (all.size() == 1) {
            return List.of(call.apply(all.get(0)));
        }
        List<CompletableFuture<B>> calls = all.stream()
                .map(one -> CompletableFuture.supplyAsync(() -> call.apply(one), THREADS))
                .toList();
        try {
            return calls.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
