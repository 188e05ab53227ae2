package dev.ringlock.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** Runs all benchmarks and prints one table. Nothing here passes or fails: the machine is never only ours. */
public final class Main {

    private static final int[] CONNECTIONS = {16, 64};

    private Main() {}

    /** @param args the packaged server; a folder for output; the file with the SDK's figures; the size of the run */
    public static void main(String[] args) throws Exception {
        Path jar = Path.of(args[0]).toRealPath();
        Path folder = Path.of(args[1]);
        Size size = Size.of(args[3]);
        Tape tape = Tape.read(Child.output(Count.class));
        Figures figures = Figures.measure(size, tape, folder.resolve("jmh.log"));
        AudienceBenchmark.AudienceResult audience = AudienceBenchmark.run(size);
        Path own = folder.resolve("sqlite");
        delete(own);
        HttpBenchmark.HttpResult http = HttpBenchmark.run(size, jar, own, CONNECTIONS);
        List<PurgeBenchmark.PurgeResult> purge = PurgeBenchmark.run(size, own);
        Path ofDecisions = folder.resolve("decisions");
        delete(ofDecisions);
        Files.createDirectories(ofDecisions);
        DecisionReport decisions = new DecisionReport(
                figures.of("rule"),
                DecisionBenchmark.run(size, ofDecisions),
                DecisionHttpBenchmark.run(size, jar, ofDecisions.resolve("server")));
        Path ofImports = folder.resolve("imports");
        delete(ofImports);
        ImportBenchmark.ImportResult imports = ImportBenchmark.run(size, ofImports);
        Path ofDatasets = folder.resolve("datasets");
        delete(ofDatasets);
        DatasetBenchmark.DatasetResult datasets = DatasetBenchmark.run(size, ofDatasets);
        String report =
                new Report(size, tape, figures, Figures.ofSdk(Path.of(args[2])), http, purge, audience, CONNECTIONS)
                                .text()
                        + decisions.text()
                        + imports.text()
                        + datasets.text();
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
