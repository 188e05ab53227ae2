package dev.ringlock.bench.aws;

import dev.ringlock.bench.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;

/** Measures, and leaves the figures in a file: Ringlock's own benchmarks print them beside theirs. */
public final class Main {

    private Main() {}

    /**
     * @param args the folder for the results and JMH's log; the SDK's version; the size of the run
     */
    public static void main(String[] args) throws IOException, RunnerException {
        Path folder = Path.of(args[0]);
        var options = Size.of(args[2])
                .jmh()
                .include(SdkBenchmark.class.getName())
                // compiled code at once even where the compiler hardly gets a core
                .jvmArgsAppend("-Xbatch")
                .output(folder.resolve("jmh.log").toString())
                .build();
        Properties figures = new Properties();
        figures.setProperty("version", args[1]);
        figures.setProperty("bytes", String.valueOf(new SdkBenchmark().bytes()));
        for (RunResult result : new Runner(options).run()) {
            double nanos = result.getSecondaryResults().get("nanos").getScore();
            double operations = result.getSecondaryResults().get("operations").getScore();
            figures.setProperty(result.getPrimaryResult().getLabel(), String.valueOf(nanos / operations / 1e3));
        }
        try (var out = Files.newBufferedWriter(folder.resolve("figures.properties"))) {
            figures.store(out, "microseconds of processor time for one value");
        }
    }
}
