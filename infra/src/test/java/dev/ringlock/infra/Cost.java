package dev.ringlock.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What AWS asks for it, at the prices of {@code prices.csv}. */
final class Cost {

    /** The types of a template that cost something by being there, with their prices. An alarm's is each metric's. */
    private static final Map<String, String> STANDING = Map.of(
            "AWS::KMS::Key", "key",
            "AWS::SecretsManager::Secret", "secret",
            "AWS::CloudWatch::CompositeAlarm", "compositeAlarm",
            "AWS::CloudWatch::Dashboard", "dashboard");

    private static final String ALARM = "AWS::CloudWatch::Alarm";

    static final Set<String> PRICED =
            Stream.concat(STANDING.keySet().stream(), Stream.of(ALARM)).collect(Collectors.toSet());

    private static final Map<String, Double> PRICES = prices();

    private static final double TRACED_SHARE = 0.05;
    private static final double GIGABYTES = 0.5;
    /** Our own line, Lambda's three and the API's one. */
    private static final double LOG_BYTES = 1_500;

    /** Started every hour. */
    private static final int RUNS_A_MONTH = 730;
    /** A step, whether it was the last, the end, and the start. */
    private static final int TRANSITIONS = 4;

    /** Started every day, with a step that lists the providers and one for the only provider. */
    private static final int RECONCILIATIONS_A_MONTH = 30;

    private static final int TRANSITIONS_OF_A_RECONCILIATION = 6;

    /** A metric is paid for by the hour in which it is written. */
    private static final double HOURS_A_MONTH = 730;

    /**
     * A run that finds nothing: 32 queries of half a unit, the month's other runs, the instant kept and the purposes declared;
     * its entry and the instant that it acts on, each by its day; two keys of KMS.
     */
    private static final StaffAct EMPTY_RUN = new StaffAct("", 1, 64, 0, 2, 2, 2, 1);

    /**
     * A reconciliation of two empty lists: a query of each state and purpose, the month's other runs; the row of the page and
     * its entry, by its day; two keys of KMS.
     */
    private static final StaffAct EMPTY_RECONCILIATION = new StaffAct("", 2, 8, 0, 2, 1, 2, 2);

    /**
     * What one act does. A transaction's write is two units for each item of up to a kilobyte, and
     * for each of its places in indexes, as DynamoDB Local counts them.
     *
     * @param seconds that a function is billed for: an assumption, until it has been measured there
     * @param calls of a function, of its own; 0 if many share one
     * @param kmsCalls sealing and index keys last for thousands of acts in a busy process, and count as none
     */
    record StaffAct(
            String name,
            double seconds,
            int reads,
            int plainWrites,
            int transactionWrites,
            int indexWrites,
            int kmsCalls,
            int calls) {

        int writeUnits() {
            return plainWrites + 2 * transactionWrites + indexWrites;
        }

        double ofAMillion() {
            return 1e6 * once();
        }

        double once() {
            return calls
                            * (price("apiCall")
                                    + price("invocation")
                                    + LOG_BYTES / 1e9 * price("logGigabyte")
                                    + TRACED_SHARE * price("trace"))
                    + seconds * GIGABYTES * price("gigabyteSecond")
                    + reads * price("readUnit")
                    + writeUnits() * price("writeUnit")
                    + kmsCalls * price("kmsCall");
        }
    }

    /** Counted in the source. */
    static final List<StaffAct> ACTS = List.of(
            // two counters of tries and four of what is sent; the contact; contact, its state, two compartments and an
            // entry; in indexes the contact three times, its state, the entry by its day and its record
            new StaffAct("capture, one purpose, a new number", 0.05, 1, 6, 5, 12, 0, 1),
            // the contact; contact, its state, two compartments gone, an entry and the provider's message id; in
            // indexes
            // what PurgeCostIT counts
            new StaffAct("STOP", 0.05, 1, 0, 6, 12, 0, 1),
            // what ReceiptCostIT counts: the contact, which keeps its places in indexes; a failure's guard row
            new StaffAct("receipt, delivered", 0.02, 1, 0, 1, 0, 0, 1),
            new StaffAct("receipt, failed", 0.02, 1, 0, 2, 0, 0, 1),
            // the contact, as DecisionsContract counts; a place that is taken is one write more
            new StaffAct("decision", 0.02, 1, 0, 0, 0, 0, 1),
            // contact and compartment; two counters of tries; the contact, its entry and the person's; both by their
            // day
            // and the person; opening
            new StaffAct("reveal", 0.05, 2, 2, 3, 8, 1, 1),
            // the contact; contact, its state, two compartments gone and an entry; in indexes what PurgeCostIT counts
            new StaffAct("a consent that ended, purged", 0.005, 1, 0, 5, 12, 0, 0));

    private Cost() {}

    /** The lines of docs/deploy.md. */
    static String table(Map<String, Object> template) {
        List<String> lines = new ArrayList<>();
        lines.add("| nothing happens, for a month | " + count(template, "AWS::KMS::Key") + " keys, "
                + alarmMetrics(template) + " metrics of alarms, " + count(template, "AWS::CloudWatch::Dashboard")
                + " dashboard, " + WrittenMetrics.ofIdle() + " metric of ours, " + RUNS_A_MONTH + " runs of purge in "
                + RUNS_A_MONTH * TRANSITIONS
                + " transitions, " + RECONCILIATIONS_A_MONTH + " of reconcile in "
                + RECONCILIATIONS_A_MONTH * TRANSITIONS_OF_A_RECONCILIATION
                + " transitions | " + dollars(idle(template)) + " |");
        for (StaffAct act : ACTS) {
            lines.add("| a million times: " + act.name() + " | " + act.reads() + " read, " + act.writeUnits()
                    + " write units, " + act.kmsCalls() + " KMS calls, " + Math.round(act.seconds() * 1000)
                    + " ms | " + dollars(act.ofAMillion()) + " |");
        }
        return String.join("\n", lines);
    }

    /** The price of a month in which nothing happens but runs of purge and reconcile that find nothing. */
    static double idle(Map<String, Object> template) {
        return STANDING.entrySet().stream()
                        .mapToDouble(each -> count(template, each.getKey()) * price(each.getValue()))
                        .sum()
                + alarmMetrics(template) * price("alarm")
                + WrittenMetrics.ofIdle() * price("customMetric")
                + RUNS_A_MONTH * (EMPTY_RUN.once() + TRANSITIONS * price("transition"))
                + RECONCILIATIONS_A_MONTH
                        * (EMPTY_RECONCILIATION.once()
                                + TRANSITIONS_OF_A_RECONCILIATION * price("transition")
                                + price("customMetric") / HOURS_A_MONTH);
    }

    private static long count(Map<String, Object> template, String type) {
        return TemplateJson.resources(template).values().stream()
                .filter(resource -> TemplateJson.map(resource).get("Type").equals(type))
                .count();
    }

    /** An alarm on an expression is paid for each metric in it. */
    private static long alarmMetrics(Map<String, Object> template) {
        return TemplateJson.resources(template).values().stream()
                .filter(resource -> TemplateJson.map(resource).get("Type").equals(ALARM))
                .mapToLong(alarm -> Math.max(
                        1,
                        TemplateJson.list(TemplateJson.properties(alarm).get("Metrics")).stream()
                                .filter(metric -> TemplateJson.map(metric).containsKey("MetricStat"))
                                .count()))
                .sum();
    }

    private static double price(String name) {
        return Objects.requireNonNull(PRICES.get(name), name);
    }

    private static Map<String, Double> prices() {
        try (Stream<String> rows = Files.lines(Path.of("src/test/resources/prices.csv"))) {
            return rows.filter(row -> !row.startsWith("#") && !row.startsWith("name,"))
                    .map(row -> List.of(row.split(",")))
                    .collect(Collectors.toMap(row -> row.get(0), row -> Double.valueOf(row.get(1))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String dollars(double amount) {
        return String.format(Locale.ROOT, "%.2f", amount);
    }
}
