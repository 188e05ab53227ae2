package dev.ringlock.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.ringlock.keys.file.KeyFile;
import dev.ringlock.store.sqlite.SqliteStore;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Imports yeses of new contacts into SQLite, from the typed number to the flush, in groups of 1,000. Beside it a bare loop
 * writes the very same rows once more in the same groups: plain JDBC on one thread, prepared statements. They take turns.
 */
final class ImportBenchmark {

    private static final Duration AGO = Duration.ofDays(100);
    private static final int GROUPS = 4;
    private static final List<String> TABLES = List.of("contacts", "compartments", "ledger");
    private static final OperatingSystemMXBean SELF =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /**
     * @param micros a row's processor time in all threads of the process
     * @param waits of opt-outs beside an import, in nanoseconds, in order
     */
    record ImportResult(int rows, double seconds, double bareSeconds, double micros, long[] waits) {

        double ratio() {
            return bareSeconds / seconds;
        }

        /** The table's part. */
        String text() {
            return String.format(
                    Locale.ROOT,
                    "8  Imports: %,d yeses of new contacts into SQLite, durably, in groups of 1,000%n"
                            + "   %-81s%9.2f%n   %-81s%9.0f%n   %-81s%9.0f%n   %-81s%9.1f%n   %-81s%9.0f%n   %-81s%9.0f%n%n",
                    rows,
                    "import / bare loop, rows a second (target: at least 0.7)",
                    ratio(),
                    "rows a second",
                    rows / seconds,
                    "bare rows a second",
                    rows / bareSeconds,
                    "processor time of a row, all threads, us",
                    micros,
                    "an opt-out beside an import: median, ms",
                    waits[waits.length / 2] / 1e6,
                    "the longest, ms (a group of the bare loop takes "
                            + Math.round(1e3 * bareSeconds * RowPath.GROUP / rows) + ")",
                    waits[waits.length - 1] / 1e6);
        }
    }

    private ImportBenchmark() {}

    /** Runs it alone. The arguments are a folder for output that is not there yet, and a size. */
    public static void main(String[] args) throws Exception {
        System.out.print(run(Size.of(args[1]), Path.of(args[0])).text());
    }

    /** The first half of the rounds is a warm-up and not reported. */
    static ImportResult run(Size size, Path folder) throws Exception {
        Files.createDirectories(folder);
        KeyFile.create(folder.resolve("import.keys"));
        RowPath path = new RowPath(KeyFile.read(folder.resolve("import.keys")));
        Path file = folder.resolve("import.db");
        try (SqliteStore store = SqliteStore.open(file, Clock.systemUTC());
                BareDatabase reader = new BareDatabase(file);
                BareDatabase bare = new BareDatabase(folder.resolve("import-bare.db"))) {
            for (String sql : new StoredRows(file).schema()) {
                bare.run(sql);
            }
            bare.commit();
            double seconds = 0;
            double bareSeconds = 0;
            double cpu = 0;
            for (int round = 0; round < 2 * size.importRounds; round++) {
                long cpuBefore = SELF.getProcessCpuTime();
                long begin = System.nanoTime();
                for (int group = 0; group < GROUPS; group++) {
                    path.write(store, (round * GROUPS + group) * RowPath.GROUP, AGO);
                }
                boolean counts = round >= size.importRounds;
                seconds += counts ? (System.nanoTime() - begin) / 1e9 : 0;
                cpu += counts ? (SELF.getProcessCpuTime() - cpuBefore) / 1e3 : 0;
                double again = again(reader, bare, round * GROUPS * RowPath.GROUP, GROUPS);
                bareSeconds += counts ? again : 0;
            }
            int rows = size.importRounds * GROUPS * RowPath.GROUP;
            long[] waits = waits(path, store, 2 * rows);
            return new ImportResult(rows, seconds, bareSeconds, cpu / rows, waits);
        }
    }

    /** How long opt-outs wait, one after the other, while groups are written: nanoseconds, in order. */
    private static long[] waits(RowPath path, SqliteStore store, int from) throws InterruptedException {
        Thread importing = new Thread(() -> {
            for (int group = 0; group < GROUPS; group++) {
                path.write(store, from + group * RowPath.GROUP, AGO);
            }
        });
        List<Long> waits = new ArrayList<>();
        importing.start();
        for (int i = 0; importing.isAlive(); i++) {
            long begin = System.nanoTime();
            path.optOut(store, i);
            waits.add(System.nanoTime() - begin);
        }
        importing.join();
        return waits.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    /** Writes the rows of a round once more; reading them first is not counted. */
    private static double again(BareDatabase reader, BareDatabase bare, int from, int groups) throws SQLException {
        double seconds = 0;
        for (int group = 0; group < groups; group++) {
            List<List<Object[]>> rows = new ArrayList<>();
            for (int i = from + group * RowPath.GROUP; i < from + (group + 1) * RowPath.GROUP; i++) {
                String id = RowPath.id(i).value();
                rows.add(reader.rows("SELECT * FROM contacts WHERE contact_id = '" + id + "'"));
                rows.add(reader.rows("SELECT * FROM compartments WHERE contact_id = '" + id
                        + "' AND purpose IN ('marketing', 'maintenance')"));
                rows.add(reader.rows("SELECT * FROM ledger WHERE subject = '" + id + "'"));
            }
            reader.commit();
            seconds += insert(bare, rows);
        }
        return seconds;
    }

    private static double insert(BareDatabase bare, List<List<Object[]>> rows) throws SQLException {
        long begin = System.nanoTime();
        for (int i = 0; i < rows.size(); i++) {
            for (Object[] row : rows.get(i)) {
                bare.insert(TABLES.get(i % TABLES.size()), row);
            }
        }
        bare.commit();
        return (System.nanoTime() - begin) / 1e9;
    }
}
