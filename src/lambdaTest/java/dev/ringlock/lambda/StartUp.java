package dev.ringlock.lambda;

import dev.ringlock.keys.kms.KmsStandIn;
import dev.ringlock.store.dynamodb.DynamoDbLocal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Measures, and passes or fails nothing: from the start of a process to its first answered event, and the most memory that
 * it had by then (VmHWM). Run by {@code bench/start-up/run}. All take turns, so that each meets the same machine.
 *
 * <p>{@code pages} answers by itself; {@code capture} takes a signup, on DynamoDB Local and a stand-in of KMS, whose time is
 * in its figures.
 */
public final class StartUp {

    private static final int ROUNDS = 15;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final Path EXECUTABLE = Path.of("target/native/function.zip");
    private static final Path JAR = Path.of("target/lambda/function.zip");

    /** What is started and what it is asked; what it took is added to it. */
    private record Subject(
            String name,
            Path code,
            String function,
            String event,
            Map<String, String> settings,
            List<Long> nanos,
            List<Long> kilobytes) {

        double millis() {
            return median(nanos) / NANOS_PER_MILLI;
        }
    }

    private final Path folder;
    private final List<Subject> subjects = new ArrayList<>();

    private StartUp(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] args) throws IOException {
        try (KmsStandIn kms = KmsStandIn.start()) {
            StartUp measured = new StartUp(Files.createTempDirectory("ringlock-start-up"));
            Map<String, String> none = Map.of();
            Map<String, String> engines = FunctionsContract.freshSettings(new AwsLike(
                    DynamoDbLocal.uri(), kms.uri(), KmsStandIn.NUMBER_KEY, KmsStandIn.MAC_KEY, KmsStandIn.SIGNING_KEY));
            String page = EventFiles.of("pages").get(0).json();
            String signup = EventFiles.of("capture").get(0).json().replace("idempotency-key", "x-nothing");
            Path empty = Path.of("bench/start-up/target/function.zip");
            measured.add("an empty native function", empty, "empty", "\"\"", none);
            measured.add("the executable: pages", EXECUTABLE, "pages", page, none);
            measured.add("the jar: pages", JAR, "pages", page, none);
            measured.add("the executable: capture", EXECUTABLE, "capture", signup, engines);
            measured.add("the jar: capture", JAR, "capture", signup, engines);
            for (int round = 0; round < ROUNDS; round++) {
                measured.subjects.forEach(StartUp::measure);
            }
            measured.print();
        }
        System.exit(0);
    }

    private void add(String name, Path zip, String function, String event, Map<String, String> settings) {
        Path code = FunctionProcess.unpack(zip, folder.resolve(String.valueOf(subjects.size())));
        subjects.add(new Subject(name, code, function, event, settings, new ArrayList<>(), new ArrayList<>()));
    }

    private void print() {
        double empty = subjects.get(0).millis();
        System.out.printf("%-26s %8s %14s %9s%n", "median of " + ROUNDS, "ms", "times empty", "MiB RSS");
        subjects.forEach(subject -> System.out.printf(
                "%-26s %8.1f %14.1f %9.1f%n",
                subject.name(), subject.millis(), subject.millis() / empty, median(subject.kilobytes()) / 1024.0));
        System.out.printf(
                "the jar takes %.0f times as long as the executable for pages, %.0f times for capture%n",
                subjects.get(2).millis() / subjects.get(1).millis(),
                subjects.get(4).millis() / subjects.get(3).millis());
        System.out.println(
                "targets for the executable: at most 3 times the empty one, a tenth of the jar, under 90 MiB");
    }

    private static void measure(Subject subject) {
        long begin = System.nanoTime();
        try (FunctionProcess process = FunctionProcess.start(subject.code(), subject.function(), subject.settings())) {
            RuntimeApi.RuntimeAnswer answer = process.invoke(subject.event());
            subject.nanos().add(System.nanoTime() - begin);
            if (!answer.to().equals("response")
                    || answer.body().contains("\"statusCode\":4")
                    || answer.body().contains("\"statusCode\":5")) {
                throw new IllegalStateException(answer.body() + process.log());
            }
            subject.kilobytes().add(peak(process.pid()));
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
