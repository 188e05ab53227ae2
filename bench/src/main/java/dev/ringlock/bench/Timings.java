package dev.ringlock.bench;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** How long pieces of work took, and all of them together. */
record Timings(long[] sortedNanos, double seconds) {

    interface TimedWork {
        void run(String number) throws Exception;
    }

    /** Does it once for each number, so many at a time, as fast as they come. */
    static Timings of(TimedWork work, List<String> numbers, int atATime) throws InterruptedException {
        long[] nanos = new long[numbers.size()];
        AtomicInteger next = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(atATime);
        long begin = System.nanoTime();
        List<? extends Future<?>> running = IntStream.range(0, atATime)
                .mapToObj(i -> threads.submit(() -> {
                    for (int n = next.getAndIncrement(); n < nanos.length; n = next.getAndIncrement()) {
                        long start = System.nanoTime();
                        work.run(numbers.get(n));
                        nanos[n] = System.nanoTime() - start;
                    }
                    return null;
                }))
                .toList();
        try {
            for (Future<?> thread : running) {
                thread.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        Arrays.sort(nanos);
        return new Timings(nanos, seconds);
    }

    static Timings all(List<Timings> rounds) {
        return new Timings(
                rounds.stream()
                        .flatMapToLong(round -> Arrays.stream(round.sortedNanos))
                        .sorted()
                        .toArray(),
                rounds.stream().mapToDouble(Timings::seconds).sum());
    }

    double perSecond() {
        return sortedNanos.length / seconds;
    }

    double percentileMillis(int percent) {
        return sortedNanos[Math.min(sortedNanos.length - 1, sortedNanos.length * percent / 100)] / 1e6;
    }
}
