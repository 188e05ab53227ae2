package dev.ringlock.standalone.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringlock.ledger.Sha256;
import dev.ringlock.policy.Policy;
import dev.ringlock.provider.BlockList;
import dev.ringlock.provider.BlockLists;
import dev.ringlock.provider.all.Providers;
import dev.ringlock.reconcile.FileOfOptOuts;
import dev.ringlock.reconcile.Reconcile;
import dev.ringlock.reconcile.ReconcileReport;
import dev.ringlock.reconcile.ReconcileStep;
import dev.ringlock.standalone.CommandData;
import dev.ringlock.standalone.ServerSenders;
import dev.ringlock.standalone.command.DataCommand.Outcome;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares a provider's block list with our opt-outs. */
@Command(
        name = "reconcile",
        description = {
            "Compares a provider's list of people who opted out there with the opt-outs here.",
            "Who is on that list alone is opted out here too. Who is missing there is told to it, if it takes numbers.",
            "It works while the server runs, which does the same every day. Run it as the server's user."
        },
        footer = {
            "",
            "Examples:",
            "  java -jar ringlock.jar reconcile telnyx --dry-run",
            "  java -jar ringlock.jar reconcile vonage --file opted-out.csv --column msisdn"
        })
final class ReconcileCommand implements Callable<Integer> {

    private static final Map<String, String> WORDS = new TreeMap<>(Map.of(
            "theirs", "people on the provider's list",
            "found", "of them had no opt-out here, and have one now",
            "newer_yes", "of them said yes since, proved from their phone: only their START ends the provider's block",
            "unreadable", "lines have no phone's number",
            "pushed", "opt-outs were missing there, and are added",
            "told", "opt-outs were told to the provider, which cannot say whether it had them",
            "not_taken", "opt-outs are missing there, and the provider does not take them",
            "without_number", "opt-outs are missing there, and their numbers are gone here too",
            "not_opened", "numbers could not be opened"));

    @Parameters(paramLabel = "PROVIDER", description = "As the policy writes it: twilio, telnyx, ...")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String provider;

    @Option(names = "--file", paramLabel = "FILE", description = "The list as a file: CSV, or one number on each line.")
    private @Nullable Path file;

    @Option(
            names = "--column",
            paramLabel = "NAME",
            description = "The header of the file's column with the numbers. Default: the first column.")
    private @Nullable String column;

    @Option(
            names = "--since",
            paramLabel = "NAME",
            description = "The header of the column that says when they opted out, as 2029-11-28T12:00:00Z.")
    private @Nullable String since;

    @Option(names = "--dry-run", description = "Change nothing, here or there.")
    private boolean dryRun;

    @Option(names = DataCommand.JSON, description = DataCommand.AS_JSON)
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private final DataCommand command;

    ReconcileCommand(DataAccess data) {
        this.command = new DataCommand(data);
    }

    @Override
    public Integer call() {
        return command.run(spec, json, this::reconciled);
    }

    private Outcome reconciled(CommandData data) {
        Policy policy = command.data().policy();
        if (policy.senders().stream().noneMatch(sender -> sender.provider().equals(provider))) {
            throw new ConfigurationException("None of the policy's senders is at " + provider + ".");
        }
        BlockLists lists = lists();
        if (!lists.all().containsKey(provider)) {
            throw new ConfigurationException("Ringlock cannot ask " + provider
                    + " for its list: it has none, or RINGLOCK_PROVIDERS names no file with an account there."
                    + " Name its list with --file.");
        }
        Reconcile reconcile = data.reconcile(policy, lists);
        ReconcileStep step = ReconcileStep.first(provider, dryRun);
        while (!step.done()) {
            step = reconcile.step(step);
        }
        ReconcileReport report = Objects.requireNonNull(step.report());
        if (report.unavailable() != null) {
            throw new ConfigurationException("The list could not be read to its end, or not be added to: "
                    + report.unavailable() + ". What was read counts.");
        }
        return outcome(report);
    }

    private BlockLists lists() {
        if (file == null) {
            return ServerSenders.blockLists(command.data().settings());
        }
        Map<String, BlockList> one =
                Map.of(provider, new FileOfOptOuts(file, "file sha256:" + sha256(file), column, since));
        return new BlockLists(Providers.ALL, () -> one);
    }

    private Outcome outcome(ReconcileReport report) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("provider", report.provider()).put("dryRun", dryRun);
        ObjectNode counts = document.putObject("counts");
        new TreeMap<>(report.counts()).forEach(counts::put);
        report.listed().forEach(document.putArray("listed")::add);
        List<String> lines = new ArrayList<>();
        lines.add(report.provider() + (dryRun ? ", a dry run: nothing is changed" : ""));
        WORDS.forEach((what, words) -> {
            if (report.count(what) > 0) {
                lines.add(report.count(what) + " " + words);
            }
        });
        report.listed().forEach(line -> lines.add("  " + line));
        if (report.counts().isEmpty()) {
            lines.add("Both agree.");
        }
        return new Outcome(document, lines);
    }

    private static String sha256(Path file) {
        MessageDigest digest = Sha256.digest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new ConfigurationException(file + " cannot be read.");
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
