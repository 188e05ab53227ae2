package dev.ringlock.bench;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber;
import dev.ringlock.capture.CapturePath;
import dev.ringlock.decide.DecisionPath;
import dev.ringlock.phone.ContactId;
import dev.ringlock.store.sqlite.SqliteStore;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Batches of 1,000 decisions on SQLite, from the event to its answer. Beside them a bare loop reads the same numbers with
 * libphonenumber, hashes them with one kept HMAC, and reads the same rows in the order of their ids by one kept statement, in
 * one transaction. It measures processor time of one thread. The two take turns, and the median of their rounds is reported.
 */
final class DecisionBenchmark {

    private static final int BATCH = 1_000;
    private static final int BATCHES = 10;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Late in the morning in all of the United States but Hawaii, tomorrow. */
    private static final Instant NOON =
            Instant.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(24 + 18));

    private final Path file;
    private final List<List<String>> batches = new ArrayList<>();

    private DecisionBenchmark(Path file) {
        this.file = file;
        List<String> typed = Numbers.typed();
        for (int i = 0; i < BATCHES; i++) {
            batches.add(typed.subList(i * BATCH, (i + 1) * BATCH));
        }
    }

    /**
     * @param micros of processor time for one decision in a batch
     * @param singleMicros for one that is asked alone
     */
    record DecisionResult(int stored, double micros, double bareMicros, double singleMicros) {

        double ratio() {
            return bareMicros / micros;
        }
    }

    /** Runs it alone. The arguments are an empty folder and a size. */
    public static void main(String[] args) throws Exception {
        Files.createDirectories(Path.of(args[0]));
        for (DecisionResult result : run(Size.of(args[1]), Path.of(args[0]))) {
            System.out.printf("%s: %.2f of the bare loop%n", result, result.ratio());
        }
    }

    static List<DecisionResult> run(Size size, Path folder) throws Exception {
        List<DecisionResult> results = new ArrayList<>();
        for (int stored : size.decided) {
            Path file = folder.resolve("decisions-" + stored + ".db");
            results.add(new DecisionBenchmark(file).measure(size, stored));
            Files.delete(file);
        }
        return results;
    }

    private DecisionResult measure(Size size, int stored) throws Exception {
        try (SqliteStore store = SqliteStore.open(file, Clock.systemUTC())) {
            new CapturePath(store).capture(Numbers.typed().get(0));
        }
        Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
        try (SqliteStore store = SqliteStore.open(file, clock);
                BareReader bare = new BareReader(file)) {
            DecisionPath path = new DecisionPath(store, clock);
            fill(path, stored);
            double[] ours = new double[size.audienceRounds];
            double[] bares = new double[size.audienceRounds];
            double[] singles = new double[size.audienceRounds];
            for (int round = -2 * size.audienceWarmUp; round < size.audienceRounds; round++) {
                List<String> batch = batches.get(Math.floorMod(round, BATCHES));
                double one = nanos(() -> allowed(path.batch(batch), batch.size()));
                double two = nanos(() -> bare.read(batch));
                double three = nanos(() -> batch.forEach(typed -> allowed(path.one(typed), 1)));
                if (round >= 0) {
                    ours[round] = one;
                    bares[round] = two;
                    singles[round] = three;
                }
            }
            return new DecisionResult(stored, median(ours), median(bares), median(singles));
        }
    }

    private interface TimedRun {
        void run() throws Exception;
    }

    private static double nanos(TimedRun work) throws Exception {
        long begin = THREADS.getCurrentThreadCpuTime();
        work.run();
        return (double) (THREADS.getCurrentThreadCpuTime() - begin) / BATCH / 1e3;
    }

    private static void allowed(String body, int expected) {
        int found = 0;
        for (int at = body.indexOf("\"allow\""); at >= 0; at = body.indexOf("\"allow\"", at + 1)) {
            found++;
        }
        // in Hawaii it is not yet time
        if (found < expected * 0.9 && expected > 1) {
            throw new IllegalStateException("only " + found + " were allowed: " + body.substring(0, 500));
        }
    }

    /** The contact of one real signup, under the ids of the numbers that are asked about and under made-up ones. */
    private void fill(DecisionPath path, int stored) throws Exception {
        try (BareDatabase database = new BareDatabase(file)) {
            Object[] contact = database.rows("SELECT * FROM contacts").get(0);
            database.run("DELETE FROM contacts");
            int written = 0;
            for (List<String> batch : batches) {
                for (String typed : batch) {
                    contact[0] = path.contactId(typed).value();
                    database.insert("contacts", contact);
                    written++;
                }
            }
            for (; written < stored; written++) {
                contact[0] = ContactId.ofMac(ByteBuffer.allocate(16)
                                .putLong(0x9E3779B97F4A7C15L * (written + 1))
                                .putLong(written)
                                .array())
                        .value();
                database.insert("contacts", contact);
            }
            database.commit();
        }
    }

    /** What the least is that has to be done. */
    private static final class BareReader implements AutoCloseable {

        private final PhoneNumberUtil plans = PhoneNumberUtil.getInstance();
        private final Mac mac = Mac.getInstance("HmacSHA256");
        private final Connection connection;
        private final PreparedStatement select;

        BareReader(Path file) throws Exception {
            mac.init(new SecretKeySpec(DecisionPath.KEY, "HmacSHA256"));
            connection = DriverManager.getConnection("jdbc:sqlite:" + file);
            select = connection.prepareStatement("SELECT * FROM contacts WHERE contact_id = ?");
        }

        void read(List<String> typed) throws Exception {
            String[] ids = new String[typed.size()];
            for (int i = 0; i < ids.length; i++) {
                Phonenumber.PhoneNumber number = plans.parse(typed.get(i), "ZZ");
                String e164 = plans.format(number, PhoneNumberUtil.PhoneNumberFormat.E164);
                byte[] hash = mac.doFinal(e164.getBytes(StandardCharsets.US_ASCII));
                ids[i] = ContactId.ofMac(hash).value();
            }
            Arrays.sort(ids);
            int found = 0;
            try (Statement transaction = connection.createStatement()) {
                transaction.execute("BEGIN");
                for (String id : ids) {
                    select.setString(1, id);
                    try (ResultSet row = select.executeQuery()) {
                        found += row.next() && row.getString("consents").length() > 2 ? 1 : 0;
                    }
                }
                transaction.execute("COMMIT");
            }
            if (found != ids.length) {
                throw new IllegalStateException("only " + found + " were there");
            }
        }

        @Override
        public void close() throws Exception {
            connection.close();
        }
    }

    private static double median(double[] rounds) {
        double[] sorted = rounds.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
