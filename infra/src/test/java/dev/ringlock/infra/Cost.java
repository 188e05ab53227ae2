package dev.ringlock.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What AWS asks for it: prices in US dollars, on demand, for us-east-1, without free tiers and taxes. They are of the list as
 * it was in mid 2025, and have to be looked up before anybody decides by them.
 */
final class Cost {

    private static final double KEY_A_MONTH = 1.00;
    private static final double ALARM_METRIC_A_MONTH = 0.10;
    private static final double DASHBOARD_A_MONTH = 3.00;
    private static final double KMS_CALL = 0.03 / 10_000;
    private static final double WRITE_UNIT = 0.625 / 1e6;
    private static final double READ_UNIT = 0.125 / 1e6;
    private static final double API_CALL = 1.00 / 1e6;
    private static final double INVOCATION = 0.20 / 1e6;
    private static final double GIGABYTE_SECOND_X86 = 0.0000166667;
    private static final double LOG_GIGABYTE = 0.50;
    private static final double TRACE = 5.00 / 1e6;
    private static final double TRANSITION = 0.025 / 1_000;

    private static final double TRACED_SHARE = 0.05;
    private static final double GIGABYTES = 0.5;
    /** Our own line, Lambda's three and the API's one. */
    private static final double LOG_BYTES = 1_500;

    /** Started every hour. */
    private static final int RUNS_A_MONTH = 730;
    /** A step, whether it was the last, the end, and the start. */
    private static final int TRANSITIONS = 4;

    /**
     * A run that finds nothing: 32 queries of half a unit, the month's other runs, the instant kept and the purposes declared;
     * its entry and the instant that it acts on, each by its day; two keys of KMS.
     */
    private static final StaffAct EMPTY_RUN = new StaffAct("", 1, 64, 0, 2, 2, 2, 1);

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
            return calls * (API_CALL + INVOCATION + LOG_BYTES / 1e9 * LOG_GIGABYTE + TRACED_SHARE * TRACE)
                    + seconds * GIGABYTES * GIGABYTE_SECOND_X86
                    + reads * READ_UNIT
                    + writeUnits() * WRITE_UNIT
                    + kmsCalls * KMS_CALL;
        }
    }

    /** Counted in the source where it is built; where it is planned, what the design says of it. */
    static final List<StaffAct> ACTS = List.of(
            // two counters of tries and four of what is sent; the contact; contact, its state, two compartments and an
            // entry; in indexes the contact three times, its state, the entry by its day and its record
            new StaffAct("capture, one purpose, a new number", 0.05, 1, 6, 5, 12, 0, 1),
            // the contact; contact, its state, two compartments gone, an entry and the provider's message id; in
            // indexes
            // what PurgeCostIT counts
            new StaffAct("STOP", 0.05, 1, 0, 6, 12, 0, 1),
            new StaffAct("decision (planned)", 0.02, 1, 0, 0, 0, 0, 1),
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
                + " dashboard, " + RUNS_A_MONTH + " runs of purge in " + RUNS_A_MONTH * TRANSITIONS
                + " transitions | " + dollars(idle(template)) + " |");
        for (StaffAct act : ACTS) {
            lines.add("| a million times: " + act.name() + " | " + act.reads() + " read, " + act.writeUnits()
                    + " write units, " + act.kmsCalls() + " KMS calls, " + Math.round(act.seconds() * 1000)
                    + " ms | " + dollars(act.ofAMillion()) + " |");
        }
        return String.join("\n", lines);
    }

    private static double idle(Map<String, Object> template) {
        return count(template, "AWS::KMS::Key") * KEY_A_MONTH
                + alarmMetrics(template) * ALARM_METRIC_A_MONTH
                + count(template, "AWS::CloudWatch::Dashboard") * DASHBOARD_A_MONTH
                + RUNS_A_MONTH * (EMPTY_RUN.once() + TRANSITIONS * TRANSITION);
    }

    private static long count(Map<String, Object> template, String type) {
        return TemplateJson.resources(template).values().stream()
                .filter(resource -> TemplateJson.map(resource).get("Type").equals(type))
                .count();
    }

    /** An alarm on an expression is paid for each metric in it. */
    private static long alarmMetrics(Map<String, Object> template) {
        return TemplateJson.resources(template).values().stream()
                .filter(resource -> TemplateJson.map(resource).get("Type").equals("AWS::CloudWatch::Alarm"))
                .mapToLong(alarm -> Math.max(
                        1,
                        TemplateJson.list(TemplateJson.properties(alarm).get("Metrics")).stream()
                                .filter(metric -> TemplateJson.map(metric).containsKey("MetricStat"))
                                .count()))
                .sum();
    }

    private static String dollars(double amount) {
        return String.format(Locale.ROOT, "%.2f", amount);
    }
}
