package dev.ringlock.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Processor time of another process by the kind of its threads. Only Linux has that; elsewhere there is only the sum.
 */
final class Threads {

    static final String WRITER = "writing to SQLite";
    static final String WORKERS = "workers: events, captures, reads";
    static final String EVENT_LOOPS = "HTTP event loops";
    static final String OTHERS = "JIT compiler, garbage collector, rest";

    /** The unit of {@code clock_t} on every Linux that Java runs on. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int USER_TICKS = 11;

    private Threads() {}

    static Map<String, Double> cpuSeconds(ProcessHandle process) throws IOException {
        Path tasks = Path.of("/proc", String.valueOf(process.pid()), "task");
        Map<String, Double> seconds = new TreeMap<>();
        if (!Files.isDirectory(tasks)) {
            process.info().totalCpuDuration().ifPresent(total -> seconds.put(OTHERS, total.toMillis() / 1e3));
            return seconds;
        }
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
            for (Path thread : threads) {
                add(seconds, thread);
            }
        }
        return seconds;
    }

    private static void add(Map<String, Double> seconds, Path thread) throws IOException {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            int nameEnds = stat.lastIndexOf(')');
            String name = stat.substring(stat.indexOf('(') + 1, nameEnds);
            String[] fields = stat.substring(nameEnds + 2).split(" ");
            long ticks = Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[USER_TICKS + 1]);
            seconds.merge(kind(name), ticks / TICKS_PER_SECOND, Double::sum);
        } catch (NoSuchFileException e) {
            // it has ended since it was listed
        }
    }

    private static String kind(String thread) {
        if (thread.startsWith("sqlite-writer")) {
            return WRITER;
        } else if (thread.startsWith("executor-thread")) {
            return WORKERS;
        }
        return thread.startsWith("vert.x-eventloo") ? EVENT_LOOPS : OTHERS;
    }
}
