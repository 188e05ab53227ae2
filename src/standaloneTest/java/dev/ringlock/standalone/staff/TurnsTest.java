package dev.ringlock.standalone.staff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch working = new CountDownLatch(1);
    private final CountDownLatch finish = new CountDownLatch(1);
    private final Turns turns = new Turns();

    @AfterEach
    void stop() {
        finish.countDown();
        threads.shutdown();
    }

    @Test
    void strangersWorkOneByOneAFewWaitAndKnownCallersAreNotHeldUp() throws Exception {
        CompletableFuture<Integer> first = stranger();
        working.await();
        List<CompletableFuture<Integer>> flood = new ArrayList<>();
        AtomicInteger refused = new AtomicInteger();
        for (int i = 0; i < 40; i++) {
            flood.add(stranger().exceptionally(e -> {
                refused.incrementAndGet();
                return 0;
            }));
        }
        // who is not refused waits until the first has finished
        while (refused.get() < 32) {
            Thread.onSpinWait();
        }

        assertEquals(7, turns.take(true, () -> 7));

        finish.countDown();
        assertEquals(1, first.join());
        assertTrue(flood.stream().mapToInt(CompletableFuture::join).max().orElseThrow() <= 1, "one at a time");
    }

    private final AtomicInteger atWork = new AtomicInteger();

    /** Tells how many were at work. */
    private CompletableFuture<Integer> stranger() {
        return CompletableFuture.supplyAsync(() -> turns.take(false, this::work), threads);
    }

    private int work() {
        int now = atWork.incrementAndGet();
        working.countDown();
        try {
            finish.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        atWork.decrementAndGet();
        return now;
    }
}
