package dev.ringlock.lambda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures, and passes or fails nothing: from the start of a process to its first answered event, and the most memory that
 * it had by then (VmHWM). Run by {@code bench/start-up/run}. All take turns, so that each meets the same machine.
 */
public final class StartUp {

    private static final int ROUNDS = 15;
    private static final int NANOS_PER_MILLI = 1_000_000;

    private record Measured(List<Long> nanos, List<Long> kilobytes) {

        Measured() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    private StartUp() {}

    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("ringlock-start-up");
        Map<String, Path> zips = new LinkedHashMap<>();
        zips.put("an empty native function", Path.of("bench/start-up/target/function.zip"));
        zips.put("the executable (pages)", Path.of("target/native/function.zip"));
        zips.put("the jar (pages)", Path.of("target/lambda/function.zip"));
        Map<String, Path> codes = new LinkedHashMap<>();
        zips.forEach((name, zip) ->
                codes.put(name, FunctionProcess.unpack(zip, folder.resolve(String.valueOf(codes.size())))));
        Map<String, Measured> measured = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            codes.forEach((name, code) ->
                    measure(code, name.contains("pages"), measured.computeIfAbsent(name, n -> new Measured())));
        }
        Measured empty = measured.values().iterator().next();
        System.out.printf("%-26s %10s %8s %10s%n", "median of " + ROUNDS, "ms", "times", "MiB RSS");
        measured.forEach((name, m) -> System.out.printf(
                "%-26s %10.1f %8.1f %10.1f%n",
                name,
                (double) median(m.nanos()) / NANOS_PER_MILLI,
                (double) median(m.nanos()) / median(empty.nanos()),
                median(m.kilobytes()) / 1024.0));
    }

    private static void measure(Path code, boolean pages, Measured measured) {
        String event = pages ? Events.of("pages").get(0).json() : "\"\"";
        long begin = System.nanoTime();
        try (FunctionProcess process = FunctionProcess.start(code, pages ? "pages" : "empty", Map.of())) {
            RuntimeApi.Posted answer = process.invoke(event);
            measured.nanos().add(System.nanoTime() - begin);
            if (!answer.to().equals("response")) {
                throw new IllegalStateException(answer.body() + process.log());
            }
            measured.kilobytes().add(peak(process.pid()));
        }
    }

    private static long peak(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
