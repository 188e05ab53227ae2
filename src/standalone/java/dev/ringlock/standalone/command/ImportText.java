package dev.ringlock.standalone.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringlock.imports.run.ImportCounts;
import dev.ringlock.imports.run.ImportProgress;
import dev.ringlock.imports.run.ImportProgress.CheckResult;
import dev.ringlock.imports.run.ImportState;
import dev.ringlock.imports.run.RefusedRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An import for a program and for people. It repeats nothing that is written in the file. */
final class ImportText {

    private static final int MOST_SHOWN = 5;

    private ImportText() {}

    static ObjectNode document(ImportProgress progress) {
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("importId", progress.order().importId())
                .put("source", progress.order().source())
                .put("state", progress.state().id())
                .put("sha256", progress.sha256());
        ImportCounts counts = counts(progress);
        document.put("rows", counts.rows()).put("silent", counts.silent()).put("faulty", counts.faulty());
        document.put("refusedNoes", counts.refusedNoes());
        ObjectNode outcomes = document.putObject("outcomes");
        counts.outcomes().forEach(outcomes::put);
        ObjectNode faults = document.putObject("faults");
        counts.faults().forEach(faults::put);
        if (progress.checked() != null) {
            progress.checked()
                    .flags()
                    .forEach(flag -> document.withArray("flags").add(flag.sign()));
            document.put("unlisted", progress.checked().unlisted());
        }
        if (progress.problem() != null) {
            document.putObject("problem")
                    .put("code", progress.problem().code())
                    .put("detail", progress.problem().detail())
                    .put("line", progress.problem().line());
        }
        return document;
    }

    static List<String> lines(ImportProgress progress) {
        List<String> lines = new ArrayList<>();
        ImportCounts counts = counts(progress);
        lines.add("Import " + progress.order().importId() + " is "
                + progress.state().id() + ".");
        lines.add(count("rows", counts.rows()));
        counts.outcomes().forEach((outcome, count) -> lines.add(count(outcome, count)));
        lines.add(count("silent", counts.silent()));
        counts.faults().forEach((fault, count) -> lines.add(count("refused: " + fault, count)));
        if (counts.refusedNoes() > 0) {
            lines.add(count("refused, may be opt-outs", counts.refusedNoes()));
        }
        CheckResult checked = progress.checked();
        if (checked != null && progress.state() == ImportState.CHECKED) {
            checked.flags()
                    .forEach(flag -> lines.add(String.format(
                            Locale.ROOT, "Look at this: %s, %,d of %,d rows", flag.sign(), flag.rows(), flag.of())));
            checked.first().stream().limit(MOST_SHOWN).forEach(row -> lines.add(refused(row)));
        }
        if (progress.problem() != null) {
            lines.add((progress.problem().line() > 0
                            ? "Line " + progress.problem().line() + ": "
                            : "")
                    + progress.problem().detail());
            if (progress.problem().code().equals("policy_changed")) {
                lines.add("If a server runs here, name its policy file with RINGLOCK_POLICY.");
            }
        }
        return lines;
    }

    static ImportCounts counts(ImportProgress progress) {
        if (progress.state() == ImportState.CHECKED && progress.checked() != null) {
            return progress.checked().counts();
        }
        return progress.work() == null ? ImportCounts.NOTHING : progress.work().counts();
    }

    private static String refused(RefusedRow row) {
        return "Line " + row.line() + (row.column().isEmpty() ? "" : ", " + row.column()) + ": " + row.cure();
    }

    private static String count(String what, long count) {
        return String.format(Locale.ROOT, "  %-28s %,d", what, count);
    }
}
