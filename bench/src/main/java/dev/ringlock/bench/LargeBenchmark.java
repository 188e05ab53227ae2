package dev.ringlock.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.ringlock.consent.Consent.State;
import dev.ringlock.contactability.DecisionRule;
import dev.ringlock.keys.file.KeyFile;
import dev.ringlock.law.Laws;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.LineType;
import dev.ringlock.phone.NumberPlace;
import dev.ringlock.purge.PurgePath;
import dev.ringlock.purge.PurgeReport;
import dev.ringlock.store.ContactFilter;
import dev.ringlock.store.DecisionRows;
import dev.ringlock.store.Page;
import dev.ringlock.store.sqlite.SqliteStore;
import dev.ringlock.terms.Channel;
import dev.ringlock.terms.Purpose;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The cost of lists, audiences, decisions, purges and more imports among few and among many imported contacts. Most are
 * copies, entered below the number. It runs alone. Processor time: of one thread, the median of its rounds; of purges
 * and imports that of all threads.
 */
final class LargeBenchmark {

    private static final Purpose MARKETING = new Purpose("marketing");
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean SELF =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final int ROUNDS = 40;
    private static final int WRITES = 3;
    private static final int GROUPS = 4;
    private static final int COPIED_AT_ONCE = 20_000;
    private static final int BATCH = 1_000;
    /** A yes of then ends by silence within ten days, by the example policy. */
    private static final Duration NEARLY_OVER = Duration.ofDays(540);

    /** Neither over nor due for a look at its number when the purge runs. */
    private static final Duration FRESH = Duration.ofDays(30);

    private static final Duration AHEAD = Duration.ofDays(20);

    private interface MeasuredRead {
        int run(int round);
    }

    private final Path file;
    private final SqliteStore store;
    private final RowPath path;
    private final KeyFile keys;
    private int stored;

    private LargeBenchmark(Path file, SqliteStore store, KeyFile keys) {
        this.file = file;
        this.store = store;
        this.keys = keys;
        this.path = new RowPath(keys);
    }

    /** The arguments are a folder for output that is not there yet, and after how many thousands of rows to measure. */
    public static void main(String[] args) throws Exception {
        Path folder = Files.createDirectories(Path.of(args[0]));
        KeyFile.create(folder.resolve("large.keys"));
        Path file = folder.resolve("large.db");
        try (SqliteStore store = SqliteStore.open(file, Clock.systemUTC())) {
            LargeBenchmark benchmark = new LargeBenchmark(file, store, KeyFile.read(folder.resolve("large.keys")));
            for (String thousands : Arrays.asList(args).subList(1, args.length)) {
                benchmark.measure(Integer.parseInt(thousands) * 1_000);
            }
        }
    }

    private void measure(int contacts) throws SQLException {
        fill(contacts);
        double[] reads = new double[4];
        for (int round = 0; round < 2; round++) {
            // the first warms up
            reads = new double[] {
                micros(this::everybody), micros(this::granted), micros(this::audience), micros(this::decide)
            };
        }
        double[] purged = new double[WRITES];
        double[] imported = new double[WRITES];
        for (int i = -1; i < WRITES; i++) {
            path.write(store, stored, NEARLY_OVER);
            stored += RowPath.GROUP;
            double purge = purge(BATCH);
            double more = importMore();
            if (i >= 0) {
                purged[i] = purge;
                imported[i] = more;
            }
        }
        Arrays.sort(purged);
        Arrays.sort(imported);
        System.out.printf(
                Locale.ROOT,
                "among %,d: us of a contact in a list %.2f, in a list by purpose and state %.2f, in an audience %.2f, in a"
                        + " batch of decisions %.2f; of all threads: of a purged contact %.0f, of one more imported row"
                        + " %.0f%n",
                contacts,
                reads[0],
                reads[1],
                reads[2],
                reads[3],
                purged[WRITES / 2],
                imported[WRITES / 2]);
    }

    /** A group is imported. The rest are copies of its first contact, under other ids. */
    private void fill(int contacts) throws SQLException {
        path.write(store, stored, FRESH);
        String example = RowPath.id(stored).value();
        List<String> ids = IntStream.range(stored + RowPath.GROUP, contacts)
                .mapToObj(i -> RowPath.id(i).value())
                .sorted()
                .toList();
        try (BareDatabase database = new BareDatabase(file)) {
            Object[] contact = database.rows("SELECT * FROM contacts WHERE contact_id = '" + example + "'")
                    .get(0);
            List<Object[]> compartments = database.rows(
                    "SELECT * FROM compartments WHERE purpose IN ('marketing', 'maintenance') AND contact_id = '"
                            + example + "'");
            List<Object[]> entries = database.rows("SELECT * FROM ledger WHERE subject = '" + example + "'");
            database.commit();
            for (int i = 0; i < ids.size(); i++) {
                copy(database, "contacts", "contact_id", List.<Object[]>of(contact), ids.get(i));
                copy(database, "compartments", "contact_id", compartments, ids.get(i));
                copy(database, "ledger", "subject", entries, ids.get(i));
                if (i % COPIED_AT_ONCE == 0) {
                    database.commit();
                }
            }
            database.commit();
        }
        stored = contacts;
    }

    private static void copy(BareDatabase database, String table, String column, List<Object[]> rows, String id)
            throws SQLException {
        for (Object[] row : rows) {
            Object[] copy = row.clone();
            copy[database.column(table, column)] = id;
            database.insert(table, copy);
        }
    }

    /** Rows more, by the clock. */
    private double importMore() {
        long cpu = SELF.getProcessCpuTime();
        for (int group = 0; group < GROUPS; group++) {
            path.write(store, stored, FRESH);
            stored += RowPath.GROUP;
        }
        return (SELF.getProcessCpuTime() - cpu) / 1e3 / (GROUPS * RowPath.GROUP);
    }

    private int everybody(int round) {
        return page(ContactFilter.NONE, RowPath.id(round * 7 % stored).value());
    }

    private int granted(int round) {
        ContactFilter filter = new ContactFilter(Set.of(MARKETING), State.GRANTED, null, false);
        int seen = 0;
        String cursor = null;
        for (int pages = 0; pages < 5; pages++) {
            Page<?> page = store.list(filter, cursor, 100);
            seen += page.items().size();
            cursor = page.next();
        }
        return seen;
    }

    private int page(ContactFilter filter, String cursor) {
        return store.list(filter, cursor, 100).items().size();
    }

    private int audience(int round) {
        String from = RowPath.id(round * 7 % stored).value();
        return store.audience(MARKETING, Instant.now(), from, BATCH).items().size();
    }

    private int decide(int round) {
        Random random = new Random(round);
        List<ContactId> ids =
                random.ints(BATCH, 0, stored).mapToObj(RowPath::id).toList();
        DecisionRule rule = new DecisionRule(path.policy().purposes(), new Laws(), null);
        NumberPlace place = new NumberPlace("US", Set.of(), Set.of(), LineType.MOBILE);
        DecisionRows rows = store.decisionRows(ids, ids);
        for (int i = 0; i < BATCH; i++) {
            rule.decide(
                    List.of(rows.contacts().get(i)),
                    rows.budgets().get(i),
                    place,
                    MARKETING,
                    Channel.SMS,
                    Instant.now());
        }
        return BATCH;
    }

    private double purge(int due) {
        long cpu = SELF.getProcessCpuTime();
        PurgeReport report = PurgePath.run(path.policy(), store, keys, Clock.offset(Clock.systemUTC(), AHEAD));
        if (report.counts().getOrDefault("inactive", 0L) != due) {
            throw new IllegalStateException("the purge did something else: " + report);
        }
        return (SELF.getProcessCpuTime() - cpu) / 1e3 / due;
    }

    private static double micros(MeasuredRead work) {
        double[] rounds = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long begin = THREADS.getCurrentThreadCpuTime();
            int contacts = work.run(round);
            rounds[round] = (THREADS.getCurrentThreadCpuTime() - begin) / 1e3 / Math.max(1, contacts);
        }
        Arrays.sort(rounds);
        return rounds[ROUNDS / 2];
    }
}
