package dev.ringlock.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** Runs it all and prints one table. Nothing here passes or fails: the machine is never only ours. */
public final class Main {

    private static final int[] CONNECTIONS = {16, 64};
    private static final int[] STORED = {100_000, 1_000_000};

    private Main() {}

    /**
     * @param args the packaged server; a folder for what is written; the file of the SDK's figures
     */
    public static void main(String[] args) throws Exception {
        Path jar = Path.of(args[0]).toRealPath();
        Path folder = Path.of(args[1]);
        Tape tape = Tape.read(Child.output(Count.class));
        Figures figures = Figures.measure(tape, folder.resolve("jmh.log"));
        Path own = folder.resolve("sqlite");
        delete(own);
        HttpBenchmark.HttpResult http = HttpBenchmark.run(jar, own, CONNECTIONS);
        List<PurgeBenchmark.PurgeResult> purge = PurgeBenchmark.run(own, STORED);
        String report = new Report(tape, figures, Figures.ofSdk(Path.of(args[2])), http, purge, CONNECTIONS).text();
        Files.writeString(folder.resolve("benchmarks.txt"), report);
        System.out.print(report);
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var paths = Files.walk(folder)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
