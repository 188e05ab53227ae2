package dev.ringlock.bench;

import dev.ringlock.bench.DecisionBenchmark.DecisionResult;
import dev.ringlock.bench.DecisionHttpBenchmark.DecisionHttpResult;
import java.util.List;
import java.util.Locale;

/**
 * The figures of decisions, as the table's last part.
 *
 * @param ruleMicros of processor time, for one decision by the rule alone
 */
record DecisionReport(double ruleMicros, List<DecisionResult> batches, DecisionHttpResult http) {

    String text() {
        StringBuilder text = new StringBuilder();
        line(text, "7  Decisions%n");
        line(
                text,
                "   %-90s%9.2f",
                "the rule alone, millions a second on one core (target: at least 1)",
                1 / ruleMicros);
        line(text, "%n   On SQLite, in batches of 1,000%50s%9s%9s%9s", "cpu us", "bare", "bare/own", "alone");
        for (DecisionResult each : batches) {
            line(
                    text,
                    "   %-71s%9.1f%9.1f%9.2f%9.1f",
                    String.format(
                            Locale.ROOT, "among %,d contacts (target: at least 0.5 of the bare loop)", each.stored()),
                    each.micros(),
                    each.bareMicros(),
                    each.ratio(),
                    each.singleMicros());
        }
        line(text, "%n   Over HTTP, the server's processor time%51s%9s", "cpu us", "ratio");
        line(text, "   %-81s%9.1f", "a constant answer (GET /health)", http.constantMicros());
        line(text, "   %-81s%9.1f", "one row by a kept statement", http.readMicros());
        line(
                text,
                "   %-81s%9.1f%9.2f",
                "one decision (target: at least 0.25 of both together)",
                http.micros(),
                http.ratio());
        line(
                text,
                "   by the clock: %,.0f decisions and %,.0f constants a second",
                http.perSecond(),
                http.constantPerSecond());
        return text.append('\n').toString();
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
