package dev.ringlock.standalone;

import dev.ringlock.ledger.Entry;
import dev.ringlock.purge.PurgeReport;
import dev.ringlock.purge.PurgeStep;
import dev.ringlock.purge.RunReports;
import dev.ringlock.store.Store;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A run as the page shows it.
 *
 * @param what how often each thing happened, such as {@code 2 expired}
 * @param refused why the run was refused; empty if it was not
 */
record RunView(
        String at, long millis, long due, String oldest, List<String> what, List<String> suspects, String refused) {

    private static final int REPORTS = 10;
    private static final String COUNT = "count_";
    private static final String SUSPECT = "suspect_";

    /** The last run, and those before it that found something. */
    static List<RunView> recent(Store store, Instant now) {
        List<RunView> all =
                RunReports.recent(store, now).stream().map(RunView::of).toList();
        return IntStream.range(0, all.size())
                .filter(i ->
                        i == 0 || all.get(i).due() > 0 || !all.get(i).refused().isEmpty())
                .limit(REPORTS)
                .mapToObj(all::get)
                .toList();
    }

    static RunView of(PurgeStep run) {
        PurgeReport report = report(run);
        return new RunView(
                shown(report.startedAt()),
                report.millis(),
                report.due(),
                shown(report.oldestDue()),
                report.counts().entrySet().stream()
                        .map(count -> words(count.getKey(), String.valueOf(count.getValue())))
                        .sorted()
                        .toList(),
                report.suspects().stream()
                        .map(suspect -> suspect.contacts() + " of origin " + suspect.origin())
                        .toList(),
                report.refused() == null ? "" : refused(report.refused().newest()));
    }

    /** From a run's entry on the ledger. */
    static RunView of(Entry entry) {
        Map<String, String> fields = entry.fields();
        return new RunView(
                shown(fields.get("started_at")),
                Long.parseLong(fields.getOrDefault("millis", "0")),
                Long.parseLong(fields.getOrDefault("due", "0")),
                shown(fields.get("oldest_due")),
                fields.entrySet().stream()
                        .filter(field -> field.getKey().startsWith(COUNT))
                        .map(field -> words(field.getKey().substring(COUNT.length()), field.getValue()))
                        .sorted()
                        .toList(),
                fields.entrySet().stream()
                        .filter(field -> field.getKey().startsWith(SUSPECT))
                        .map(Map.Entry::getValue)
                        .toList(),
                fields.containsKey("refused") ? refused(fields.get("newest_acted_on")) : "");
    }

    /** A run's report as JSON. */
    static Map<String, Object> json(PurgeStep run) {
        PurgeReport report = report(run);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("run", Objects.requireNonNull(run.run()));
        json.put("dryRun", run.dryRun());
        json.put("startedAt", report.startedAt());
        json.put("millis", report.millis());
        json.put("due", report.due());
        json.put("counts", report.counts());
        if (report.oldestDue() != null) {
            json.put("oldestDue", report.oldestDue());
        }
        json.put("capacity", report.capacity());
        json.put("suspects", report.suspects());
        if (report.refused() != null) {
            json.put("refused", report.refused());
        }
        return json;
    }

    private static PurgeReport report(PurgeStep run) {
        return Objects.requireNonNull(run.report());
    }

    private static String refused(@Nullable String newest) {
        return "The clock is too far past " + shown(newest) + ", the newest instant that a purge acted on.";
    }

    private static String shown(@Nullable String instant) {
        return instant == null ? "" : DemoClock.text(Instant.parse(instant));
    }

    private static String words(String what, String times) {
        return times + " " + what.replace('_', ' ');
    }
}
