package dev.ringlock.bench;

import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * How much the benchmarks do: {@code FULL} for figures, {@code SMALL} to see that each of them runs and is printed.
 *
 * @see #of
 */
public enum Size {
    FULL(
            16_000,
            1_000,
            6,
            5_000,
            List.of(100_000, 1_000_000),
            List.of(10_000, 1_000_000),
            100_000,
            10,
            30,
            8,
            12,
            1_000),
    SMALL(400, 100, 1, 500, List.of(5_000), List.of(10_000), 10_000, 1, 3, 1, 2, 100);

    /**
     * After this many captures the server's JIT compiler has finished with the capture path. Until then it uses one of
     * the cores.
     */
    final int warmUp;

    final int inARound;
    final int rounds;

    /** How many contacts a purge has to do with, and among how many others. */
    final int due;

    final List<Integer> stored;

    /** Among how many contacts decisions are made. */
    final List<Integer> decided;

    /** The numbers of the audience, and how often they are opened. */
    final int audience;

    final int audienceWarmUp;
    final int audienceRounds;

    /** How often an import and the bare loop take turns, once more as often before they are measured. */
    final int importRounds;

    /** JMH's iterations, of which the last third counts. */
    private final int iterations;

    private final int iterationMillis;

    Size(
            int warmUp,
            int inARound,
            int rounds,
            int due,
            List<Integer> stored,
            List<Integer> decided,
            int audience,
            int audienceWarmUp,
            int audienceRounds,
            int importRounds,
            int iterations,
            int iterationMillis) {
        this.warmUp = warmUp;
        this.inARound = inARound;
        this.rounds = rounds;
        this.due = due;
        this.stored = stored;
        this.decided = decided;
        this.audience = audience;
        this.audienceWarmUp = audienceWarmUp;
        this.audienceRounds = audienceRounds;
        this.importRounds = importRounds;
        this.iterations = iterations;
        this.iterationMillis = iterationMillis;
    }

    /** @param name {@code full} or {@code small} */
    public static Size of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** JMH's settings for all benchmarks that it runs. */
    public ChainedOptionsBuilder jmh() {
        int measured = Math.max(1, iterations / 3);
        return new OptionsBuilder()
                .forks(1)
                .warmupIterations(iterations - measured)
                .warmupTime(TimeValue.milliseconds(iterationMillis))
                .measurementIterations(measured)
                .measurementTime(TimeValue.milliseconds(iterationMillis));
    }
}
