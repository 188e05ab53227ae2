package dev.ringlock.standalone.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringlock.purge.PurgeFunction;
import dev.ringlock.purge.PurgeReport;
import dev.ringlock.purge.PurgeStep;
import dev.ringlock.standalone.CommandData;
import dev.ringlock.standalone.command.DataCommand.Outcome;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Ends and deletes what is due, or shows what would be. */
@Command(
        name = "purge",
        description = {
            "Ends the consents whose time is over, and deletes what the policy keeps no longer. The server does it by itself,"
                    + " every hour.",
            "With --dry-run nothing is changed: it shows what a purge would do now."
        },
        footer = {"", "Example:", "  java -jar ringlock.jar purge --dry-run"})
final class PurgeCommand implements Callable<Integer> {

    @Option(names = "--dry-run", description = "Change nothing, and show what would be done.")
    private boolean dryRun;

    @Option(names = DataCommand.JSON, description = DataCommand.AS_JSON)
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private final DataCommand command;

    PurgeCommand(DataAccess data) {
        this.command = new DataCommand(data);
    }

    @Override
    public Integer call() {
        return command.runExisting(spec, json, this::purged);
    }

    private Outcome purged(CommandData data) {
        PurgeFunction function = data.purge(command.data().policy());
        PurgeStep step = PurgeStep.first(dryRun);
        while (!step.done()) {
            step = function.purge(step);
            progress(step);
        }
        PurgeReport report = Objects.requireNonNull(step.report());
        if (report.refused() != null) {
            throw new ConfigurationException(
                    "The clock says " + report.refused().clock()
                            + ", and the newest instant that a purge acted on is "
                            + report.refused().newest()
                            + ". Nothing is ended or deleted by such a clock. If it is right, confirm"
                            + " it to the server with RINGLOCK_ACCEPT_CLOCK_UNTIL.");
        }
        return outcome(report);
    }

    /** A step takes a minute at most, so a long run shows that it goes on. */
    private void progress(PurgeStep step) {
        PurgeReport soFar = step.report();
        if (!step.done() && soFar != null) {
            spec.commandLine().getErr().println(soFar.due() + " contacts so far");
        }
    }

    private Outcome outcome(PurgeReport report) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("dryRun", dryRun).put("due", report.due());
        ObjectNode counts = document.putObject("counts");
        List<String> lines = new ArrayList<>();
        lines.add(report.due() + " contacts were due" + (dryRun ? ". A dry run: nothing is changed" : ""));
        new TreeMap<>(report.counts()).forEach((what, count) -> {
            counts.put(what, count);
            lines.add(count + " " + what.replace('_', ' '));
        });
        return new Outcome(document, lines);
    }
}
