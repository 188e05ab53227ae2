package dev.ringlock.bench;

import dev.ringlock.capture.CaptureBenchmark;
import dev.ringlock.decide.RuleBenchmark;
import dev.ringlock.reply.ReadingBenchmark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;

/** Microseconds of processor time by the benchmark's name, from JMH's counters. */
record Figures(Map<String, Double> micros) {

    static Figures measure(Size size, Tape tape, Path log) throws RunnerException {
        var options = size.jmh()
                .include(CaptureBenchmark.class.getName())
                .include(BareBenchmark.class.getName())
                .include(ReadingBenchmark.class.getName())
                .include(RuleBenchmark.class.getName())
                // compiles at once, even where the compiler hardly gets a core
                .jvmArgsAppend("-Xbatch", "-D" + BareBenchmark.TAPE + "=" + tape.written())
                .output(log.toString())
                .build();
        Map<String, Double> micros = new HashMap<>();
        for (RunResult result : new Runner(options).run()) {
            double nanos = result.getSecondaryResults().get("nanos").getScore();
            double operations = result.getSecondaryResults().get("operations").getScore();
            micros.put(result.getPrimaryResult().getLabel(), nanos / operations / 1e3);
        }
        return new Figures(micros);
    }

    double of(String benchmark) {
        return micros.get(benchmark);
    }

    /** The figures of the AWS Encryption SDK's own run. Empty if there was none. */
    static Properties ofSdk(Path file) throws IOException {
        Properties figures = new Properties();
        if (Files.exists(file)) {
            try (var in = Files.newBufferedReader(file)) {
                figures.load(in);
            }
        }
        return figures;
    }
}
